"""The mails that need not wait for a daily or weekly one."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from portal.models import Notification, Pace, Stream
from portal.notifications.sending import again_later, send
from portal.notifications.stopping import Stop
from portal.notifications.visits import is_away


@task()
def email_notifications(pks: list[int], attempt: int = 1) -> None:
    """Send the e-mails of these notifications, each once; what could not be sent, again later."""
    left = list(pks)
    with again_later(email_notifications, left, attempt=attempt):
        refusal = None
        for pk in pks:
            try:
                deliver(pk)
            except SMTPRecipientsRefused as error:  # this mailbox only: the others need not wait
                refusal = error
            else:
                left.remove(pk)
        if refusal:
            raise refusal


@transaction.atomic
def deliver(pk: int) -> None:
    """Send one, unless it is sent, read or overtaken; whoever holds it meanwhile sends it."""
    waiting = Notification.objects.waiting(Pace.AT_ONCE).filter(pk=pk)
    held = waiting.select_for_update(skip_locked=True, of=("self",))
    note = held.select_related("recipient").first()
    if note is None:
        return
    if not (is_due(note) and claim(note)):
        waiting.update(mail=Pace.NEVER)
        return
    context = {
        "notification": note,
        "url": settings.SITE_URL + note.url,
        "inbox_url": settings.SITE_URL + reverse("me"),
    }
    kind = "discreet" if note.discreet else note.kind
    send(kind, to=note.recipient.email, context=context, stop=stop_of(note))


def stop_of(note: Notification) -> Stop | None:
    """What its mail can stop. Staff are told of their work without an end."""
    if not note.stream:
        return None
    about_one_question = note.stream in {Stream.OWN, Stream.FOLLOWED}
    return Stop(note.recipient_id, [note.stream], note.thread if about_one_question else "")


def is_due(note: Notification) -> bool:
    """Nobody who has left is written to; whoever stays away only about their own texts."""
    member = note.recipient
    about_themselves = note.stream in {"", Stream.DECISIONS}
    if not member.is_active or member.is_leaving:
        return False
    return about_themselves or not is_away(member)


def claim(note: Notification) -> bool:
    """Note that it is mailed. False if one of its thread was, and the reader has not been back."""
    here = Notification.objects.filter(pk=note.pk)
    try:
        with transaction.atomic():
            return bool(here.update(emailed_at=timezone.now(), mail=Pace.NEVER))
    except IntegrityError:  # notification_one_mail_until_read
        return False
