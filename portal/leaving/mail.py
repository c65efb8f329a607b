"""Mails about an account that is closed. The worker looks the address up, so no task holds it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from portal.leaving import models as leaving  # they import this module by way of `closing`
from portal.notifications import again_later, send


@task()
def send_about(pk: int, kind: str, attempt: int = 1) -> None:
    """`templates/email/account/<kind>.txt` to the member, if there is one still."""
    deletion = leaving.AccountDeletion.objects.select_related("member").filter(pk=pk).first()
    if deletion is None or deletion.member is None or deletion.quiet:
        return
    context = {
        "day": deletion.due_at,
        "by_another": bool(deletion.reason),
        "url": settings.SITE_URL + reverse("delete-account"),
        "reset_url": settings.SITE_URL + reverse("account_reset_password"),
    }
    with again_later(send_about, pk, kind, attempt=attempt):
        send(f"account/{kind}", to=deletion.member.email, context=context)
