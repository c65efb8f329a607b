"""One mail a day, or a week, with links to what has waited; nothing new, no mail."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from portal.models import Counter, Notification, Pace, Stream, User
from portal.notifications.sending import again_later, send
from portal.notifications.stopping import Stop
from portal.notifications.visits import is_away

log = logging.getLogger(__name__)

#: Not before this hour, where the portal is.
HOUR = 7
#: Members whom one task writes to.
CHUNK = 200
#: Links under one heading of a mail; the inbox has them all.
MOST_LINKS = 10
#: What leads to a question by its number. An article's address would name a condition.
LINKED = {"answer", "comment", "question"}


def hourly() -> None:
    """Enqueue the day's mails once a day; with them, once a week, those that come weekly.

    That is on Monday, or on the first day of the week on which the worker runs.
    """
    now = timezone.localtime()
    if now.hour < HOUR:
        return
    with transaction.atomic():
        if not _first(now, days=1):
            return
        paces = [Pace.DAILY, *([Pace.WEEKLY] if _first(now, days=7) else [])]
        waiting = Notification.objects.waiting(*paces).order_by("recipient")
        members = list(waiting.values_list("recipient", flat=True).distinct())
        for start in range(0, len(members), CHUNK):
            chunk = members[start : start + CHUNK]
            send_digests.enqueue(chunk, [str(pace) for pace in paces], now.isoformat())


@task()
def send_digests(members: list[int], paces: list[str], until: str, attempt: int = 1) -> None:
    """To each of these members what waited until then; whoever has had it gets nothing."""
    left = list(members)
    with again_later(send_digests, left, paces, until, attempt=attempt):
        for pk in members:
            try:
                deliver(pk, paces, datetime.fromisoformat(until))
            except IntegrityError:  # at this moment another mail went out about one of them
                log.info("a digest waits for the next day")
            left.remove(pk)


@transaction.atomic
def deliver(pk: int, paces: Sequence[str], until: datetime) -> None:
    waiting = Notification.objects.waiting(*paces).filter(recipient=pk, created_at__lte=until)
    held = waiting.select_for_update(skip_locked=True).order_by("pk")
    notes = list(held.only("stream", "kind", "thread", "url", "discreet"))
    waiting.filter(pk__in=[note.pk for note in notes]).update(mail=Pace.NEVER)
    member = User.objects.get(pk=pk)
    fresh = _first_of_each_thread(member, notes)
    if fresh and member.is_active and not member.is_leaving:
        here = Notification.objects.filter(pk__in=[note.pk for note in fresh])
        here.update(emailed_at=timezone.now())
        stop = Stop(pk, sorted({note.stream for note in fresh}))
        send("digest", to=member.email, context=contents(fresh), stop=stop)


def _first_of_each_thread(member: User, notes: list[Notification]) -> list[Notification]:
    """What may be mailed: one of each thread, unless one was and the reader has not been back."""
    threads = {note.thread for note in notes} - {""}
    mailed = member.notifications.unread().filter(thread__in=threads, emailed_at__isnull=False)
    known = set(mailed.exclude(stream=Stream.DECISIONS).values_list("thread", flat=True))
    away, fresh = is_away(member), []
    for note in notes:
        if note.stream == Stream.DECISIONS:
            fresh.append(note)
        elif not away and note.thread not in known:
            fresh.append(note)
            known |= {note.thread} - {""}
    return fresh


def contents(notes: list[Notification]) -> dict[str, object]:
    """Links by stream, and whether there is more in the inbox. No word of any text."""
    linked: dict[str, list[str]] = {stream: [] for stream in Stream}
    for note in notes:
        if note.kind in LINKED and not note.discreet and len(linked[note.stream]) < MOST_LINKS:
            linked[note.stream].append(settings.SITE_URL + note.url)
    shown = sum(len(links) for links in linked.values())
    return linked | {
        "more": shown < len(notes),
        "only_more": not shown,
        "inbox_url": settings.SITE_URL + reverse("me"),
    }


def _first(now: datetime, *, days: int) -> bool:
    """Whether nobody asked this before on this day or in this week; of two at once, one is."""
    day = now.date() - timedelta(days=now.weekday() if days > 1 else 0)
    starts, ends = (
        timezone.make_aware(datetime.combine(each, time()))
        for each in (day, day + timedelta(days=days))
    )
    return Counter.objects.get_or_create(
        key=f"notifications.digest:{days}", period_starts=starts, defaults={"period_ends": ends}
    )[1]
