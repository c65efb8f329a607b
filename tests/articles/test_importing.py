# ruff: noqa: E501 (one complaint a line reads better than three lines each)
"""Folders of text files become conditions and articles: all of them, or none."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article, Condition, ImportRecord, Revision, Source
from portal.models import Topic

FOLDER = Path(__file__).parent / "folder"
STARTER = Path(__file__).parents[2] / "articles" / "starter"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "folder"))


@pytest.fixture
def run(capsys):
    """Import, and return what was printed: to both, in the order of time."""

    def run(folder, **options) -> str:
        try:
            call_command("import_articles", folder, **options)
        except CommandError as error:
            printed = capsys.readouterr()
            return printed.out + printed.err + f"FAILED {error}"
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


def article(slug: str) -> Article:
    return Article.objects.get(slug=slug)


def test_a_folder_becomes_conditions_articles_sources_and_topics(folder, run):
    output = run(folder, publish=True)
    assert "article: 5 created" in output
    assert "condition: 2 created" in output

    mld = Condition.objects.get(slug="metachromatic-leukodystrophy")
    form = Condition.objects.get(slug="late-infantile-mld")
    assert form.parent == mld
    assert {(c.system, c.value, c.relation) for c in mld.codes.all()} == {
        ("ORPHA", "512", "exact"), ("OMIM", "250100", "exact"),
        ("OMIM", "249900", "broader"), ("GARD", "0003230", "exact"),
    }  # fmt: skip
    assert mld.genes == "ARSA, PSAP"
    assert mld.overview.kind == "overview"
    assert mld.overview.slug == "metachromatic-leukodystrophy-overview"
    assert mld.overview.state == "published"

    therapy = article("gene-therapy-for-mld")
    assert therapy.state == "published"
    assert list(therapy.conditions.all()) == [mld]
    assert list(therapy.related.all()) == [article("living-with-mld")]
    assert [topic.slug for topic in therapy.topics.all()] == ["gene-therapy"]
    assert [c.source.key for c in therapy.live.citations.all()] == ["nct01560182", "gr-mld"]
    assert therapy.summary_text == "It helps at an early stage."


def test_what_cites_nothing_is_not_published_and_the_output_says_so(folder, run):
    output = run(folder, publish=True)
    assert article("living-with-mld").state == "draft"
    assert "living-with-mld.md:1: not published, because it cites no source." in output

    seed = article("what-a-forum-once-said")
    assert seed.state == "draft"
    assert "seed.txt:1: not published, because a plain text names no source" in output


def test_without_publish_everything_is_a_draft(folder, run):
    run(folder)
    assert set(Article.objects.values_list("state", flat=True)) == {"draft"}
    output = run(folder, publish=True)
    assert "published: 3" in output


def test_plain_text_keeps_its_words_and_loses_its_marks(folder, run):
    run(folder)
    seed = article("what-a-forum-once-said")
    seed.publish_as_imported()
    assert seed.kind == "understanding"
    assert [heading["name"] for heading in seed.contents] == ["First signs"]
    assert "[@gr-mld] stands here, nor why <b>this</b> is *not* emphasised" in seed.body_text
    assert not seed.live.citations.exists()


def test_a_first_line_as_long_as_a_paragraph_is_no_title(tmp_path, run):
    (tmp_path / "a.txt").write_text("Myelin " * 60 + "\n\nMore.")
    run(tmp_path)
    one = Article.objects.get()
    assert one.title.endswith("Myelin…")
    assert one.latest.body.startswith("Myelin Myelin")


def test_a_second_run_changes_nothing(folder, run):
    run(folder, publish=True)
    before = list(Article.objects.order_by("pk").values()), Revision.objects.count()
    output = run(folder, publish=True)
    assert "article: 5 unchanged" in output
    assert "source: 2 unchanged" in output
    assert "published: 0" in output
    assert (list(Article.objects.order_by("pk").values()), Revision.objects.count()) == before


def test_only_changed_text_makes_a_revision(folder, run):
    run(folder, publish=True)
    path = folder / "articles" / "gene-therapy-for-mld.md"
    path.write_text(path.read_text().replace("A long stay", "A stay of weeks"))
    output = run(folder, publish=True)
    assert "article: 4 unchanged, 1 updated" in output
    assert Revision.objects.filter(article__slug="gene-therapy-for-mld").count() == 2
    assert "A stay of weeks" in article("gene-therapy-for-mld").body_html

    path.write_text(path.read_text().replace("topics: [gene-therapy]", "topics: []"))
    run(folder, publish=True)
    assert Revision.objects.filter(article__slug="gene-therapy-for-mld").count() == 2
    assert not article("gene-therapy-for-mld").topics.exists()


def test_what_an_editor_wrote_stays(folder, run, eve):
    run(folder, publish=True)
    therapy = article("gene-therapy-for-mld")
    therapy.write(title="Better", summary="By Eve.", body="Eve [@gr-mld].", by=eve)

    assert "5 unchanged" in run(folder, publish=True)
    assert article("gene-therapy-for-mld").live.number == 1, "her draft is not published for her"

    path = folder / "articles" / "gene-therapy-for-mld.md"
    path.write_text(path.read_text().replace("A long stay", "A short stay"))
    output = run(folder, publish=True)
    assert "1 kept" in output
    assert "was edited on the portal and stays as it is" in output
    assert article("gene-therapy-for-mld").latest.title == "Better"


def test_what_an_editor_changed_of_a_condition_stays_too(folder, run):
    run(folder)
    Condition.objects.filter(slug="metachromatic-leukodystrophy").update(inheritance="By Eve")
    path = folder / "conditions" / "metachromatic-leukodystrophy.md"
    path.write_text(path.read_text().replace("genes: [ARSA, PSAP]", "genes: [ARSA]"))
    assert "condition: 1 kept, 1 unchanged" in run(folder)
    assert Condition.objects.get(slug="metachromatic-leukodystrophy").genes == "ARSA, PSAP"


def test_a_page_that_has_moved_is_found_again(folder, run):
    run(folder, publish=True)
    article("gene-therapy-for-mld").rename(slug="gene-therapy")
    Condition.objects.get(slug="metachromatic-leukodystrophy").rename(slug="mld")
    assert "5 unchanged" in run(folder, publish=True)
    assert Article.objects.count() == 5
    assert Condition.objects.count() == 2


def test_a_signed_text_is_not_replaced(folder, run, rae):
    run(folder, publish=True)
    therapy = article("gene-therapy-for-mld")
    therapy.live.sign(by=rae, review_due_on=timezone.localdate() + timedelta(days=90))
    path = folder / "articles" / "gene-therapy-for-mld.md"
    path.write_text(path.read_text().replace("A long stay", "A short stay"))
    assert "a clinician has signed what readers see" in run(folder, publish=True)
    assert article("gene-therapy-for-mld").live.number == 1


def test_an_article_that_was_retired_stays_retired(folder, run):
    run(folder, publish=True)
    article("gene-therapy-for-mld").retire()
    assert "it was retired" in run(folder, publish=True)
    assert article("gene-therapy-for-mld").state == "retired"


def test_a_dry_run_keeps_nothing(folder, run):
    output = run(folder, dry_run=True, publish=True)
    assert "published: 3" in output
    assert "nothing was kept" in output
    for model in (Article, Condition, Source, Topic, ImportRecord):
        assert not model.objects.exists()


ARTICLE = "---\ntitle: T\nkind: living\nsummary: S\n---\nText.\n"


def test_a_text_is_as_old_as_its_file_says(tmp_path, run):
    file = tmp_path / "a.md"
    file.write_text(ARTICLE.replace("---\n", "---\nwritten: 2024-02-29\n", 1))
    run(tmp_path, publish=True)
    one = article("a")
    assert one.latest.written_on == date(2024, 2, 29)
    assert "unchanged" in run(tmp_path, publish=True)
    file.write_text(file.read_text().replace("2024-02-29", "2025-03-01"))
    assert "1 updated" in run(tmp_path, publish=True)
    assert (one.latest.number, one.latest.written_on) == (2, date(2025, 3, 1))


def test_a_text_that_an_older_version_imported_is_brought_up_to_date(tmp_path, run):
    (tmp_path / "a.md").write_text(ARTICLE)
    run(tmp_path, publish=True)
    (tmp_path / "a.md").write_text(ARTICLE.replace("---\n", "---\nwritten: 2024-01-01\n", 1))
    assert "1 updated" in run(tmp_path, publish=True)
    assert article("a").latest.written_on == date(2024, 1, 1)
    (tmp_path / "a.md").write_text(ARTICLE.replace("Text", "More"))
    assert "1 updated" in run(tmp_path, publish=True), "the day was left out again"
    Article.objects.get().write(title="T", summary="S", body="Edited", by=None)
    (tmp_path / "a.md").write_text(ARTICLE.replace("---\n", "---\nwritten: 2024-01-01\n", 1))
    assert "1 kept" in run(tmp_path, publish=True)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("soon", "is not a day"),
        ("2026-13-01", "is not a day"),
        ("2999-01-01", "is a day in the future"),
    ],
)
def test_a_day_of_writing_that_cannot_be_is_named(tmp_path, run, written, complaint):
    (tmp_path / "a.md").write_text(ARTICLE.replace("---\n", f"---\nwritten: {written}\n", 1))
    assert f"a.md:2: “{written}” {complaint}" in run(tmp_path)


@pytest.mark.parametrize(
    ("path", "text", "complaint"),
    [
        ("a.md", "Text without front matter", "a.md:1: the file must begin with front matter"),
        ("a.md", ARTICLE.replace("title", "titel"), "a.md:2: unknown field “titel”"),
        ("a.md", ARTICLE.replace("title: T\n", ""), "a.md:2: “title” is missing"),
        ("a.md", ARTICLE.replace("living", "lving"), "a.md:3: unknown kind “lving”; use one of: und"),
        ("a.md", ARTICLE.replace("living", "overview"), "a.md:3: unknown kind “overview”"),
        ("a.md", ARTICLE.replace("title: T", "title: [T"), "a.md:3: broken YAML"),
        ("a.md", ARTICLE.replace("title: T", "title: T\ntitle: U"), "a.md:3: “title” stands here twice"),
        ("a.md", ARTICLE.replace("title: T", "title: &a T\nkind: *a"), "anchors and aliases"),
        ("a.md", ARTICLE.replace("---\nText", "topics: [nope]\n---\nText"), "a.md:5: unknown topic “nope”"),
        ("a.md", ARTICLE.replace("---\nText", "conditions: nope\n---\nText"), "a.md:5: unknown condition “nope”"),
        ("a.md", ARTICLE.replace("---\nText", "related:\n- nope\n---\nText"), "a.md:6: unknown related article “nope”"),
        ("a.md", ARTICLE + "\nMore [@nope].", "a.md:8: unknown source “nope”"),
        ("a.md", ARTICLE.replace("summary: S", "summary: S [@nope]"), "a.md:4: unknown source “nope”"),
        ("a.md", ARTICLE + "\nMore [@a; @b].", "a.md:8: “[@a; @b]” is not a citation"),
        ("a.md", ARTICLE + "\n# One", "a.md:8: headings begin with ##"),
        ("a.md", ARTICLE + "\nNull\0.", "a.md:8: this line holds a character that cannot be stored"),
        ("a.md", ARTICLE + "x" * 100_001, "a.md:6: body: Ensure this value has at most 100000"),
        ("a.md", ARTICLE + "[" * 500, "a.md:6: body: This text repeats a mark"),
        ("a.md", ARTICLE.replace("Text.", ""), "a.md:6: there is no text below"),
        ("a.md", ARTICLE.replace("title: T", f"title: {'T' * 201}"), "a.md:2: title: Ensure this value has at most 200"),
        ("A b.md", ARTICLE, "A b.md:1: the file's name becomes the address"),
        ("x/gene-therapy-for-mld.md", ARTICLE, "the article “gene-therapy-for-mld” is already in"),
        ("metachromatic-leukodystrophy-overview.md", ARTICLE, "the article “metachromatic-leukodystrophy-overview” is already in"),
        ("twin.txt", "Living with MLD\n\nA text.", "the address “living-with-mld” is also that of"),
        ("a.txt", "Only a title", "a.txt:1: the file needs a title in its first line and a text"),
        ("c.md", "---\ntype: condition\nname: C\nparent: nope\nsummary: S\n---\nText", "c.md:4: unknown parent “nope”"),
        ("c.md", "---\ntype: condition\nname: C\nparent: c\nsummary: S\n---\nText", "c.md:4: “c” would stand below itself"),
        ("c.md", "---\ntype: condition\nname: Late-infantile MLD\nsummary: S\n---\nText", "this name already belongs to the condition"),
        ("c.md", "---\ntype: condition\nname: C\nnames: {alias: [D]}\nsummary: S\n---\nText", "c.md:4: unknown field “alias”"),
        ("c.md", "---\ntype: condition\nname: C\ncodes: {ORPHA: 'a b'}\nsummary: S\n---\nText", "c.md:4: ORPHA: Enter a valid value"),
        ("c.md", "---\ntype: disease\nname: C\n---\nText", "c.md:2: unknown type “disease”"),
        ("sources-2.yaml", "a: {title: A, kind: book}", "sources-2.yaml:1: source “a” needs one of: doi"),
        ("sources-2.yaml", "a: {title: A, kind: book, doi: doi.org/1}", "sources-2.yaml:1: doi: A DOI looks like"),
        ("sources-2.yaml", "a:\n  title: A\n  kind: book\n  pmid: PMC12", "sources-2.yaml:4: pmid: A PubMed id is a number"),
        ("sources-2.yaml", "a:\n  title: A\n  kind: book\n  nct: NCT1", "sources-2.yaml:4: nct: A registry id looks like"),
        ("sources-2.yaml", "a:\n  title: A\n  kind: book\n  url: 'javascript:x'", "sources-2.yaml:4: url: Enter a valid URL"),
        ("sources-2.yaml", "a:\n  title: A\n  kind: book\n  year: soon\n  pmid: 1", "sources-2.yaml:4: “soon” is not a year"),
        ("sources-2.yaml", "a: {title: A, kind: novel, pmid: 1}", "sources-2.yaml:1: unknown kind “novel”"),
        ("sources-2.yaml", "gr-mld: {title: A, kind: book, pmid: 1}", "the source “gr-mld” is already in"),
        ("sources-2.yaml", "a: {title: A, kind: registry, nct: NCT01560182}", "this NCT already belongs to the source"),
        ("sources-2.yaml", "- a\n- b", "sources-2.yaml:1: expected lines of the form"),
        ("things.yaml", "a: 1", "things.yaml:1: a YAML file is called"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_file_and_line(folder, run, path, text, complaint):
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_text(text)
    output = run(folder, publish=True)
    assert complaint in output
    assert "FAILED Nothing was imported" in output
    assert not Article.objects.exists()
    assert not Source.objects.exists()


def test_a_file_in_another_encoding_is_named_with_its_line(folder, run):
    (folder / "a.md").write_bytes(ARTICLE.encode() + "Krabbé".encode("latin-1"))
    assert "a.md:7: this line is not UTF-8" in run(folder)


def test_files_from_windows_and_with_a_byte_order_mark_are_welcome(folder, run):
    (folder / "a.md").write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    assert "6 created" in run(folder)


def test_all_problems_are_found_at_once(folder, run):
    (folder / "a.md").write_text(ARTICLE.replace("title", "titel") + "[@nope]")
    (folder / "b.md").write_text(ARTICLE.replace("living", "lving"))
    output = run(folder)
    assert "FAILED Nothing was imported: 4 problem(s)" in output
    assert [line.split(" ")[0].rsplit("/", 1)[1] for line in output.splitlines() if ".md:" in line] == [
        "a.md:2:", "a.md:2:", "a.md:7:", "b.md:3:",
    ]  # fmt: skip


def test_one_broken_vocabulary_does_not_make_every_use_of_it_a_problem(folder, run):
    (folder / "topics.yaml").write_text("gene-therapy: {name")
    output = run(folder)
    assert "topics.yaml:1: broken YAML" in output
    assert "1 problem(s)" in output


def test_a_folder_that_is_not_there_is_named(tmp_path, run):
    assert "is not a folder" in run(tmp_path / "nowhere")


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not part of this project")
def test_the_seeds_become_drafts(run):
    assert "article: 5 created" in run(SEEDS, publish=True)
    assert set(Article.objects.values_list("state", flat=True)) == {"draft"}
    for each in Article.objects.all():
        each.publish_as_imported()
        assert each.body_html
