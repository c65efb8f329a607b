"""What somebody is asked before their account is given up."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import PasswordField
from allauth.mfa.utils import is_mfa_enabled
from django import forms

from portal.accounts.forms import (
    HELP_WITH_CODE,
    InOurWords,
    ReauthenticateByCodeForm,
    ReauthenticateForm,
)
from portal.leaving.models import AccountDeletion
from portal.models import User


class ClosingForm(InOurWords):
    """The choice, and the password with the second step where there is one."""

    helps = {
        "contributions": (
            "Without your name, other families can still learn from it. Either way your name is "
            "taken out of what others wrote on the same pages, and wherever they addressed or "
            "quoted you by it; and pictures and what you told of your family are deleted."
        ),
        "words": "For those who run the portal. Forgotten when the account is deleted.",
        "code": HELP_WITH_CODE,
    }
    complete = {"code": "one-time-code"}

    contributions = forms.ChoiceField(
        label="What you have written",
        choices=AccountDeletion.Contributions,
        widget=forms.RadioSelect,
        initial=AccountDeletion.Contributions.UNNAMED,
    )
    words = forms.CharField(
        label="Do you want to tell us why?",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    password = PasswordField(label="Password", autocomplete="current-password")
    code = forms.CharField(label="Code", widget=forms.TextInput(attrs={"inputmode": "numeric"}))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        if not is_mfa_enabled(user):
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """The code is tried after the password: each recovery code works only once."""
        cleaned = super().clean()
        for name, ask in [("password", ReauthenticateForm), ("code", ReauthenticateByCodeForm)]:
            if name in self.fields and not self.errors:
                asked = ask({name: cleaned[name]}, user=self.user)
                if not asked.is_valid():
                    self.add_error(name, asked.errors[name].as_data())
        return cleaned


class ClosingForAnotherForm(forms.Form):
    """The same choice, made in a member's place."""

    contributions = forms.ChoiceField(
        label="What they have written",
        choices=[
            (AccountDeletion.Contributions.UNNAMED, "Stays, without the name"),
            (AccountDeletion.Contributions.REMOVED, "Is removed"),
        ],
        widget=forms.RadioSelect,
        initial=AccountDeletion.Contributions.UNNAMED,
    )
    quiet = forms.BooleanField(
        label="Send no e-mails about it",
        required=False,
        help_text="Only when you are sure that the member has died, or that others read their "
        "mail: it protects whoever is alive, for they can keep the account for 14 days.",
    )
