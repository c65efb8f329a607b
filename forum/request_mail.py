"""The mails to somebody who came through the public door, who need not have an account."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from forum import models as forum  # they import this module: their names are read when used
from portal.limits import Limit, TooMany, mailbox
from portal.notifications import again_later, send

log = logging.getLogger(__name__)

#: Of mails that strangers can make us write, to one mailbox.
LIMITS = (
    Limit("request-mail-hour", 2, timedelta(hours=1)),
    Limit("request-mail-day", 4, timedelta(days=1)),
)


@task()
def confirm(pk: int, attempt: int = 1) -> None:
    """Say that we have it. Quotes nothing, for the address may be the wrong one."""
    request = forum.PrivacyRequest.objects.get(pk=pk)
    with again_later(confirm, pk, attempt=attempt):
        try:
            with transaction.atomic():  # a mail that could not be sent does not count
                for limit in LIMITS:
                    limit.hit(mailbox(request.email))
                send("request_received", to=request.email, context={"reference": request.reference})
        except TooMany:
            log.info("no further confirmation to a mailbox that got enough of them")


@task()
def answer(event_pk: int, attempt: int = 1) -> None:
    """Send an answer or a refusal, in the words that somebody of us wrote."""
    event = forum.RequestEvent.objects.select_related("request").get(pk=event_pk)
    refused = event.act == event.request.Act.REFUSED
    context = answer_context(event.request, message=event.text, refused=refused)
    with again_later(answer, event_pk, attempt=attempt):
        send("request_answered", to=event.request.email, context=context)


def answer_context(
    request: forum.PrivacyRequest, *, message: str, refused: bool
) -> dict[str, object]:
    """What the mail is made of, also for whoever looks at it before it is sent."""
    return {
        "reference": request.reference,
        "message": message,
        "refused": refused,
        "url": settings.SITE_URL + reverse("about-me"),
    }
