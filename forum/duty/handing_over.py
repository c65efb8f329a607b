"""The end of a shift: a note for whoever comes next, and what one was looking at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from forum import models as forum  # they import this package by way of the queue
from forum.duty.alerts import address
from portal.models import User
from portal.notifications import notify, thread_of
from portal.states import IllegalMove

if TYPE_CHECKING:
    from forum.models import ReviewItem


def held_by(moderator: User) -> list[ReviewItem]:
    """What this moderator says that they are looking at, the worst first."""
    items = forum.ReviewItem.objects.open().filter(claimed_by=moderator)
    return list(items.filter(claimed_until__gt=timezone.now()))


@transaction.atomic
def hand_over(*, by: User, note: str = "", to: User | None = None) -> int:
    """Returns how many items changed hands. What `to` wrote goes back to the queue."""
    if note:
        forum.ShiftNote.objects.create(by=by, text=note)
    held = held_by(by)
    for item in held:
        item.release(by=by)
        if to is not None and not item.is_by(to):
            pass_on(item, to)
    return len(held)


def pass_on(item: ReviewItem, to: User) -> None:
    try:
        item.claim(by=to)
    except IllegalMove:  # somebody took it in this moment, or decided
        return
    notify(
        to,
        kind="handed_over",
        thread=thread_of(item),
        title="A colleague hands something over to you",
        url=address(item),
    )
