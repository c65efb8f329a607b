"""The texts that every installation begins with: built as the desk asks of everybody's."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.blocks import BLOCKS, BUILT_FROM_BLOCKS, blocks_of
from articles.importing.documents import read_markdown
from articles.importing.problems import Problems
from articles.models import Article, Organisation, Revision

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
def test_the_starter_is_imported_with_its_dates_once():
    call_command("import_articles", STARTER, publish=True, verbosity=0)
    assert not Article.objects.exclude(state="published").exists()
    assert set(Revision.objects.values_list("written_on", flat=True)) == {date(2026, 11, 20)}
    assert Organisation.objects.count() >= 15
    assert not Organisation.objects.exclude(last_verified_on=None).exists(), "nobody has looked"
    before = Revision.objects.count()
    call_command("import_articles", STARTER, publish=True, verbosity=0)
    assert Revision.objects.count() == before


@pytest.mark.django_db
def test_the_starter_passes_the_checks_that_others_texts_must_pass(capsys):
    call_command("check_articles", STARTER)
