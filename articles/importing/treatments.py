"""treatments.yaml: `slug: {name, other_names, what, boxed_warning: {text, source}, statuses}`.

Each status is `{condition, jurisdiction, status, population, since, source, as_of, valid_until}`;
`since` is as exact as it is written: 2024-03-18, 2020-12 or 2022.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from articles.importing.documents import References, read_entries
from articles.importing.marked import Fields
from articles.importing.problems import Place, Problems
from articles.importing.steps import Steps, Wanted, apply_columns, columns
from articles.models import STATUS_HOLDS, Treatment, TreatmentStatus

#: Which of a status tell it apart from the others of its treatment.
KEY = ("condition_id", "jurisdiction")
#: What the database would say; asking it for each row of a file would take long.
RULES = {rule.name: rule.violation_error_message for rule in TreatmentStatus._meta.constraints}
DATES = ("as_of", "valid_until", "since")


@dataclass
class StatusDocument:
    """What a file says of a treatment in one place."""

    place: Place
    condition: tuple[str, Place]
    source: tuple[str, Place]
    columns: dict[str, Any]


@dataclass
class TreatmentDocument:
    """What a file says of a treatment."""

    key: str
    place: Place
    columns: dict[str, str]
    boxed_warning: str
    warned_by: tuple[str, Place] | None
    statuses: list[StatusDocument]


def read(text: str, path: Path, problems: Problems) -> list[TreatmentDocument]:
    """Every treatment of a file."""
    longest = Treatment.slug.field.max_length
    return [
        _treatment(key, fields, problems)
        for key, fields in read_entries(text, path, problems, "treatment", longest)
    ]


def _treatment(key: str, fields: Fields, problems: Problems) -> TreatmentDocument:
    fields.only("name", "other_names", "what", "boxed_warning", "statuses")
    given = {
        "name": fields.text("name", required=True),
        "other_names": ", ".join(name for name, _ in fields.texts("other_names")),
        "what": fields.text("what", required=True),
    }
    box = fields.mapping("boxed_warning")
    box.only("text", "source")
    warning, warned_by = "", None
    if box.values:
        warning = box.text("text", required=True)
        warned_by = (box.text("source", required=True), box.place("source"))
    places = {name: fields.place(name) for name, value in given.items() if value}
    places |= {"boxed_warning": box.place("text")} if warning else {}
    treatment = Treatment(slug=key, **given, boxed_warning=warning)
    problems.check(treatment, places, fields.start, {})
    statuses = _statuses(fields, problems)
    return TreatmentDocument(key, fields.start, given, warning, warned_by, statuses)


def _statuses(fields: Fields, problems: Problems) -> list[StatusDocument]:
    marked = fields.values.get("statuses")
    items = marked.value if marked and isinstance(marked.value, list) else []
    if marked and marked.value is not None and not isinstance(marked.value, list):
        problems.add(marked.place, "“statuses” must be a list")
    found = [_status(Fields(item, item.place, problems), problems) for item in items]
    seen: dict[tuple[str, str], Place] = {}
    for each in found:
        of = (each.condition[0], each.columns["jurisdiction"])
        if of in seen:
            problems.add(each.place, f"the status of {of[0]} in {of[1]} is already in {seen[of]}")
        seen.setdefault(of, each.place)
    return found


def _status(fields: Fields, problems: Problems) -> StatusDocument:
    fields.only(
        "condition", "jurisdiction", "status", "population", "since", "source", "as_of",
        "valid_until",
    )  # fmt: skip
    since, precision = _day(fields, "since", problems)
    as_of, _ = _day(fields, "as_of", problems, exact=True)
    until, _ = _day(fields, "valid_until", problems, exact=True)
    given = {
        "jurisdiction": fields.one_of("jurisdiction", TreatmentStatus.Jurisdiction.values),
        "status": fields.one_of("status", TreatmentStatus.Status.values),
        "population": fields.text("population", required=True),
        "since": since,
        "since_precision": precision,
        "as_of": as_of,
        "valid_until": until,
    }
    places = {"population": fields.place("population")} if given["population"] else {}
    problems.check(TreatmentStatus(**given), places, fields.start, {})
    if as_of and until and not as_of < until <= as_of + timedelta(days=STATUS_HOLDS):
        problems.add(fields.place("valid_until"), RULES["treatment_status_holds_90_days"])
    if as_of and since and since > as_of:
        problems.add(fields.place("since"), RULES["treatment_status_since_is_past"])
    return StatusDocument(
        place=fields.start,
        condition=(fields.text("condition", required=True), fields.place("condition")),
        source=(fields.text("source", required=True), fields.place("source")),
        columns=given,
    )


def _day(
    fields: Fields, name: str, problems: Problems, *, exact: bool = False
) -> tuple[date | None, str]:
    """A day, and how exactly it is given; the first one of a month or year that is given alone."""
    precisions = TreatmentStatus.Precision
    given = fields.text(name, required=exact)
    ways = {r"\d{4}-\d\d-\d\d": (precisions.DAY, "")}
    if not exact:
        ways |= {r"\d{4}-\d\d": (precisions.MONTH, "-01"), r"\d{4}": (precisions.YEAR, "-01-01")}
    for form, (precision, rest) in ways.items():
        if re.fullmatch(form, given, re.ASCII):
            try:
                return date.fromisoformat(given + rest), precision
            except ValueError:
                break
    if given:
        problems.add(fields.place(name), f"“{given}” is not a date; write it as 2026-11-20")
    return None, precisions.DAY


def references(document: TreatmentDocument) -> list[tuple[str, References]]:
    """What else these treatments name."""
    sources = [status.source for status in document.statuses if status.source[0]]
    sources += [document.warned_by] if document.warned_by and document.warned_by[0] else []
    conditions = [status.condition for status in document.statuses if status.condition[0]]
    return [("source", sources), ("condition", conditions)]


def make(document: TreatmentDocument) -> Treatment:
    """A new treatment."""
    return Treatment.objects.create(slug=document.key, **document.columns)


def _wanted(document: TreatmentDocument, store: Any) -> Wanted:
    statuses = [
        status.columns
        | {name: day and day.isoformat() for name in DATES for day in [status.columns[name]]}
        | {
            "condition_id": store.conditions.pks[status.condition[0]],
            "source_id": store.sources.pks[status.source[0]],
        }
        for status in document.statuses
    ]
    return document.columns | {
        "boxed_warning": document.boxed_warning,
        "boxed_warning_source_id": document.warned_by and store.sources.pks[document.warned_by[0]],
        "statuses": sorted(statuses, key=_key),
    }


def _current(row: Treatment, wanted: Wanted) -> Wanted:
    own = {name: value for name, value in wanted.items() if name != "statuses"}
    statuses = [
        {name: getattr(status, name) for name in ("status", "population", "since_precision")}
        | {name: day and day.isoformat() for name in DATES for day in [getattr(status, name)]}
        | {name: getattr(status, name) for name in (*KEY, "source_id")}
        for status in row.statuses.newest()
    ]
    return columns(row, own) | {"statuses": sorted(statuses, key=_key)}


def _apply(row: Treatment, wanted: Wanted) -> None:
    """What the file checked later is a new check; what it no longer says is no longer there."""
    apply_columns(row, {name: value for name, value in wanted.items() if name != "statuses"})
    there = {_key(vars(status)): status for status in row.statuses.newest()}
    for given in wanted["statuses"]:
        days = {name: date.fromisoformat(given[name]) for name in DATES if given[name]}
        status = there.pop(_key(given), None)
        if status is None:
            TreatmentStatus.objects.create(treatment=row, **(given | days))
        elif days["as_of"] >= status.as_of:
            status.check_again(**(given | days))
    for status in there.values():
        row.statuses.filter(**{name: getattr(status, name) for name in KEY}).delete()


def _key(status: dict[str, Any]) -> tuple[int, str]:
    return status["condition_id"], status["jurisdiction"]


STEPS = Steps(_wanted, _current, _apply)
