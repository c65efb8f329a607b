"""What we decide otherwise than allauth does."""

from __future__ import annotations

import ipaddress
import time
import unicodedata
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from qrcode import QRCode

from portal.accounts import languages, mail, pseudonyms, sessions
from portal.models import User

#: The cookie of a browser in which somebody has signed in before.
KNOWN_BROWSER = "__Host-known" if settings.HTTPS else "known"
KNOWN_BROWSER_AGE = 180 * 24 * 3600


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "duplicate_email": "This is already the e-mail address of your account.",
        "email_password_mismatch": (
            "This e-mail address and this password do not belong together. Please check both."
        ),
        "enter_current_password": "This is not the password you have now. Please try again.",
        "incorrect_code": "This code is not right, or no longer. Please take the newest one.",
        "incorrect_password": "This is not your password. Please try again.",
        "rate_limited": "There were too many tries. Please wait five minutes.",
        "too_many_login_attempts": "There were too many tries. Please wait five minutes.",
        "username_taken": (
            "Somebody already uses this name, or one very like it. Please choose another."
        ),
    }

    # --- Names and addresses --------------------------------------------------------------------
    def clean_username(self, username: str, shallow: bool = False) -> str:
        username = pseudonyms.clean(username)
        if not shallow and pseudonyms.is_taken(username):
            raise self.validation_error("username_taken")
        return username

    def clean_email(self, email: str) -> str:
        """Only addresses that mail programs read as one address, reachable from the internet."""
        local, _, domain = email.rpartition("@")
        odd = any(c in '"<>()[],;:\\%' or unicodedata.category(c)[0] in "CZ" for c in email)
        if odd or not local.isascii() or "." not in domain or len(local) > 64 or len(email) > 254:
            raise ValidationError("Please enter a complete e-mail address.", code="invalid")
        return email

    def save_user(
        self, request: HttpRequest, user: User, form: forms.Form, commit: bool = True
    ) -> User:
        user.language = form.cleaned_data.get("language") or languages.of_browser(request)
        return super().save_user(request, user, form, commit=commit)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address. X-Forwarded-For counts only as far as our own proxies write it."""
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        proxies = settings.TRUSTED_PROXIES
        believed = [hops[-proxies]] if 0 < proxies <= len(hops) else []
        for text in [*believed, request.META.get("REMOTE_ADDR", "")]:
            try:
                address = ipaddress.ip_address(text.strip())
            except ValueError:
                continue
            # allauth counts IPv6 by /64, in which all of IPv4 lies when it is written so.
            return str(getattr(address, "ipv4_mapped", None) or address)
        return "0.0.0.0"  # noqa: S104  (a Unix socket: everybody counts as one)

    # --- Mail -----------------------------------------------------------------------------------
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mail.notice(template_prefix.rpartition("/")[2], email)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Told whenever the way in was changed: then nobody else stays inside."""
        super().send_notification_mail(template_prefix, user, context, email)
        sessions.end_others(self.request, user)

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        mail.send_confirmation.enqueue(emailconfirmation.email_address.pk)

    def send_account_already_exists_mail(self, email: str) -> None:
        mail.notice("account_already_exists", email)

    # --- Signing in -----------------------------------------------------------------------------
    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts a try before anything is hashed; after too many, says what helps."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            response = render(request, "account/too_many.html", status=429)
            response["Retry-After"] = "300"
            raise ImmediateHttpResponse(response) from error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted per account, and apart for each browser known to it.

        So a stranger who tries passwords locks other strangers out, but not the owner. The host is
        no part of the key: a client may write it, port and all, in as many ways as it likes.
        """
        login = str(credentials.get("email") or credentials.get("username") or "").lower()
        known = request.get_signed_cookie(
            KNOWN_BROWSER, "", salt=KNOWN_BROWSER, max_age=KNOWN_BROWSER_AGE
        )
        owner, _, browser = known.partition(":")
        return f"{login}:{browser}" if owner == _owner(login) else login

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        sessions.begin(request)
        response.set_signed_cookie(
            KNOWN_BROWSER,
            f"{_owner(user.email)}:{get_random_string(16)}",
            salt=KNOWN_BROWSER,
            max_age=KNOWN_BROWSER_AGE,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for somebody who has signed in a moment ago: they have just proved it."""
        records = get_authentication_records(context.request, context.request.user)
        moment = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        if records and time.time() - records[-1]["at"] < moment:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def reauthenticate(self, user: User, password: str) -> bool:
        # allauth would try the pseudonym as well, and so hash twice.
        email = EmailAddress.objects.get_primary_email(user)
        found = self.authenticate(context.request, email=email, password=password)
        return found is not None and found.pk == user.pk

    def logout(self, request: HttpRequest) -> None:
        """Never by GET: a link in a mail for somebody else must not sign anybody out."""
        if request.method == "POST":
            super().logout(request)

    # --- Where to -------------------------------------------------------------------------------
    def is_safe_url(self, url: str | None) -> bool:
        """Only a path on this portal, and nothing that a browser could read as anything else."""
        return (
            bool(url)
            and len(url) <= 2_000
            and url.startswith("/")
            and "\\" not in url
            and not any(unicodedata.category(c)[0] in "CZ" for c in url)
            and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
        )

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages only: nobody needs the second, JSON face of these forms."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "You cannot turn this off.",
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": (
            "Please confirm your new e-mail address first, or cancel the change. "
            "Then you can add the second step."
        ),
    }

    def build_totp_svg(self, url: str) -> SafeString:
        """The picture for the app: black on white in both colour schemes, without inline style."""
        code = QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        dots = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
        )
        size = len(rows)
        return mark_safe(  # noqa: S308  (numbers only)
            f'<svg viewBox="0 0 {size} {size}" width="240" height="240" role="img" '
            f'aria-label="Code for your app" shape-rendering="crispEdges">'
            f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path d="{dots}"/></svg>'
        )


def _owner(email: str) -> str:
    return salted_hmac(KNOWN_BROWSER, email.lower(), algorithm="sha256").hexdigest()[:32]


def too_often(request: HttpRequest, action: str, *, key: str | None = None) -> bool:
    """Counts one of allauth's limited actions (ACCOUNT_RATE_LIMITS) for a view of ours."""
    return not ratelimit.consume(request, app="allauth.account", action=action, key=key)
