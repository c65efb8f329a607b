"""The mails that need not wait for a daily or weekly one."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from portal.models import Notification, Pace
from portal.notifications.sending import again_later, send


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
    if note and note.recipient.is_active and not note.recipient.is_leaving and claim(note):
        context = {
            "notification": note,
            "url": settings.SITE_URL + note.url,
            "inbox_url": settings.SITE_URL + reverse("me"),
        }
        send("discreet" if note.discreet else note.kind, to=note.recipient.email, context=context)


def claim(note: Notification) -> bool:
    """Note that it is mailed. False if one of its thread was, and the reader has not been back."""
    here = Notification.objects.filter(pk=note.pk)
    try:
        with transaction.atomic():
            return bool(here.update(emailed_at=timezone.now(), mail=Pace.NEVER))
    except IntegrityError:  # notification_one_mail_until_read
        here.update(mail=Pace.NEVER)
        return False
