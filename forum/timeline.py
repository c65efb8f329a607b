"""Everything that is on record about one member, newest first, in pages of a fixed length.

One query gathers the keys of a page from all sources, each of which begins where the last page
ended; then each source that stands on the page is asked once. No source fetches an address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.urls import reverse

from forum.models import (
    Answer,
    Appeal,
    ArticleComment,
    Comment,
    Contribution,
    Decision,
    Flag,
    Measure,
    Question,
    StaffNote,
)
from forum.models.moderation import TARGETS
from portal.audit import AuditEvent
from portal.models import User

PER_PAGE = 50
#: Columns of contributions that no line shows.
LONG = ["body", "body_html", "search"]


@dataclass(frozen=True)
class Entry:
    """One line of the timeline."""

    at: datetime
    what: str
    text: str = ""
    more: str = ""
    url: str = ""
    by: str = ""


@dataclass(frozen=True)
class Source:
    """Rows of one kind: which belong to a member, when they were, and how they read."""

    rows: QuerySet
    #: Ways to the member, each a query of its own so that each can use its index.
    ways: list[str]
    at: str
    entry: Callable[[Any], Entry]
    related: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def keys(self, member: User, rank: int, after: Cursor | None) -> Iterable[QuerySet]:
        for way in self.ways:
            rows = self.rows.filter(**{way: member}).order_by()
            if after:
                rows = rows.filter(after.condition(self.at, rank))
            yield rows.annotate(
                when=F(self.at), rank=Value(rank, output_field=IntegerField())
            ).values_list("when", "rank", "pk")

    def entries(self, pks: list[int]) -> dict[int, Entry]:
        rows = self.rows.select_related(*self.related).defer(*self.without)
        return {row.pk: self.entry(row) for row in rows.filter(pk__in=pks)}


@dataclass(frozen=True)
class Cursor:
    """The last line of a page: the next one begins below it."""

    at: datetime
    rank: int
    pk: int

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """As an address carries it; None for what nobody was given."""
        found = re.fullmatch(r"([0-9T:.+-]{25,32})~([0-9]{1,2})~([0-9]{1,18})", text)
        try:
            at = datetime.fromisoformat(found[1]) if found else None
        except ValueError:
            return None
        return cls(at, int(found[2]), int(found[3])) if at and at.tzinfo else None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.rank}~{self.pk}"

    def condition(self, at: str, rank: int) -> Q:
        earlier = Q(**{f"{at}__lt": self.at})
        if rank < self.rank:
            return earlier
        same = Q(**{at: self.at})
        return earlier | (same & Q(pk__lt=self.pk) if rank == self.rank else same)


def page(member: User, after: Cursor | None = None) -> tuple[list[Entry], Cursor | None]:
    """The lines of one page, and where the next one begins, if there is one."""
    keys = [
        rows for rank, source in enumerate(SOURCES) for rows in source.keys(member, rank, after)
    ]
    found = list(
        keys[0].union(*keys[1:], all=True).order_by("-when", "rank", "-pk")[: PER_PAGE + 1]
    )
    shown, more = found[:PER_PAGE], len(found) > PER_PAGE
    entries = {
        rank: source.entries([pk for _, of, pk in shown if of == rank])
        for rank, source in enumerate(SOURCES)
        if any(of == rank for _, of, _ in shown)
    }
    return [entries[rank][pk] for _, rank, pk in shown], Cursor(*shown[-1]) if more else None


def _of_items(ending: str = "") -> list[str]:
    return [f"{ending}{target}__author" for target in TARGETS]


def _around(before: str = "", *more: str) -> dict[str, tuple[str, ...]]:
    """What the headings of contributions need, and the long columns that they do not."""
    parents = [
        "question", "answer__question", "comment__question", "comment__answer__question",
        "article_comment__article",
    ]  # fmt: skip
    deep = [
        "question", "answer", "answer__question", "comment", "comment__question",
        "comment__answer", "comment__answer__question",
    ]  # fmt: skip
    without = [
        f"{before}{path}__{column}"
        for path in deep
        for column in (LONG if not path.endswith("comment") else LONG[:2])
    ]
    article = ["body_html", "body_text", "summary_html", "contents"]
    without += [f"{before}article_comment__article__{column}" for column in article]
    return {
        "related": (*(f"{before}{path}" for path in parents), *more),
        "without": (*without, f"{before}article_comment__email"),
    }


def _contribution(one: Contribution) -> Entry:
    return Entry(
        at=one.created_at,
        what=f"Wrote {one._meta.verbose_name}",
        text=one.heading,
        more=one.get_state_display(),
        url=reverse(f"admin:forum_{one._meta.model_name}_change", args=[one.pk]),
    )


def _of_item(pk: int) -> str:
    return f"{reverse('admin:forum_reviewitem_decide')}?item={pk}"


def _flag_made(flag: Flag) -> Entry:
    return Entry(flag.created_at, "Reported", flag.target.heading, flag.get_reason_display(),
                 _of_item(flag.item_id))  # fmt: skip


def _flag_received(flag: Flag) -> Entry:
    """Without who made it: nobody judges a report by that."""
    return Entry(flag.created_at, "Was reported", flag.target.heading, flag.get_reason_display(),
                 _of_item(flag.item_id))  # fmt: skip


def _decision(decision: Decision) -> Entry:
    return Entry(
        at=decision.at,
        what=f"Decision: {decision.get_decision_display()}",
        text=decision.item.target.heading,
        more=f"{decision.reason}. {decision.message}".removesuffix(". "),
        url=reverse("admin:forum_decision_change", args=[decision.pk]),
        by=str(decision.by),
    )


def _measure(measure: Measure) -> Entry:
    url = reverse("admin:forum_measure_change", args=[measure.pk])
    kind = measure.get_kind_display()
    return Entry(measure.at, kind, str(measure.reason), measure.message, url, str(measure.by))


def _note(note: StaffNote) -> Entry:
    return Entry(note.at, "Note", note.text, by=str(note.by))


def _event(event: AuditEvent) -> Entry:
    changes = "; ".join(
        f"{name}: {event.before[name]} → {event.after[name]}" for name in event.after
    )
    return Entry(event.at, event.get_what_display(), changes, event.reason, by=str(event.by))


def _appeal(appeal: Appeal) -> Entry:
    outcome = appeal.get_outcome_display() or "Open"
    url = reverse("admin:forum_appeal_change", args=[appeal.pk])
    return Entry(
        appeal.at, "Appealed", f"{appeal.statement.about} {appeal.statement.act}", outcome, url
    )


def _own(model: type[Contribution], *related: str) -> Source:
    without = [] if model is ArticleComment else ["body", "body_html"]
    return Source(
        model.objects.all(), ["author"], "created_at", _contribution, related,
        (*without, *(["email"] if model is ArticleComment else [])),
    )  # fmt: skip


SOURCES = [
    _own(Question),
    _own(Answer, "question"),
    _own(Comment, "question", "answer__question"),
    _own(ArticleComment, "article"),
    Source(Flag.objects.all(), ["member"], "created_at", _flag_made, **_around()),
    Source(Flag.objects.all(), _of_items(), "created_at", _flag_received, **_around()),
    Source(
        Decision.objects.all(),
        _of_items("item__"),
        "at",
        _decision,
        **_around("item__", "by", "reason"),
    ),
    Source(Appeal.objects.all(), ["statement__member"], "at", _appeal, ("statement__decision",)),
    Source(Measure.objects.all(), ["member"], "at", _measure, ("by", "reason")),
    Source(StaffNote.objects.all(), ["member"], "at", _note, ("by",)),
    Source(AuditEvent.objects.all(), ["member"], "at", _event, ("by",)),
]
