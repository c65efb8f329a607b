"""The ways to look at what waits, each with how much it holds; nothing is hidden by choosing none.

All counts are one query. Each counts no further than to a thousand, by an index of its own: with
fifty thousand open items the front page costs what it costs with fifty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from forum.models import Appeal, Decision, ReviewItem
from forum.models.moderation.items import IN_DANGER
from portal.models import User

#: A lane is counted no further.
MOST = 1_000


@dataclass(frozen=True)
class Lane:
    name: str
    title: str
    narrow: Callable[[User], Q]


def _escalated(user: User) -> Q:
    asked = Decision.objects.filter(decision="escalate", item__closed_at=None, undone_by=None)
    return Q(pk__in=asked.values("item"))


LANES = [
    Lane("", "All open", lambda user: Q()),
    Lane("mine", "Mine", lambda user: Q(claimed_by=user, claimed_until__gt=timezone.now())),
    Lane("overdue", "Overdue", lambda user: Q(due_at__lt=timezone.now())),
    Lane("crisis", "Crisis and emergency", lambda user: IN_DANGER),
    Lane("escalated", "Second moderator asked for", _escalated),
    Lane("first", "First contributions", lambda user: Q(first=True)),
]
BY_NAME = {lane.name: lane for lane in LANES}
#: What presses, if there is any of it.
PRESSING = {"overdue", "crisis", "escalated"}


@dataclass(frozen=True)
class Way:
    """One line on the front page, and one link above the queue."""

    name: str
    title: str
    url: str
    count: int

    @property
    def presses(self) -> bool:
        return self.name in PRESSING and self.count > 0

    @property
    def count_in_words(self) -> str:
        return in_words(self.count)


def in_words(count: int) -> str:
    return f"{MOST:,}+" if count > MOST else f"{count:,}"


def ways(user: User) -> list[Way]:
    queue = reverse("admin:forum_reviewitem_changelist")
    rows = {
        (lane.name, lane.title, f"{queue}?lane={lane.name}" if lane.name else queue): (
            ReviewItem.objects.open().filter(lane.narrow(user))
        )
        for lane in LANES
    }
    if user.has_perm("forum.decide_appeals"):
        appeals = reverse("admin:forum_appeal_changelist")
        rows["appeals", "Appeals", appeals] = Appeal.objects.open()
    counts = count_each(list(rows.values()))
    return [Way(*line, count) for line, count in zip(rows, counts, strict=True)]


def count_each(querysets: list[QuerySet]) -> list[int]:
    """How many rows each has, all in one query; `MOST + 1` means more than `MOST`."""
    parts, values = [], []
    for rows in querysets:
        sql, params = rows.order_by().values("pk")[: MOST + 1].query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS bounded)")  # noqa: S608  (Django's own SQL)
        values += params
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone())
