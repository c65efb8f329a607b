"""Addresses that mail does not reach, or whose owners complained: they get no more of it.

An address stands nowhere here, nor in a log: a mailbox is known by a keyed hash of it.
"""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.models import Mailbox

log = logging.getLogger(__name__)

HARD, SOFT, COMPLAINT = "hard", "soft", "complaint"
#: So many soft bounces, each within so long of the one before, count as a hard one.
MOST_SOFT, SOFT_FADES = 4, timedelta(days=14)
#: A full mailbox, or a server that mistrusts ours: not for ever, although the code begins with 5.
PASSING = re.compile(r"5\.(2\.2|7\.\d+)\b")


def stopped(address: str) -> Mailbox | None:
    """The mailbox of this address, if it gets no more mails."""
    return Mailbox.objects.filter(key=_key(address), stopped_at__isnull=False).first()


def is_stopped(address: str) -> bool:
    return stopped(address) is not None


@transaction.atomic
def note(event: str, address: str) -> None:
    """What a mail server said about a mail to this address."""
    box, _ = Mailbox.objects.select_for_update().get_or_create(key=_key(address))
    here = Mailbox.objects.filter(pk=box.pk)
    now = timezone.now()
    if event == SOFT:
        counts = box.bounced_at is not None and box.bounced_at > now - SOFT_FADES
        here.update(soft_bounces=F("soft_bounces") + 1 if counts else 1, bounced_at=now)
        event = HARD if counts and box.soft_bounces + 1 >= MOST_SOFT else SOFT
    if event != SOFT:
        why = Mailbox.Why.COMPLAINT if event == COMPLAINT else Mailbox.Why.BOUNCE
        here.filter(stopped_at=None).update(stopped_at=now, why=why)
    log.info("mail to one mailbox: %s", event)


def start_again(address: str) -> None:
    """Its owner has shown that mail arrives."""
    Mailbox.objects.filter(key=_key(address)).delete()


def refused(error: SMTPRecipientsRefused) -> str | None:
    """What the server's answer to our own mail means for its one recipient; None: try again."""
    ((code, words),) = error.recipients.values()
    said = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return of_status(said) if code >= 500 else None


def of_status(words: str) -> str:
    """Of a refusal that names an enhanced status code, such as "5.1.1", or none."""
    return SOFT if words.lstrip().startswith("4.") or PASSING.search(words) else HARD


def daily() -> None:
    """Forget soft bounces that have faded."""
    faded = timezone.now() - SOFT_FADES
    Mailbox.objects.filter(stopped_at=None, bounced_at__lt=faded).delete()


def _key(address: str) -> str:
    # A report may hold anything, half of a character too.
    mailbox = address.strip().lower().encode(errors="replace")
    return salted_hmac("portal.mailbox", mailbox, algorithm="sha256").hexdigest()
