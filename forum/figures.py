"""What moderators did in one year, counted by the database: to report, and to answer regulators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from forum.models import Appeal, Decision, Measure, Reason, ReviewItem
from forum.wording import in_words

#: In public, what happened less often than this is not told exactly: few people could be meant.
SMALL = 5
#: Of the last year, for which nothing changes any more but by appeals.
CACHED = 24 * 60 * 60
#: Decisions that say that a report was right. `keep` and `publish` say that nothing had to be done.
NOTHING_DONE = ("keep", "publish")

ITEMS = """
    WITH first AS (
        SELECT item_id, min(at) AS at FROM forum_decision
        WHERE at >= %(start)s AND decision <> 'undo' GROUP BY item_id
    )
    SELECT item.why, item.findings <> '[]'::jsonb, count(*),
        count(*) FILTER (WHERE coalesce(first.at, %(now)s) > item.due_at),
        count(*) FILTER (WHERE first.at IS NULL)
    FROM forum_reviewitem item LEFT JOIN first ON first.item_id = item.id
    WHERE item.opened_at >= %(start)s AND item.opened_at < %(end)s GROUP BY 1, 2
"""
MEDIANS = """
    WITH first AS (
        SELECT item_id, min(at) AS at FROM forum_decision
        WHERE at >= %(start)s AND decision <> 'undo' GROUP BY item_id
    )
    SELECT severity, percentile_cont(0.5) WITHIN GROUP (ORDER BY first.at - item.opened_at)
    FROM forum_reviewitem item JOIN first ON first.item_id = item.id
    WHERE item.opened_at >= %(start)s AND item.opened_at < %(end)s
    GROUP BY GROUPING SETS ((severity), ())
"""
DECISIONS = """
    SELECT decision, reason, count(*) FROM forum_decision
    WHERE at >= %(start)s AND at < %(end)s GROUP BY 1, 2
"""
REPORTS = """
    SELECT count(*), count(*) FILTER (WHERE item.closed_at IS NULL), count(*) FILTER (WHERE EXISTS (
        SELECT FROM forum_decision decision
        LEFT JOIN forum_decision undo ON undo.undoes_id = decision.id
        WHERE decision.item_id = item.id AND decision.at >= flag.created_at AND undo.id IS NULL
            AND decision.decision NOT IN ('keep', 'publish', 'escalate', 'undo')
    ))
    FROM forum_flag flag JOIN forum_reviewitem item ON item.id = flag.item_id
    WHERE flag.created_at >= %(start)s AND flag.created_at < %(end)s
"""
APPEALS = """
    SELECT outcome, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY decided_at - at)
    FROM forum_appeal WHERE at >= %(start)s AND at < %(end)s GROUP BY 1
"""
STATEMENTS = """
    SELECT ground, count(*), count(*) FILTER (WHERE noticed_by_program),
        count(*) FILTER (WHERE decided_by_program)
    FROM forum_statement WHERE at >= %(start)s AND at < %(end)s GROUP BY 1
"""
MEASURES = """
    SELECT measure_kind, count(*) FROM forum_statement
    WHERE measure_kind <> '' AND at >= %(start)s AND at < %(end)s GROUP BY 1
"""
REVEALED = """
    SELECT count(*) FROM portal_auditevent
    WHERE what = 'revealed' AND at >= %(start)s AND at < %(end)s
