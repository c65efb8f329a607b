"""Who is on call, and when somebody is again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from forum import models as forum  # they import this package by way of the queue
from portal.models import User

if TYPE_CHECKING:
    from forum.models.duty import Turn

#: How far ahead readers are told when somebody is expected. A rota without more promises nothing.
AHEAD = timedelta(days=14)
#: Who was here longer ago is not worth telling.
LATELY = timedelta(hours=24)


def on_call(now: datetime | None = None) -> list[User]:
    """The moderators who are on call now, in the order in which their shifts began."""
    now = now or timezone.now()
    turns = forum.Shift.objects.turns(now, now + timedelta(microseconds=1))
    return list(dict.fromkeys(turn.shift.moderator for turn in turns))


@dataclass(frozen=True)
class Nobody:
    """Nobody is on call now, though a rota says when somebody is again."""

    until: datetime | None
    next_at: datetime
    zone: str


def nobody_here(now: datetime | None = None) -> Nobody | None:
    """None while somebody is on call, and where no rota promises anybody."""
    return here_or_nobody(now)[1]


def here_or_nobody(now: datetime | None = None) -> tuple[list[User], Nobody | None]:
    """Both at once, from one look at the rota."""
    now = now or timezone.now()
    turns = forum.Shift.objects.turns(now - LATELY, now + AHEAD)
    here = [turn.shift.moderator for turn in turns if turn.starts_at <= now < turn.ends_at]
    ahead = [turn.starts_at for turn in turns if turn.starts_at > now]
    if here or not ahead:
        return list(dict.fromkeys(here)), None
    over = [turn.ends_at for turn in turns if turn.ends_at <= now]
    return [], Nobody(max(over, default=None), min(ahead), zone_in_words(now))


@dataclass(frozen=True)
class Day:
    date: date
    turns: list[Turn]
    #: From when to when nobody is there, in the hours of that day.
    gaps: list[tuple[datetime, datetime]]


def days(first: date, count: int) -> list[Day]:
    """Day by day, who is on call and when nobody is. A shift stands on the day it begins."""
    edges = [_midnight(first + timedelta(days=number)) for number in range(count + 1)]
    turns = forum.Shift.objects.turns(edges[0], edges[-1])
    return [
        Day(
            timezone.localdate(begins),
            [turn for turn in turns if begins <= turn.starts_at < ends],
            _gaps(turns, begins, ends),
        )
        for begins, ends in pairwise(edges)
    ]


def _gaps(turns: list[Turn], begins: datetime, ends: datetime) -> list[tuple[datetime, datetime]]:
    gaps, reached = [], begins
    for turn in turns:
        if turn.starts_at > reached and reached < ends:
            gaps.append((reached, min(turn.starts_at, ends)))
        reached = max(reached, turn.ends_at)
    return [*gaps, (reached, ends)] if reached < ends else gaps


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def zone_in_words(now: datetime | None = None) -> str:
    """Of which place the times are: "Berlin time (UTC+01:00)"."""
    name = settings.TIME_ZONE
    if name.rpartition("/")[2] in {"UTC", "GMT", "Universal", "Zulu"}:
        return "UTC"
    place = name.rpartition("/")[2].replace("_", " ")
    offset = timezone.localtime(now).strftime("%z")
    return f"{place} time (UTC{offset[:3]}:{offset[3:]})"
