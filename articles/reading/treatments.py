"""The ledger of treatments as readers see it: where what is approved, as of when.

A line is built anew for each request. What is no longer asserted carries no words at all, so that
neither a template nor structured data can say it by mistake.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, pairwise

from django.db.models import Q
from django.utils.dateformat import format as format_date

from articles.models import Article, Condition, Source, Treatment, TreatmentStatus
from articles.querysets import TreatmentStatusQuerySet

Status = TreatmentStatus.Status
Precision = TreatmentStatus.Precision
#: The words before the place.
WORDS: dict[str, str] = {
    Status.APPROVED: "Approved in",
    Status.CONDITIONAL: "Approved on conditions in",
    Status.REFUSED: "Refused in",
    Status.WITHDRAWN: "Approval withdrawn in",
    Status.TRIAL_ONLY: "Only in trials in",
    Status.OFF_LABEL: "Used outside its approval in",
    Status.STANDARD: "Part of usual care in",
    Status.NOT_APPROVED: "Not approved in",
}
#: What a status means for a family.
MEANINGS: dict[str, str] = {
    Status.APPROVED: "It may be given to the people named here. Not every hospital offers it, and "
    "it does not suit everybody.",
    Status.CONDITIONAL: "It may be given to the people named here. The regulator still asks for "
    "more results, and can change or end the approval.",
    Status.REFUSED: "The regulator looked at it and did not approve it. Ask your team for the "
    "reasons.",
    Status.WITHDRAWN: "It was approved and no longer is. The reason can be business as well as "
    "safety.",
    Status.TRIAL_ONLY: "It is given only to people who take part in a trial.",
    Status.OFF_LABEL: "Doctors use it here although no regulator has approved it for this "
    "condition. Ask what is known of its benefit and harm, and what is not.",
    Status.STANDARD: "Specialists advise it for the people named here. A specialist team decides "
    "whether it suits a person.",
    Status.NOT_APPROVED: "No regulator there has approved it for this condition. Ask your team "
    "before you accept an offer or pay for one.",
}
#: These happened on a day; the others last since then.
EVENTS = {Status.REFUSED, Status.WITHDRAWN}
#: Places that take an article inside a sentence.
WITH_ARTICLE = {"US", "EU", "UK"}


@dataclass(frozen=True)
class Line:
    """What the ledger says of one jurisdiction. Without words it is being checked again."""

    treatment: Treatment
    condition: Condition
    jurisdiction: str
    where: str
    as_of: date
    words: str = ""
    meaning: str = ""
    population: str = ""
    source: Source | None = None
    is_research: bool = False

    @property
    def is_asserted(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True)
class Group:
    """The lines of one treatment for one condition."""

    treatment: Treatment
    condition: Condition
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """What a check has changed in the ledger."""

    on: date
    condition: Condition
    jurisdiction: str
    before: str
    after: str


def line(status: TreatmentStatus) -> Line:
    """What this row lets the page say."""
    place = TreatmentStatus.Jurisdiction(status.jurisdiction)
    where = f"the {place.label}" if place in WITH_ARTICLE else place.label
    bare = Line(status.treatment, status.condition, place.label, where, status.as_of)
    if not status.is_asserted:
        return bare
    return replace(
        bare,
        words=f"{WORDS[status.status]} {where}{_since(status)} (as of {day(status.as_of)})",
        meaning=MEANINGS[status.status],
        population=status.population,
        source=status.source,
        is_research=status.status == Status.TRIAL_ONLY,
    )


def groups(statuses: TreatmentStatusQuerySet) -> list[Group]:
    """The ledger of these statuses, for each treatment and condition."""
    lines = [line(status) for status in statuses.for_ledger()]
    return [
        Group(found[0].treatment, found[0].condition, found)
        for _, each in groupby(lines, key=lambda line: (line.treatment.pk, line.condition.pk))
        if (found := list(each))
    ]


def about_article(article: Article, conditions: Iterable[Condition]) -> list[Group]:
    """Of an article's treatments: what holds for its conditions, or all where it names none."""
    statuses = TreatmentStatus.objects.filter(treatment__articles=article)
    if about := list(conditions):
        above = [each.parent_id for each in about if each.parent_id]
        statuses = statuses.filter(
            Q(condition__in=about) | Q(condition__parent__in=about) | Q(condition__in=above)
        )
    return groups(statuses)


def about_condition(condition: Condition, forms: Iterable[Condition]) -> list[Group]:
    """What holds for a condition, for its forms, and for the condition of which it is a form."""
    family = [condition.pk, *(form.pk for form in forms)]
    above = [condition.parent_id] if condition.parent_id else []
    return groups(TreatmentStatus.objects.filter(condition__in=[*family, *above]))


def changes(treatment: Treatment) -> list[Change]:
    """What checks have changed, the newest first.

    Where the newest status is not asserted, older ones would be read as what holds: none is told.
    """
    rows = treatment.statuses.select_related("condition", "source").order_by(
        "condition__name", "jurisdiction", "as_of"
    )
    found = []
    for _, each in groupby(rows, key=lambda row: (row.condition_id, row.jurisdiction)):
        history = list(each)
        if history[-1].is_asserted:
            found += [
                change for before, after in pairwise(history) if (change := _change(before, after))
            ]
    return sorted(found, key=lambda change: change.on, reverse=True)


def needing_check() -> TreatmentStatusQuerySet:
    """For editors: what readers are not told any more, or soon will not be. The worst first."""
    return TreatmentStatus.objects.to_check().select_related("treatment", "condition", "source")


def day(value: date, precision: str = Precision.DAY) -> str:
    """As exact as it is known: “18 March 2024”, “December 2020”, “2022”."""
    ways = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}
    return format_date(value, ways[Precision(precision)])


def _since(status: TreatmentStatus) -> str:
    if not status.since:
        return ""
    word = "since"
    if status.status in EVENTS:
        word = "on" if status.since_precision == Precision.DAY else "in"
    return f" {word} {day(status.since, status.since_precision)}"


def _change(before: TreatmentStatus, after: TreatmentStatus) -> Change | None:
    if before.status != after.status:
        words = before.get_status_display(), after.get_status_display()
    elif before.population != after.population:
        words = f"for whom: {before.population}", f"for whom: {after.population}"
    else:
        return None
    place = TreatmentStatus.Jurisdiction(after.jurisdiction).label
    return Change(after.as_of, after.condition, place, *words)
