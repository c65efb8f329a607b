"""The way back for a member whose address was stopped: a mail that arrives proves that it works."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django_tasks import task

from portal.models import User
from portal.notifications.sending import again_later, send

SALT = "portal.notifications.stopped"
WORKS_FOR = timedelta(days=3)


@task()
def send_link(pk: int, attempt: int = 1) -> None:
    member = User.objects.filter(pk=pk, is_active=True).first()
    if member:
        url = settings.SITE_URL + reverse("mail-again-confirmed", args=[token_of(member)])
        with again_later(send_link, pk, attempt=attempt):
            send("mail_again", to=member.email, context={"url": url}, always=True)


def token_of(member: User) -> str:
    return signing.dumps([member.pk, member.email], salt=SALT)


def is_link_of(member: User, token: str) -> bool:
    try:
        return signing.loads(token, salt=SALT, max_age=WORKS_FOR) == [member.pk, member.email]
    except signing.BadSignature:
        return False
