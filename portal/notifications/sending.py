"""How a mail is made and sent; while the mail server is away, it is tried again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks.base import Task

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


def send(kind: str, *, to: str, context: dict[str, object]) -> None:
    """Send `templates/email/<kind>.txt`: its first line is the subject.

    The same words go along as HTML in the portal's look, which loads nothing from anywhere.
    """
    context = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, **context}
    subject, _, body = render_to_string(f"email/{kind}.txt", context).strip().partition("\n")
    subject = " ".join(subject.removeprefix("Subject:").split())
    text, _, footer = body.strip().partition("\n-- \n")
    mail = EmailMultiAlternatives(
        subject, body.strip() + "\n", to=[to], headers={"Auto-Submitted": "auto-generated"}
    )
    page = {**context, "subject": subject, "text": text, "footer": footer}
    mail.attach_alternative(render_to_string("email/page.html", page), "text/html")
    mail.send()
