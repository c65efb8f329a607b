"""The texts that every installation begins with: built as the desk asks of everybody's."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.blocks import BLOCKS, BUILT_FROM_BLOCKS, blocks_of
from articles.importing.documents import read_markdown
from articles.importing.problems import Problems
from articles.models import Article, Condition, Organisation, Revision, TreatmentStatus
from tests.articles.test_reading import page

STARTER = Path(__file__).parents[2] / "articles" / "starter"
LEVELS = {"high", "moderate", "low", "very low", "none"}
EVIDENCE = re.compile(r" \{evidence: ([a-z ]+)\}$")


def documents() -> list:
    problems = Problems()
    found = [read_markdown(path.read_text(), path, problems) for path in STARTER.rglob("*.md")]
    assert not problems.found
    return [getattr(document, "overview", document) for document in found]


BUILT = [document for document in documents() if document.kind in BUILT_FROM_BLOCKS]
each = pytest.mark.parametrize("document", BUILT, ids=lambda document: document.slug)


def test_every_text_says_when_it_was_written():
    assert {document.slug for document in documents() if not document.written} == set()


def test_no_abbreviation_is_that_of_another_condition_with_the_word_a_before_it():
    # A search leaves the word "a" out: who typed "MLD" was led to its adult form, "A-MLD".
    named = [read_markdown(p.read_text(), p, Problems()) for p in STARTER.glob("conditions/*.md")]
    names = {name for each in named for _, name in each.names}
    assert "MLD" in names
    assert not names & {name.removeprefix("A-") for name in names if name.startswith("A-")}


@each
def test_a_treatment_text_answers_every_question_of_its_blocks(document):
    blocks = blocks_of(document.body)
    assert set(blocks) == {block.name for block in BLOCKS}
    assert not [name for name, text in blocks.items() if len(text.split()) < 15]
    assert len(re.findall(r"^- .+\?$", blocks["questions"], re.MULTILINE)) >= 3


@each
def test_every_claim_of_effect_cites_and_says_how_sure_it_is(document):
    parts = [
        part
        for part in re.split(r"\n\n|\n(?=- )", blocks_of(document.body)["effects"])
        if part.startswith("- ") or "[@" in part
    ]
    levels = [match[1] for part in parts if (match := EVIDENCE.search(part))]
    assert len(levels) == len(parts) > 0
    assert set(levels) <= LEVELS
    assert not [part for part in parts if "[@" not in part]
    assert "no reliable number" in " ".join(parts) or re.search(r"\d", " ".join(parts))


@each
def test_what_is_approved_where_stands_in_the_ledger_and_not_in_the_text(document):
    assert not re.search(r"approved (in|on|since)\b|\*\*Status", document.body)


@pytest.mark.django_db
def test_the_starter_is_published_and_a_second_import_changes_nothing(
    client, capsys, django_assert_max_num_queries
):
    """One story, because reading all of it takes seconds."""
    call_command("import_articles", STARTER, publish=True)
    output = "".join(capsys.readouterr())
    assert "not published" not in output
    assert "could not publish" not in output
    assert Condition.objects.count() >= 15
    assert Article.objects.exclude(kind="overview").count() >= 14
    assert not Article.objects.exclude(state="published").exists()
    assert set(Revision.objects.values_list("written_on", flat=True)) == {date(2026, 11, 20)}
    assert Organisation.objects.count() >= 15
    assert not Organisation.objects.exclude(last_verified_on=None).exists(), "nobody has looked"
    where_texts_lead_there_is_a_page(client)
    the_ledger_is_honest(client)

    before = Revision.objects.count()
    with django_assert_max_num_queries(60):  # for each kind a few, for each text none
        call_command("import_articles", STARTER, publish=True)
    assert "updated" not in capsys.readouterr().out
    assert Revision.objects.count() == before


def where_texts_lead_there_is_a_page(client) -> None:
    links = {
        link
        for html in Article.objects.values_list("body_html", flat=True)
        for link in re.findall(r'href="(/[^"#]*)[^"]*"', html)
    }
    assert "/articles/mesenchymal-cells-in-ms-and-checking-a-clinic/" in links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def the_ledger_is_honest(client) -> None:
    rows = TreatmentStatus.objects.select_related("source", "treatment")
    assert len(rows) >= 15
    for row in rows:
        assert row.valid_until <= date(2027, 2, 18)
        assert row.population
    said = {(row.treatment.slug, row.jurisdiction): row.status for row in rows}
    assert said["elivaldogene-autotemcel", "US"] == "conditional"
    assert said["elivaldogene-autotemcel", "EU"] == "withdrawn"
    assert said["mesenchymal-cells", "US"] == "not approved"
    for unconfirmed in ("leriglitazone", "tolebrutinib"):
        assert unconfirmed not in {slug for slug, _ in said}
        html = page(client, f"/treatments/{unconfirmed}/")
        assert "could not confirm its status in any place" in html
    eli = page(client, "/treatments/elivaldogene-autotemcel/")
    assert "Blood cancers." in eli
    assert ("being re-checked" in eli) is (timezone.localdate() > date(2027, 2, 18))
    page(client, "/treatments/")
