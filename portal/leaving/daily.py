"""What is done once a day for those who leave."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import EmailChange
from portal.leaving.mail import send_about
from portal.leaving.models import AccountDeletion, DataExport

log = logging.getLogger(__name__)

#: How long before the end the member is told once more.
WARNED = timedelta(days=2)


def daily() -> None:
    carry_out_due()
    warn()
    DataExport.objects.purge()
    EmailChange.objects.purge()


def carry_out_due() -> None:
    """One transaction for each account: what fails is tried again tomorrow, and holds up nobody."""
    for deletion in AccountDeletion.objects.due().order_by("due_at"):
        try:
            deletion.carry_out()
        except Exception as error:
            log.error("account deletion %d failed: %s", deletion.pk, type(error).__name__)


def warn() -> None:
    """Tell those whose account is deleted soon, once."""
    soon = AccountDeletion.objects.waiting().filter(
        warned_at=None, due_at__lte=timezone.now() + WARNED
    )
    for deletion in soon:
        with transaction.atomic():
            if soon.filter(pk=deletion.pk).update(warned_at=timezone.now()):
                send_about.enqueue(deletion.pk, "closing_soon")
