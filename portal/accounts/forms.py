"""allauth's forms in our words, with what each field is for told to browsers and managers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import get_random_string

from portal.accounts import languages, mail, passwords, pseudonyms
from portal.accounts.disposable import is_disposable
from portal.accounts.models import Footprint
from portal.honeypot import UnhurriedForm
from portal.limits import Limit, TooMany, in_words, network
from portal.models import Language, User

HELP_WITH_NEW = (
    "At least 12 characters. Three or four words that have nothing to do with each other make a "
    "good password. You may paste it from a password manager."
)
HELP_WITH_CODE = "The six digits that your app shows now, or one of your recovery codes."


class InOurWords(forms.Form):
    """Takes allauth's placeholders away: they vanish when people need them."""

    labels: dict[str, str] = {}
    helps: dict[str, str] = {}
    complete: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One field with the new password is enough: it can be chosen anew at any time.
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.error_messages["required"] = "Please fill this in."
            if name in self.complete:
                field.widget.attrs["autocomplete"] = self.complete[name]
            if isinstance(field.widget, forms.PasswordInput):
                _limit(field, passwords.MAX_LENGTH)
            if isinstance(field, forms.EmailField):
                _limit(field, User._meta.get_field("email").max_length)
                field.error_messages["invalid"] = "Please enter a complete e-mail address."


def _limit(field: forms.Field, length: int) -> None:
    """Refuse what is longer, before it is looked up or hashed."""
    field.validators.append(MaxLengthValidator(length))


class LoginForm(InOurWords, account.LoginForm):
    labels = {"login": "E-mail address", "password": "Password"}
    complete = {"login": "username"}


def _to_keep(email: str) -> str:
    """An address that its owner can still read later. Raises ValidationError."""
    if is_disposable(email):
        raise forms.ValidationError(
            "This is a mailbox to be thrown away. Please give one that you can read later as well: "
            "it is your way back into your account. Nobody else ever sees it.",
            code="disposable",
        )
    return email


class SignupForm(InOurWords, UnhurriedForm, account.SignupForm):
    labels = {
        "email": "E-mail address",
        "username": "The name others will see",
        "password1": "Password",
        "language": "Language of our e-mails",
    }
    helps = {
        "email": "Never shown to anybody. We send you a link to confirm it.",
        "username": (
            "Not your real name, and not that of your child. For example “night owl” or "
            "“mum of two”. 3 to 30 letters or digits."
        ),
        "password1": HELP_WITH_NEW,
    }
    complete = {"username": "nickname"}
    language = forms.ChoiceField(choices=Language, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = languages.of_browser(context.request)

    def clean_email(self) -> str:
        return _to_keep(super().clean_email())

    def clean(self) -> dict[str, Any]:
        """Counts each account, so that one network does not make hundreds."""
        values = super().clean()
        most = settings.SIGNUPS_PER_NETWORK
        if most and not self.errors:
            try:
                Limit("signup-network", most, timedelta(days=1)).hit(network(context.request))
            except TooMany as error:
                self.add_error(
                    None,
                    "Several accounts were made today from the network that you use, for example "
                    "in a hospital. So that nobody floods this place, the next one can be made in "
                    f"{in_words(error.wait)}, or now from another network. Reading needs none.",
                )
        return values

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Answers the same for a known address as for a new one, after the same work."""
        try:
            with transaction.atomic():
                if not self.account_already_exists:
                    member, response = super().try_save(request)
                    if member:
                        Footprint.objects.leave(member, request)
                    return member, response
                self.save_for_nobody(request)
                transaction.set_rollback(True)
        except IntegrityError as error:
            # Somebody else was faster by a moment: with this name, or with this address.
            if "pseudonym" in str(error):
                messages.error(request, get_adapter().error_messages["username_taken"])
                return None, redirect("account_signup")
        self.account_already_exists = True
        pseudonyms.reserve(self.cleaned_data["username"])
        return super().try_save(request)

    def save_for_nobody(self, request: HttpRequest) -> None:
        """An account with an address that nobody has, to be undone at once."""
        email = self.cleaned_data["email"]
        self.cleaned_data["email"] = f"{get_random_string(20)}@example.invalid"
        self.account_already_exists = False
        self.save(request)
        self.cleaned_data["email"] = email


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    labels = {"email": "E-mail address"}
    complete = {"email": "username"}

    def clean_email(self) -> str:
        """Looks nobody up: whether there is an account is the worker's business."""
        return get_adapter().clean_email(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        mail.send_reset.enqueue(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class ResendForm(ResetPasswordForm):
    """Asks for the link that confirms an address once more."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        mail.send_again.enqueue(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    labels = {"password1": "New password"}
    helps = {"password1": HELP_WITH_NEW}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    labels = {"oldpassword": "Password you have now", "password1": "New password"}
    helps = {"password1": HELP_WITH_NEW}


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    labels = {"password1": "New password"}
    helps = {"password1": HELP_WITH_NEW}


class EmailChangeForm(InOurWords):
    labels = {"email": "New e-mail address"}
    helps = {"email": "We send a link to this address and to the one you have now."}
    complete = {"email": "email"}

    email = forms.EmailField()

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        self.member = member
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        """Looks nobody else up: whose address it is, is the worker's business."""
        email = get_adapter().clean_email(self.cleaned_data["email"].lower())
        if email == self.member.email.lower():
            raise get_adapter().validation_error("duplicate_email")
        return _to_keep(email)


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    labels = {"password": "Password"}


class CodeForm(InOurWords):
    labels = {"code": "Code"}
    helps = {"code": HELP_WITH_CODE}
    complete = {"code": "one-time-code"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}
        _limit(self.fields["code"], 30)


class AuthenticateForm(CodeForm, mfa.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(CodeForm, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(CodeForm, totp.ActivateTOTPForm):
    labels = {"code": "Code from your app"}
    helps = {"code": "The six digits that your app shows now."}
