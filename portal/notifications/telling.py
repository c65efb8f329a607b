"""Rows in inboxes. A condition may have thousands of followers: one statement tells them all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.models import USUAL_PACES, MailPace, Notification, Pace, Silence, Stream, User
from portal.notifications import at_once

#: Mails that one task sends.
CHUNK = 200
#: So long after it was read, nobody looks for it any more.
KEPT = timedelta(days=365)


def thread_of(thing: models.Model) -> str:
    """What all news about one thing has in common: "question-12"."""
    return f"{thing._meta.model_name}-{thing.pk}"


def notify(recipient: User, *, kind: str, title: str, url: str, **more: Any) -> Notification:
    """Put it into one inbox and enqueue its e-mail, in the caller's transaction.

    `title` and `message` stand in the inbox only; the mail's words are those of
    `templates/email/<kind>.txt`, which must not quote what is not public. `more` are other
    columns of Notification.
    """
    pace = _pace(more.get("stream", ""), more.get("thread", ""))
    mail = User.objects.filter(pk=recipient.pk).values_list(pace, flat=True).get()
    notification = Notification.objects.create(
        recipient=recipient, kind=kind, title=title, url=url, mail=mail, **more
    )
    if mail == Pace.AT_ONCE:
        at_once.email_notifications.enqueue([notification.pk])
    return notification


def tell(
    members: QuerySet[User],
    *,
    kind: str,
    stream: str,
    thread: str,
    about: str,
    title: str,
    url: str,
    discreet: bool = False,
) -> int:
    """Put the same into the inboxes of these members, and enqueue what goes by mail at once."""
    values = {
        "recipient_id": F("pk"),
        "kind": Value(kind),
        "stream": Value(stream),
        "thread": Value(thread),
        "about": Value(about),
        "title": Value(title),
        "message": Value(""),
        "url": Value(url),
        "discreet": Value(discreet),
        "mail": _pace(stream, thread),
        "created_at": Value(timezone.now()),
    }
    rows = members.filter(is_active=True).order_by().values_list(*values.values())
    try:
        select, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return 0
    table = connection.ops.quote_name(Notification._meta.db_table)
    insert = f"INSERT INTO {table} ({', '.join(values)}) {select} RETURNING id, mail"
    with connection.cursor() as cursor:
        cursor.execute(insert, parameters)
        told = cursor.fetchall()
    urgent = [pk for pk, mail in told if mail == Pace.AT_ONCE]
    for start in range(0, len(urgent), CHUNK):
        at_once.email_notifications.enqueue(urgent[start : start + CHUNK])
    return len(told)


def seen(member: User, thing: models.Model) -> None:
    """This member has been there, and so has read all that was new about it.

    But for a moderator's words: those are read in the inbox.
    """
    there = Notification.objects.filter(recipient=member, thread=thread_of(thing), message="")
    there.mark_read()


def untell(*things: models.Model) -> None:
    """They were taken down: nobody is told of them any more, nor of what stands below them.

    What moderators said about them stays.
    """
    names = [thread_of(thing) for thing in things]
    gone = Notification.objects.exclude(stream__in=["", Stream.DECISIONS])
    gone.filter(models.Q(about__in=names) | models.Q(thread__in=names)).delete()


def daily() -> None:
    """Forget what was read long ago: it says what somebody followed, and when they came."""
    Notification.objects.filter(read_at__lt=timezone.now() - KEPT).delete()


def _pace(stream: str, thread: str) -> Case | Coalesce | Value:
    """When the member of the outer row wants this by mail."""
    if not stream:
        return Value(Pace.AT_ONCE)
    chosen = MailPace.objects.filter(member=OuterRef("pk"), stream=stream).values("pace")
    pace = Coalesce(Subquery(chosen), Value(USUAL_PACES[stream]))
    silent = Silence.objects.filter(member=OuterRef("pk"), thread=thread)
    if not thread or stream == Stream.DECISIONS:
        return pace
    return Case(When(Exists(silent), then=Value(Pace.NEVER)), default=pace)


def pace_in_words(member: User, stream: str, thread: str = "") -> str:
    """How often this comes by mail: "at once", "once a day", "once a week", "never"."""
    pace = User.objects.filter(pk=member.pk).values_list(_pace(stream, thread), flat=True).get()
    return Pace(pace).label.lower()
