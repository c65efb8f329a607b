"""How a mail is made and sent; while the mail server is away, it is tried again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string, select_template
from django.utils import timezone, translation
from django_tasks.base import Task

from portal.models import Language, User
from portal.notifications import bounces
from portal.notifications.stopping import Stop

log = logging.getLogger(__name__)

#: A mail that cannot be sent is tried again after 1, 2, 4 … minutes, for about half a day.
FIRST_WAIT, MOST_ATTEMPTS = timedelta(minutes=1), 10


@contextmanager
def again_later(task: Task, *args: Any, attempt: int) -> Iterator[None]:
    """Around what sends a mail in a task: while the mail server is away, enqueue it anew."""
    try:
        yield
    except OSError as error:  # every SMTP error is one
        # Its words may quote the recipient's address.
        reason = f"{type(error).__name__} {getattr(error, 'smtp_code', None) or error.errno or ''}"
        log.warning("The mail server did not take a mail (%s), try %d", reason.strip(), attempt)
        if attempt >= MOST_ATTEMPTS:
            raise
        later = timezone.now() + FIRST_WAIT * 2 ** (attempt - 1)
        task.using(run_after=later).enqueue(*args, attempt=attempt + 1)


def send(
    kind: str,
    *,
    to: str,
    context: dict[str, object],
    stop: Stop | None = None,
    always: bool = False,
    language: str = "",
) -> None:
    """Send `templates/email/<kind>.txt`: its first line is the subject.

    It is the one in the reader's language; `language` is a guess for who has no account.

    The same words go along as HTML in the portal's look, which loads nothing from anywhere. `stop`
    is what a link in the mail, and a button of the mail program, can stop. An address that could
    not be reached, or whose owner complained, gets only what goes `always`, as all about accounts.
    """
    if not (always or kind.startswith("account/")) and bounces.is_stopped(to):
        return
    context = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, **context}
    headers = {"Auto-Submitted": "auto-generated"}
    if stop:
        context["fewer_url"] = stop.url
        headers |= stop.headers
    words, language = render(kind, context, language=_language_of(to) or language)
    subject, _, body = words.strip().partition("\n")
    subject = " ".join(subject.removeprefix("Subject:").split())
    text, _, footer = body.strip().partition("\n-- \n")
    mail = EmailMultiAlternatives(subject, body.strip() + "\n", to=[to], headers=headers)
    page = {**context, "language": language, "subject": subject, "text": text, "footer": footer}
    mail.attach_alternative(render_to_string("email/page.html", page), "text/html")
    try:
        mail.send()
    except SMTPRecipientsRefused as error:
        event = bounces.refused(error)
        if event is None:
            raise
        bounces.note(event, to)


def render(kind: str, context: dict[str, object], *, language: str) -> tuple[str, str]:
    """The words of a mail in that language, or else in English; and which of the two it is."""
    own = f"email/{language}/{kind}.txt"
    template = select_template([own, f"email/{kind}.txt"])
    used = language if template.template.name == own else Language.ENGLISH.value
    with translation.override(used):  # for the names of months
        return template.render(context), used


def _language_of(address: str) -> str:
    members = User.objects.filter(email__iexact=address)
    return members.values_list("language", flat=True).first() or ""
