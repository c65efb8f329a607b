"""One row per source, whatever spelling it comes in; and what happens when it is withdrawn."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import identifiers
from articles.models import ReviewTask, Source, registry_url
from portal.markdown import render_article
from portal.states import IllegalMove
from tests.articles.test_reading import page, selects
from tests.factories import make_article, make_condition, make_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("doi", "10.1001/JAMA.2018.18743", "10.1001/jama.2018.18743"),
        ("doi", " https://doi.org/10.1001/jama.2018.18743. ", "10.1001/jama.2018.18743"),
        ("doi", "http://dx.doi.org/10.1016%2FS0140(21)02017-1", "10.1016/s0140(21)02017-1"),
        ("doi", "doi: 10.1000/x).", "10.1000/x"),
        ("doi", "DOI 10.1000/x;", "10.1000/x"),
        ("doi", "10.1002/(SICI)1097-0258<1661::AID-SIM968>3.0.CO;2-2",
         "10.1002/(sici)1097-0258<1661::aid-sim968>3.0.co;2-2"),
        ("pmid", "PMID: 30644983", "30644983"),
        ("pmid", "0030644983", "30644983"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/30644983/", "30644983"),
        ("registry_id", "nct 01560182", "NCT01560182"),
        ("registry_id", "https://clinicaltrials.gov/study/NCT01560182?tab=table", "NCT01560182"),
        ("registry_id", "isrctn-88667898", "ISRCTN88667898"),
        ("registry_id", "EudraCT number: 2017-001438-25", "2017-001438-25"),
        ("registry_id", "2022-501417-31-01", "2022-501417-31-01"),
        ("url", "HTTPS://Example.ORG:443?utm_source=x&a=1#top", "https://example.org/?a=1"),
        ("url", "http://example.org:8080/Path/?q=%C3%BC", "http://example.org:8080/Path/?q=%C3%BC"),
    ],
)  # fmt: skip
def test_an_identifier_has_one_spelling(name, given, kept):
    found = identifiers.normalised({name: given})
    assert found == dict.fromkeys(identifiers.NAMES) | {name: kept}
    assert identifiers.normalised(found) == found, "what is kept stays"


@pytest.mark.parametrize(
    ("name", "given", "complaint"),
    [
        ("doi", "jama.2018", "such as|looks like 10"),
        ("doi", "10.1001/", "looks like 10"),
        ("doi", "10.1001/a b", "looks like 10"),
        ("doi", "10.1001/a\u202eb", "looks like 10"),
        ("pmid", "30644983x", "a number"),
        ("pmid", "0", "a number"),
        ("pmid", "٣٠٦٤٤", "a number"),
        ("registry_id", "ISRCTN8866789", "eight figures"),
        ("registry_id", "NCT0156018２", "eight figures"),
        ("url", "javascript:alert(1)", "valid URL"),
        ("url", "https://user@example.org/", "valid URL"),
        ("url", "https://[::1/", "valid URL"),
    ],
)
def test_what_is_none_is_refused_at_its_field_with_an_example(name, given, complaint):
    with pytest.raises(ValidationError, match=complaint) as refused:
        Source(key="a", title="T", kind="book", **{name: given}).full_clean()
    assert name in refused.value.error_dict


def test_an_address_that_is_a_doi_in_disguise_becomes_one():
    found = identifiers.normalised({"url": "https://doi.org/10.1000/X"})
    assert (found["doi"], found["url"]) == ("10.1000/x", None)
    both = {"doi": "10.1000/other", "url": "https://doi.org/10.1000/x"}
    assert identifiers.normalised(both)["url"] == "https://doi.org/10.1000/x"
    guide = "https://pubmed.ncbi.nlm.nih.gov/help/"
    assert identifiers.normalised({"url": guide})["url"] == guide


def form(**fields) -> dict:
    return {"key": "one", "title": "T", "kind": "trial", **fields}


def add(client, **fields) -> str:
    response = client.post(reverse("admin:articles_source_add"), form(**fields), follow=True)
    return response.content.decode()


def test_who_adds_a_source_twice_is_led_to_the_first(client, eve):
    client.force_login(eve)
    add(client, doi="https://doi.org/10.1000/XYZ", pmid="PMID 0012")
    there = Source.objects.get()
    assert (there.doi, there.pmid) == ("10.1000/xyz", "12")
    for again in ({"doi": "doi:10.1000/Xyz."}, {"url": "http://dx.doi.org/10.1000/xyz"}):
        html = add(client, **form(key="two", **again))
        assert "This source is already here" in html
        assert f'href="{reverse("admin:articles_source_change", args=[there.pk])}"' in html
    make_source("page", url="https://example.org/a")
    assert "already here" in add(client, **form(key="three", url="https://EXAMPLE.org/a/#b"))
    assert Source.objects.count() == 2


def test_a_source_makes_sense(client, eve):
    client.force_login(eve)
    next_year = timezone.localdate().year + 1
    for wrong, complaint in [
        ({"doi": "10.1000/a", "year": 1799}, "greater than or equal to 1800"),
        ({"doi": "10.1000/a", "year": next_year + 1}, "This year has not come yet"),
        ({"doi": "10.1000/a", "key": "Müller"}, "valid"),
        ({"doi": "10.1000/a", "key": "Upper-2020"}, "A key looks like"),
        ({}, "Give a DOI, a PubMed id, a registry id or an address."),
    ]:
        assert complaint in add(client, **wrong), wrong
    assert not Source.objects.exists()
    add(client, doi="10.1000/a", year=next_year)
    assert Source.objects.get().year == next_year


@pytest.mark.parametrize(
    "wrong", [{"kind": "rumour"}, {"year": 1500}, {"doi": "10.1000/UPPER"}, {"state": "lost"}]
)
def test_the_database_knows_it_too(wrong):
    make_source("a")
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.update(**wrong)


def test_a_trial_leads_to_its_registry():
    assert registry_url("2022-501417-31-01").startswith("https://euclinicaltrials.eu/")
    assert "clinicaltrialsregister.eu" in registry_url("2017-001438-25")


# --- Footnotes ------------------------------------------------------------------------------------
def test_a_marker_says_what_it_is_and_the_source_leads_back_to_each(client):
    make_source("a"), make_source("b")
    article = make_article(
        summary="In short [@a].", body="One [@a][@b].\n\n- Two [@a]\n\nThree [@a]."
    )
    html = page(client, article.get_absolute_url())
    for place in ("cites-1", "cite-1", "cite-1-2", "cite-1-3", "cite-2"):
        assert html.count(f'id="{place}"') == 1
        assert html.count(f'href="#{place}"') == 1
    assert 'aria-label="Source 1" href="#ref-1"' in html
    assert html.index('id="cite-1-2"') < html.index('id="cite-1-3"'), "numbered as one reads"
    assert "source 1 is cited, place 4 of 4" in html
    assert 'aria-label="Back to the text where source 2 is cited"' in html


def test_ids_follow_the_order_of_the_text():
    html = render_article(
        "> A [@a]\n\n| x |\n|---|\n| B [@a] |\n\n1. C [@a]\n   - D [@a]", {"a": 1}
    )
    places = [
        html.html.index(f'id="{each}"') for each in ("cite-1", "cite-1-2", "cite-1-3", "cite-1-4")
    ]
    assert places == sorted(places)


# --- Retraction -----------------------------------------------------------------------------------
@pytest.fixture
def source():
    return make_source("a", doi="10.1000/a")


def test_a_retraction_reaches_every_page_that_cites_it_now(client, source, eve):
    condition = make_condition()
    overview = make_article("MLD", kind="overview", body="A [@a].", conditions=[condition])
    condition.overview = overview
    condition.save()
    cites = make_article("Cites", body="A [@a].")
    german = make_article("Zitiert", body="A [@a].", language="de", translation_of=cites)
    retired = make_article("Retired", body="A [@a].")
    retired.retire()
    draft = make_article("Draft", body="A [@a].", publish=False)
    older = make_article("Older", body="A [@a].")
    older.write(title="Older", summary="S", body="Nothing.", by=eve)
    older.publish_as_imported()
    client.force_login(eve)
    url = reverse("admin:articles_source_retract", args=[source.pk])
    assert "3 published pages must then be looked at" in client.get(url).content.decode()
    client.post(url, {"on": "2026-01-02", "why": "The figures were invented."})
    tasks = ReviewTask.objects.all()
    assert {task.article for task in tasks} == {overview, cites, german}
    assert {(task.why, task.source, task.state) for task in tasks} == {
        ("source retracted", source, "open")
    }
    client.logout()
    for address in (cites.get_absolute_url(), condition.get_absolute_url()):
        html = page(client, address)
        assert "One source of this page was withdrawn" in html
        assert "2 January 2026</time>: Title of a." in html
        assert "<strong>Retracted</strong> on 2 January 2026: The figures were invented." in html
        assert 'aria-label="Source 1, retracted"' in html
        assert ">[1, retracted]</a>" in html
    assert "One source of this page" not in page(client, retired.get_absolute_url())
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_only_editors_retract(client, source, rae, mo):
    url = reverse("admin:articles_source_retract", args=[source.pk])
    for person in (rae, mo):
        client.force_login(person)
        assert client.post(url, {"on": "2026-01-02", "why": "x"}).status_code == 403
    source.refresh_from_db()
    assert source.state == "current"


def test_a_retraction_says_why_and_never_lies_ahead(client, source, eve):
    client.force_login(eve)
    url = reverse("admin:articles_source_retract", args=[source.pk])
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    for wrong in ({"on": "2026-01-02", "why": "  "}, {"on": tomorrow, "why": "x"}, {}):
        assert client.post(url, wrong).status_code == 200
    with pytest.raises(IllegalMove, match="say why"):
        source.retract(by=eve, why=" ")
    source.refresh_from_db()
    assert source.state == "current"


def test_tasks_are_opened_by_one_insert_and_never_twice(source, eve):
    for number in range(5):
        make_article(f"Cites {number}", body="A [@a].")
    with CaptureQueriesContext(connection) as captured:
        assert source.retract(by=eve, why="x") == 5
    inserts = [q for q in captured if q["sql"].startswith('INSERT INTO "articles_reviewtask"')]
    assert len(inserts) == 1
    source.restore(by=eve, why="It was another paper.")
    assert not ReviewTask.objects.still_open().exists()
    source.retract(by=eve, why="It was this one after all.")
    Source.objects.update(state="current")
    Source.objects.get().retract(by=eve, why="Once more.")
    assert ReviewTask.objects.still_open().count() == 5


def test_of_two_who_move_a_source_at_once_one_is_told(source, eve):
    same = Source.objects.get()
    source.retract(by=eve, why="x")
    with pytest.raises(IllegalMove):
        same.supersede(by=eve, with_=make_source("b"), why="x")
    assert Source.objects.get(key="a").state == "retracted"


@pytest.mark.django_db(transaction=True)
def test_no_two_sources_supersede_each_other(eve):
    make_source("c"), make_source("d")
    both_ready, refused = threading.Barrier(2), []

    def supersede(key: str, by: str) -> None:
        old, new = Source.objects.get(key=key), Source.objects.get(key=by)
        both_ready.wait()
        try:
            old.supersede(by=eve, with_=new, why="x")
        except IllegalMove as refusal:
            refused.append(str(refusal))
        connection.close()

    threads = [threading.Thread(target=supersede, args=pair) for pair in ("cd", "dc")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (why,) = refused
    assert "superseded by this one" in why
    assert Source.objects.filter(state="superseded").count() == 1


def test_a_newer_source_takes_its_place(client, source, eve):
    newer, article = make_source("b"), make_article(body="A [@a].")
    client.force_login(eve)
    url = reverse("admin:articles_source_supersede", args=[source.pk])
    assert b"There is no source with the key" in client.post(url, {"key": "c", "why": "x"}).content
    client.post(url, {"key": "[@b]", "why": "Ten years instead of five."})
    task = ReviewTask.objects.get()
    assert (task.why, task.article) == ("source superseded", article)
    client.logout()
    html = page(client, article.get_absolute_url())
    assert "A newer one has taken its place</strong>: Title of b." in html
    assert "One source of this page was withdrawn" not in html
    with pytest.raises(IllegalMove, match="itself superseded"):
        newer.supersede(by=eve, with_=Source.objects.get(key="a"), why="a ring")
    with pytest.raises(IllegalMove, match="or is this one"):
        newer.supersede(by=eve, with_=newer, why="itself")
    gone = make_source("c")
    gone.retract(by=eve, why="x")
    with pytest.raises(IllegalMove, match="was retracted"):
        newer.supersede(by=eve, with_=gone, why="x")


def test_what_links_to_a_source_stands_on_its_page(client, source, eve):
    make_article("Cites", body="It helps [@a]. {evidence: low}")
    make_article("A draft that cites", body="It cures [@a]. {evidence: high}", publish=False)
    client.force_login(eve)
    html = client.get(reverse("admin:articles_source_change", args=[source.pk])).content.decode()
    assert "It helps." in html
    assert "It cures" not in html
    assert "A draft that cites" not in html


def test_a_page_in_good_order_asks_the_database_nothing_more(client, source, eve):
    article = make_article(body="A [@a].")
    before = selects(client, article.get_absolute_url())
    source.retract(by=eve, why="x")
    assert selects(client, article.get_absolute_url()) == before + 1
