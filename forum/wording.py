"""Spans of time in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

#: Advice that is older says so.
OLD_AFTER = timedelta(days=2 * 365)


def is_old(when: datetime) -> bool:
    return when < timezone.now() - OLD_AFTER


def in_words(span: timedelta) -> str:
    """The largest unit only: "40 minutes", "3 hours", "12 days", "5 months"."""
    minutes = int(span.total_seconds() // 60)
    for unit, size in [("year", 525_600), ("month", 43_800), ("day", 1440), ("hour", 60)]:
        if minutes >= size:
            count = minutes // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def age(when: datetime) -> str:
    return in_words(timezone.now() - when)


def ago(when: datetime) -> str:
    return f"{in_words(timezone.now() - when)} ago"


def time_left(due_at: datetime) -> str:
    left = due_at - timezone.now()
    return f"Due in {in_words(left)}" if left > timedelta(0) else f"Overdue by {in_words(-left)}"
