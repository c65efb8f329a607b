"""The e-mails about accounts. The worker looks people up and makes the links.

So a request takes the same time whether or not it knows the address, and no link that opens an
account ever stands in the table of tasks. The words are in templates/email/account/<kind>.txt.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from portal.accounts import models as accounts  # they import this module
from portal.limits import Limit, TooMany, mailbox
from portal.models import User
from portal.notifications import again_later, send

log = logging.getLogger(__name__)

#: Mails that strangers can make us write, to whatever address they like.
ASKED_FOR_BY_ANYBODY = {
    "account_already_exists",
    "email_change_new",
    "email_change_taken",
    "email_confirmation_signup",
    "password_reset_link",
    "unknown_account",
}
#: Of one kind to one mailbox. The doors count addresses, of which a mailbox may have any number.
PER_HOUR = Limit("mail-hour", 2, timedelta(hours=1))
PER_DAY = Limit("mail-day", 5, timedelta(days=1))
#: How long the links about a change of address work, and what keeps them apart from others.
CHANGE_HOLDS, CHANGE_SALT = timedelta(days=3), "portal.accounts.change"


@task()
def send_confirmation(address_pk: int, attempt: int = 1) -> None:
    """The link that confirms an address, unless somebody has confirmed or removed it meanwhile."""
    address = EmailAddress.objects.filter(pk=address_pk, verified=False).first()
    if address:
        with again_later(send_confirmation, address_pk, attempt=attempt):
            _confirm(address)


@task()
def send_reset(email: str, attempt: int = 1) -> None:
    """The link to a new password; to an address that we do not know, that we do not know it."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    with again_later(send_reset, email, attempt=attempt):
        if user is None:
            return _send("unknown_account", email, **_doors())
        key = default_token_generator.make_token(user)
        url = _url("account_reset_password_from_key", uidb36=user_pk_to_url_str(user), key=key)
        return _send("password_reset_link", user.email, url=url)


@task()
def send_again(email: str, attempt: int = 1) -> None:
    """The link that confirms an address once more, or why there is none."""
    address = EmailAddress.objects.filter(email=email.lower(), verified=False).first()
    with again_later(send_again, email, attempt=attempt):
        if address and address.user.is_active:
            return _confirm(address)
        if User.objects.filter(email__iexact=email, is_active=True).exists():
            return _send("account_already_exists", email, **_doors())
        return _send("unknown_account", email, **_doors())


@task()
def send_notice(kind: str, email: str, at: str, attempt: int = 1) -> None:
    """Tells the owner what was changed: if it was not them, they know soon."""
    with again_later(send_notice, kind, email, at, attempt=attempt):
        _send(kind, email, at=datetime.fromisoformat(at), **_doors())


def notice(kind: str, email: str) -> None:
    send_notice.enqueue(kind, email, timezone.now().isoformat())


@task()
def send_change(pk: int, side: str, attempt: int = 1) -> None:
    """Ask the old or the new mailbox whether the address of an account may change."""
    change = accounts.EmailChange.objects.open().select_related("member").filter(pk=pk).first()
    if change is None:
        return
    email = change.email if side == "new" else change.member.email
    kind = f"email_change_{side}"
    if side == "new" and is_taken(email, by_others_than=change.member):
        kind = "email_change_taken"
    urls = {"url": _url("account_confirm_change", token=change_token(change, side))}
    if side == "old":
        urls["stop_url"] = _url("account_stop_change", token=change_token(change, "stop"))
    with again_later(send_change, pk, side, attempt=attempt):
        language = change.member.language
        _send(kind, email, language=language, vouched=change.by_id, **urls, **_doors())


def is_taken(email: str, *, by_others_than: User) -> bool:
    others = User.objects.filter(email__iexact=email).exclude(pk=by_others_than.pk)
    verified = EmailAddress.objects.filter(email__iexact=email, verified=True)
    return others.exists() or verified.exclude(user=by_others_than).exists()


def change_token(change: accounts.EmailChange, side: str) -> str:
    """What a link about a change says: signed, so that it need not be stored anywhere."""
    return signing.dumps([change.pk, side], salt=CHANGE_SALT)


def read_change(token: str, *sides: str) -> tuple[accounts.EmailChange | None, str]:
    """The open change of a link to one of these sides, or none."""
    try:
        pk, side = signing.loads(token, salt=CHANGE_SALT, max_age=CHANGE_HOLDS)
    except signing.BadSignature:
        return None, ""
    change = accounts.EmailChange.objects.open().select_related("member").filter(pk=pk).first()
    return (change, side) if side in sides else (None, "")


def _confirm(address: EmailAddress) -> None:
    url = _url("account_confirm_email", key=EmailConfirmationHMAC(address).key)
    _send("email_confirmation_signup", address.email, url=url)


def _doors() -> dict[str, str]:
    names = {"login_url": "login", "reset_url": "reset_password", "signup_url": "signup"}
    return {key: _url(f"account_{name}") for key, name in names.items()}


def _send(kind: str, email: str, *, language: str = "", **context: object) -> None:
    try:
        with transaction.atomic():  # a mail that could not be sent does not count
            if kind in ASKED_FOR_BY_ANYBODY:
                for limit in (PER_HOUR, PER_DAY):
                    limit.hit(f"{kind}-{mailbox(email)}")
            send(f"account/{kind}", to=email, context=context, language=language)
    except TooMany:
        log.info("no further mail %s to a mailbox that got enough of them", kind)


def _url(name: str, **kwargs: str) -> str:
    return settings.SITE_URL + reverse(name, kwargs=kwargs)