"""


@dataclass(frozen=True)
class Figure:
    """One line: a number of something, or how long it took."""

    section: str
    name: str
    count: int | None = None
    span: timedelta | None = None

    @property
    def shown(self) -> str:
        if self.count is not None:
            return str(self.count)
        return in_words(self.span) if self.span is not None else "none yet"

    @property
    def shown_to_all(self) -> str:
        """Small numbers are not told: with rare diseases they are somebody."""
        small = self.count is not None and 0 < self.count < SMALL
        return f"fewer than {SMALL}" if small else self.shown

    @property
    def exact(self) -> str:
        """For programs: a number, or hours."""
        if self.count is not None:
            return str(self.count)
        return f"{self.span.total_seconds() / 3600:.2f}" if self.span is not None else ""


def years() -> list[int]:
    """Those in which something waited, the latest first."""
    first = ReviewItem.objects.order_by("opened_at").values_list("opened_at", flat=True).first()
    now = timezone.localdate().year
    return list(range(now, (timezone.localtime(first).year if first else now) - 1, -1))


def of(year: int) -> list[Figure]:
    zone = timezone.get_current_timezone()
    between = {
        "start": datetime(year, 1, 1, tzinfo=zone),
        "end": datetime(year + 1, 1, 1, tzinfo=zone),
        "now": timezone.now(),
    }
    asked = (_items, _medians, _decisions, _measures, _reports, _appeals, _statements)
    return [figure for ask in asked for figure in ask(between)]


def of_last_year() -> tuple[int, list[Figure]]:
    """For the public page: counted once a day, however many come to read."""
    year = timezone.localdate().year - 1
    return year, cache.get_or_set(f"figures-{year}", lambda: of(year), CACHED)


def _rows(sql: str, between: dict[str, datetime]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, between)
        return cursor.fetchall()


def _items(between: dict[str, datetime]) -> Iterator[Figure]:
    rows = _rows(ITEMS, between)
    noticed = sum(count for why, by_program, count, *_ in rows if why == "new" and by_program)
    yield Figure("What waited for a decision", "All", _sum(rows, 2))
    yield Figure("What waited for a decision", "New, and marked by screening", noticed)
    for why in ReviewItem.Why:
        count = sum(row[2] for row in rows if row[0] == why and not (why == "new" and row[1]))
        name = "New, and read by a moderator" if why == "new" else why.label
        yield Figure("What waited for a decision", name, count)
    yield Figure("Time", "Decided after the time we set ourselves", _sum(rows, 3))
    yield Figure("Time", "Not decided yet", _sum(rows, 4))


def _medians(between: dict[str, datetime]) -> Iterator[Figure]:
    spans = dict(_rows(MEDIANS, between))
    yield Figure("Time", "Until the first decision, median", span=spans.get(None))
    for severity in ReviewItem._meta.get_field("severity").choices:
        value, label = severity
        yield Figure("Time", f"{label}: until the first decision, median", span=spans.get(value))


def _decisions(between: dict[str, datetime]) -> Iterator[Figure]:
    rows = _rows(DECISIONS, between)
    for kind in Decision.Kind:
        yield Figure("Decisions", kind.label, sum(row[2] for row in rows if row[0] == kind))
    labels = dict(Reason.objects.values_list("code", "label"))
    for code, label in labels.items():
        yield Figure("Reasons", label, sum(row[2] for row in rows if row[1] == code))


def _measures(between: dict[str, datetime]) -> Iterator[Figure]:
    rows = dict(_rows(MEASURES, between))
    for kind in Measure.Kind:
        yield Figure("Members", kind.label.partition(":")[0], rows.get(kind, 0))


def _reports(between: dict[str, datetime]) -> Iterator[Figure]:
    [(all_, waiting, upheld)] = _rows(REPORTS, between)
    yield Figure("Reports by members", "All", all_)
    yield Figure("Reports by members", "Something was done", upheld)
    yield Figure("Reports by members", "Not decided yet", waiting)


def _appeals(between: dict[str, datetime]) -> Iterator[Figure]:
    rows = {outcome: (count, span) for outcome, count, span in _rows(APPEALS, between)}
    yield Figure("Appeals", "All", sum(count for count, _ in rows.values()))
    for outcome in Appeal.Outcome:
        count, span = rows.get(outcome, (0, None))
        yield Figure("Appeals", outcome.label, count)
        yield Figure("Appeals", f"{outcome.label}: median time", span=span)


def _statements(between: dict[str, datetime]) -> Iterator[Figure]:
    rows = _rows(STATEMENTS, between)
    section = "Statements of reasons"
    yield Figure(section, "All", _sum(rows, 1))
    for ground in Reason.Ground:
        yield Figure(section, ground.label, sum(row[1] for row in rows if row[0] == ground))
    yield Figure(section, "Noticed with the help of a program", _sum(rows, 2))
    yield Figure(section, "Decided by a program", _sum(rows, 3))
    [(seen,)] = _rows(REVEALED, between)
    yield Figure("Privacy", "Looks at a member's address, each with a reason", seen)


def _sum(rows: Iterable[tuple[Any, ...]], column: int) -> int:
    return sum(row[column] for row in rows)
