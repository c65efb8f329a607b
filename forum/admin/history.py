"""All that happened to a contribution on the moderators' side, in order of time, for its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from forum.models import Decision, ItemEvent, ReviewItem
from portal.models import User


@dataclass(frozen=True)
class Line:
    at: datetime
    words: str
    #: The moderator who did it. Who reported something is never said.
    by: User | None = None
    more: str = ""


def lines(item: ReviewItem) -> list[Line]:
    """Of this item and of those before it about the same contribution."""
    about = ReviewItem.objects.filter(**ReviewItem.about(item.target))
    items = about.prefetch_related(
        "flags",
        "alerts",
        Prefetch("events", ItemEvent.objects.select_related("by")),
        Prefetch("decisions", Decision.objects.select_related("by", "reason")),
    )
    told = [Line(item.target.created_at, "Sent")]
    told += [line for one in items for line in _of(one)]
    return sorted(told, key=lambda line: line.at)


def _of(item: ReviewItem) -> Iterator[Line]:
    if item.why != ReviewItem.Why.NEW:
        yield Line(item.opened_at, f"Came into the queue: {item.get_why_display().lower()}")
    for flag in item.flags.all():
        yield Line(flag.created_at, f"Reported: “{flag}”", more=flag.note)
    for event in item.events.all():
        noticed = " ".join(finding["why"] for finding in event.findings)
        yield Line(event.at, event.get_what_display(), event.by, noticed)
    for alert in item.alerts.all():
        yield Line(alert.at, f"Alert: {alert.get_step_display().lower()}")
    for decision in item.decisions.all():
        said = f"{decision.get_decision_display()}: {decision.reason}"
        more = " ".join(filter(None, (decision.message, decision.note)))
        yield Line(decision.at, said, decision.by, more)
