"""organisations.yaml: `slug: {name, kind, url, country, what, conditions}`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.importing.documents import References, read_entries
from articles.importing.marked import Fields
from articles.importing.problems import Place, Problems
from articles.importing.steps import Steps, Wanted, apply_columns, columns
from articles.models import Organisation


@dataclass
class OrganisationDocument:
    """What a file says of an organisation."""

    key: str
    place: Place
    columns: dict[str, str]
    conditions: References


def read(text: str, path: Path, problems: Problems) -> list[OrganisationDocument]:
    """Every organisation of a file."""
    longest = Organisation.slug.field.max_length
    return [
        _organisation(key, fields, problems)
        for key, fields in read_entries(text, path, problems, "organisation", longest)
    ]


def _organisation(key: str, fields: Fields, problems: Problems) -> OrganisationDocument:
    fields.only("name", "kind", "url", "country", "what", "conditions")
    given = {
        "name": fields.text("name", required=True),
        "kind": fields.one_of("kind", Organisation.Kind.values),
        "url": fields.text("url", required=True),
        "country": fields.text("country"),
        "what": fields.text("what", required=True),
    }
    places = {name: fields.place(name) for name, value in given.items() if value and name != "kind"}
    problems.check(Organisation(slug=key, **given), places, fields.start, {})
    return OrganisationDocument(key, fields.start, given, fields.texts("conditions"))


def references(document: OrganisationDocument) -> list[tuple[str, References]]:
    """What else these organisations name."""
    return [("condition", document.conditions)]


def make(document: OrganisationDocument) -> Organisation:
    """A new organisation."""
    return Organisation.objects.create(slug=document.key, **document.columns)


def _wanted(document: OrganisationDocument, store: Any) -> Wanted:
    conditions = sorted(store.conditions.pks[slug] for slug, _ in document.conditions)
    return document.columns | {"conditions": conditions}


def _current(row: Organisation, wanted: Wanted) -> Wanted:
    own = {name: value for name, value in wanted.items() if name != "conditions"}
    return columns(row, own) | {"conditions": sorted(row.conditions.values_list("pk", flat=True))}


def _apply(row: Organisation, wanted: Wanted) -> None:
    apply_columns(row, {name: value for name, value in wanted.items() if name != "conditions"})
    row.conditions.set(wanted["conditions"])


STEPS = Steps(_wanted, _current, _apply)
