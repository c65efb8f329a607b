"""Sources from reference managers: what is read, what is refused, and that nothing is lost."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing import bibliographies
from articles.importing.bibliographies import Unreadable
from articles.models import Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db
URL = "/admin/articles/source/import/"
BIBTEX = r"""
@string{lancet = {Lancet}}
@article{whatever,
  title = {Long-term results of {MLD} gene therapy in 50\% of {\"U}berlebende: a cohort study},
  author = "Fumagalli, Francesca and M{\"u}ller, H",
  journal = lancet, year = 2022, volume = 399, pages = {372--383},
  doi = {https://doi.org/10.1016/S0140-6736(21)02017-1},
}
@book{b, title={A handbook}, author={Hans M{\"u}ller}, year={2019}, url={https://example.org/book},
  publisher={Press}}
@article{twice, title={The same again}, doi={10.1016/s0140-6736(21)02017-1}}
@article{bad, title={No such number}, doi={none}}
@article{lost, title={Cannot be found}}
@article{broken, title={x}
@article{after, title={Natural history of Krabbe disease}, author={Escolar, M}, year=2005,
  pmid=0015}
"""
RIS = """TY  - JOUR
AU  - Engelen, Marc
TI  - International recommendations for
  adrenoleukodystrophy
T2  - Neurology
PY  - 2022/11/01
VL  - 99
IS  - 2
SP  - 940
EP  - 951
DO  - 10.1212/WNL.0000000000201374
UR  - https://dx.doi.org/10.1212/wnl.0000000000201374
ER  -
TY  - JOUR
TI  - From PubMed
AN  - 24480483
DB  - PubMed
"""


def by_title(entries) -> dict:
    return {entry.title or entry.place: entry for entry in entries}


def test_bibtex_is_read_without_its_tex():
    found = by_title(bibliographies.read(BIBTEX))
    first = found["Long-term results of MLD gene therapy in 50% of Überlebende: a cohort study"]
    assert (first.key, first.citation, first.year, first.kind) == (
        "fumagalli-2022", "Lancet 2022;399:372-383", 2022, "cohort",
    )  # fmt: skip
    assert first.doi == "10.1016/s0140-6736(21)02017-1"
    assert (found["A handbook"].key, found["A handbook"].kind) == ("muller-2019", "book")
    krabbe = found["Natural history of Krabbe disease"]
    assert (krabbe.pmid, krabbe.kind, krabbe.is_new) == ("15", "cohort", True)


def test_what_cannot_be_used_says_why_and_stops_nothing():
    found = by_title(bibliographies.read(BIBTEX))
    assert "in this file already, at line" in found["The same again"].problem
    assert "looks like 10.1001" in found["No such number"].problem
    assert "no DOI, PubMed id" in found["Cannot be found"].problem
    broken = next(e.problem for e in found.values() if not e.title)
    assert broken.startswith("This is broken BibTeX. Unexpected block start")


def test_ris_is_read_also_where_the_last_line_is_missing():
    first, second = bibliographies.read("\ufeff" + RIS.replace("\n", "\r\n"))
    assert first.title == "International recommendations for adrenoleukodystrophy"
    assert (first.key, first.kind) == ("engelen-2022", "guideline")
    assert first.citation == "Neurology 2022;99(2):940-951"
    assert (first.doi, first.url) == ("10.1212/wnl.0000000000201374", None)
    assert second.pmid == "24480483"


def send(client, text: str = "", file: bytes | None = None):
    data = {"text": text}
    if file is not None:
        data["file"] = SimpleUploadedFile("a.bib", file)
    return client.post(URL, data, follow=True)


def test_from_a_file_to_sources_with_a_look_before(client, eve):
    there = make_source("handbook", url="https://example.org/book/")
    client.force_login(eve)
    html = send(client, file=BIBTEX.encode()).content.decode()
    assert Source.objects.count() == 1, "nothing is added before one has looked"
    assert reverse("admin:articles_source_change", args=[there.pk]) in html
    for words in ("Already here", "Cannot be used", 'value="fumagalli-2022"', "Überlebende"):
        assert words in html
    assert 'value="fumagalli-2022"' in client.get(URL).content.decode(), "it is still there"
    choice = {"0-kind": "trial", "0-key": "handbook", "1-kind": "", "1-key": "", "create": "x"}
    html = client.post(URL, choice).content.decode()
    assert "Another source has the key “handbook”" in html
    assert 'value="handbook"' in html
    assert Source.objects.count() == 1
    client.post(URL, choice | {"0-key": "fumagalli-2022"})
    made = Source.objects.get(key="fumagalli-2022")
    assert (made.kind, made.doi) == ("trial", "10.1016/s0140-6736(21)02017-1")
    assert Source.objects.count() == 2, "what was left out is left out"
    assert LogEntry.objects.get(object_id=str(made.pk)).user == eve
    assert b"Or paste it here" in client.get(URL).content


def test_what_cannot_be_used_is_mended_where_it_was_pasted(client, eve):
    """Not on a page of its own that has no field to mend it in."""
    client.force_login(eve)
    pasted = "@article{a, title={No such number}, doi={11.1016/x}}"
    html = send(client, pasted).content.decode()
    assert "No such number (line 1): “11.1016/x”: A DOI looks like" in html
    assert pasted in html.replace("&quot;", '"')
    assert b"Or paste it here" in client.get(URL).content, "nothing stands in the way of another"


def test_a_kind_that_the_file_does_not_tell_is_chosen_by_a_person(client, eve):
    """A journal article may be a trial or an opinion: no guess becomes a fact by one click."""
    client.force_login(eve)
    html = send(client, "@article{a, title={Outcomes in MLD}, doi={10.1000/a}}").content.decode()
    assert '<option value="" selected>' in html
    html = client.post(URL, {"0-kind": "", "0-key": "a", "create": "x"}).content.decode()
    assert "choose for at least one what it is" in html
    assert "Outcomes in MLD" in html
    choice = {"0-kind": "cohort", "0-key": "smith-2020", "create": "x"}
    html = client.post(URL, choice, follow=True).content.decode()
    assert "Cite as [@smith-2020]." in html


def test_what_somebody_added_meanwhile_is_noticed(client, eve):
    client.force_login(eve)
    send(client, RIS)
    make_source("engelen", doi="10.1212/wnl.0000000000201374")
    choice = {
        f"{n}-{name}": value
        for n in (0, 1)
        for name, value in (("kind", "review"), ("key", f"k{n}"))
    }
    html = client.post(URL, choice | {"create": "x"}).content.decode()
    assert "added in the meantime" in html
    assert Source.objects.count() == 1
    client.post(URL, {"forget": "x"})
    assert b"Or paste it here" in client.get(URL).content


def test_many_entries_come_page_by_page(client, eve):
    client.force_login(eve)
    text = "".join(f"@misc{{k{n}, title={{Title {n}}}, doi={{10.1000/{n}}}}}\n" for n in range(150))
    assert "50 more follow" in send(client, file=text.encode()).content.decode()
    for first, count in ((0, 100), (100, 50)):
        choice = {}
        for n in range(count):
            choice |= {f"{n}-kind": "review", f"{n}-key": f"k{first + n}"}
        assert client.post(URL, choice | {"create": "x"}).status_code == 302
        assert Source.objects.count() == first + count


def test_what_was_chosen_for_another_list_is_not_taken(client, eve):
    """The second of two clicks would give the keys of the first page to the sources of the next,
    and a window that was left open those of another file."""
    client.force_login(eve)
    text = "".join(f"@misc{{k{n}, title={{Title {n}}}, doi={{10.1000/{n}}}}}\n" for n in range(101))
    mark = send(client, file=text.encode()).context["mark"]
    choice = {"of": mark, "0-kind": "review", "0-key": "the-first", "create": "x"}
    assert client.post(URL, choice).status_code == 302
    again = client.post(URL, choice | {"0-key": "the-second"})
    assert "it was meant for another list" in again.content.decode()
    assert "Title 100" in again.content.decode()
    assert Source.objects.get().title == "Title 0"
    client.post(URL, choice | {"of": again.context["mark"], "0-key": "the-last"})
    assert Source.objects.get(key="the-last").title == "Title 100"


def test_who_may_not_add_sources_may_not_import_them(client, rae, mo, alice):
    for person in (rae, mo, alice):
        client.force_login(person)
        answer = send(client, BIBTEX)
        assert answer.status_code == 403 or "login" in answer.redirect_chain[-1][0]
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "empty"),
        (b"just words", "neither BibTeX"),
        ("@article{a, title={Überlebende}}".encode("latin-1"), "not in UTF-8"),
        ("@article{a, title={x}}".encode("utf-16"), "not in UTF-8"),
        (b"@article{a, title={x\0}}", "not a text file"),
        (b"@article{a, title={" + b"x" * 1_000_000 + b"}}", "larger than 1 MB"),
        (b"@article{a, title={x}}\n" * 501, "more than 500 entries"),
    ],
)
def test_a_file_of_no_use_is_refused_kindly(client, eve, content, complaint):
    client.force_login(eve)
    assert complaint in send(client, file=content).content.decode()


def test_more_tex_than_anybody_types_is_not_read():
    """Its reader goes letter by letter: a megabyte of accents would take ten seconds."""

    def file(accents: int) -> str:
        title = r"{\"u}" * accents
        return "".join(f"@misc{{k{n}, title={{{title}}}, doi={{10.1/{n}}}}}\n" for n in range(490))

    with pytest.raises(Unreadable, match="too much TeX"):
        bibliographies.read(file(390))
    assert bibliographies.read(file(20))[-1].title == "ü" * 20


def test_one_gives_either_a_file_or_a_text(client, eve):
    client.force_login(eve)
    assert b"choose a file, or paste" in send(client).content
    assert b"choose a file, or paste" in send(client, RIS, RIS.encode()).content


@pytest.mark.parametrize(
    "text",
    [
        "@article{a, title={" + "{" * 900_000,
        "@article{a, title={" + "{" * 3_000 + "}" * 3_000 + "}, doi={10.1000/a}}",
        "@article{a, title={" + r"\textit{" * 240 + "}" * 240 + "}, doi={10.1000/a}}",
        "@article{a, title={" + "\\frac" * 300 + "}, doi={10.1000/a}}",
        "@article{a, title={" + "$" * 999 + "}, doi={10.1000/a}}",
        r"@article{a, title={\input{/etc/passwd}\begin{x}}, doi={10.1000/a}}",
        "@article{a" + ", b=c" * 180_000 + "}",
        "@article{a, title=a" + "#a" * 400_000 + "}",
        "@string{a = a}\n" * 400 + "@article{b, title=a}",
        '@article{a, title="' + '"' * 900_000,
        "@article{a, title={<script>alert(1)</script>}, url={javascript:alert(1)}}",
        "TY  - JOUR\n" + "TI  - a\n" * 100_000,
        "TY  - JOUR\nTI  - " + "a\n" * 300_000 + "ER  - ",
        "TY  - JOUR\nDO  - \nPY  - x\nER  - \n",
        "TY  -",
    ],
    ids=range(15),
)
def test_hostile_files_are_read_or_refused(text):
    try:
        entries = bibliographies.read(text)
    except Unreadable:
        return
    for entry in entries:
        assert len(entry.title) <= 400
        assert "root:" not in entry.title
        assert "javascript:" not in (entry.url or "") or not entry.is_new


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from('@{}"\\#,=% \na1$é'), max_size=60))
def test_no_text_breaks_the_reader(noise):
    for frame in (
        "@article{k, title={%s}, doi={10.1000/a}}",
        "@book{%s}",
        "TY  - BOOK\nTI  - %s\nER  - ",
    ):
        try:
            bibliographies.read(frame.replace("%s", noise))
        except Unreadable:
            continue


def test_the_command_does_the_same(tmp_path, capsys):
    file = tmp_path / "a.ris"
    file.write_text(RIS)
    call_command("import_sources", file, dry_run=True)
    assert "2 source(s) would be added" in capsys.readouterr().out
    assert not Source.objects.exists()
    call_command("import_sources", file)
    assert Source.objects.count() == 2
    call_command("import_sources", file)
    assert "entry 1: already here" in capsys.readouterr().out
    assert Source.objects.count() == 2
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("import_sources", file)
    with pytest.raises(CommandError):
        call_command("import_sources", tmp_path / "nowhere.bib")
