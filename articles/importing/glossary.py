"""glossary.yaml: `slug: {term, forms, plain, language, source}`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.importing.documents import References, read_entries
from articles.importing.marked import Fields
from articles.importing.problems import Place, Problems
from articles.importing.steps import Steps, Wanted, apply_columns, columns
from articles.languages import CODES
from articles.models import GlossaryTerm


@dataclass
class TermDocument:
    """What a file says of a term."""

    key: str
    place: Place
    columns: dict[str, str]
    source: References


def read(text: str, path: Path, problems: Problems) -> list[TermDocument]:
    """Every term of a file."""
    longest = GlossaryTerm.slug.field.max_length
    documents = [
        _term(key, fields, problems)
        for key, fields in read_entries(text, path, problems, "term", longest)
    ]
    _each_word_once(documents, problems)
    return documents


def _term(key: str, fields: Fields, problems: Problems) -> TermDocument:
    fields.only("term", "forms", "plain", "language", "source")
    given = {
        "term": fields.text("term", required=True),
        "other_forms": ", ".join(form for form, _ in fields.texts("forms")),
        "plain": fields.text("plain", required=True),
        "language": fields.one_of("language", CODES, default="en"),
    }
    names = {"other_forms": "forms"}
    places = {name: fields.place(names.get(name, name)) for name, value in given.items() if value}
    problems.check(GlossaryTerm(slug=key, **given), places, fields.start, names)
    source = fields.text("source")
    return TermDocument(
        key, fields.start, given, [(source, fields.place("source"))] if source else []
    )


def _each_word_once(documents: list[TermDocument], problems: Problems) -> None:
    """A word has one meaning in a language: not two in the file, nor another on the portal."""
    owners = {
        (term.language, form.casefold()): term.slug
        for term in GlossaryTerm.objects.exclude(slug__in=[document.key for document in documents])
        for form in term.forms()
    }
    for document in documents:
        term = GlossaryTerm(**document.columns)
        for form in term.forms():
            owner = owners.setdefault((term.language, form.casefold()), document.key)
            if owner != document.key:
                problems.add(document.place, f"“{form}” is already explained by the term “{owner}”")


def references(document: TermDocument) -> list[tuple[str, References]]:
    """What else these terms name."""
    return [("source", document.source)]


def make(document: TermDocument) -> GlossaryTerm:
    """A new term."""
    return GlossaryTerm.objects.create(slug=document.key, **document.columns)


def _wanted(document: TermDocument, store: Any) -> Wanted:
    source = store.sources.pks[document.source[0][0]] if document.source else None
    return document.columns | {"source_id": source}


STEPS = Steps(_wanted, columns, apply_columns)
