"""Who is on call, and when somebody is again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from forum import models as forum  # they import this package by way of the queue
from portal.models import User

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
    now = now or timezone.now()
    turns = forum.Shift.objects.turns(now - LATELY, now + AHEAD)
    here = any(turn.starts_at <= now < turn.ends_at for turn in turns)
    ahead = [turn.starts_at for turn in turns if turn.starts_at > now]
    if here or not ahead:
        return None
    over = [turn.ends_at for turn in turns if turn.ends_at <= now]
    return Nobody(max(over, default=None), min(ahead), zone_in_words(now))


def zone_in_words(now: datetime | None = None) -> str:
    """Of which place the times are: "Berlin time (UTC+01:00)"."""
    name = settings.TIME_ZONE
    if name.rpartition("/")[2] in {"UTC", "GMT", "Universal", "Zulu"}:
        return "UTC"
    place = name.rpartition("/")[2].replace("_", " ")
    offset = timezone.localtime(now).strftime("%z")
    return f"{place} time (UTC{offset[:3]}:{offset[3:]})"
