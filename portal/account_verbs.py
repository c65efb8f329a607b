"""What an administrator does to an account in its owner's place, with a reason that is logged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from portal.accounts import mail
from portal.accounts.models import EmailChange
from portal.leaving.forms import ClosingForAnotherForm
from portal.leaving.models import AccountDeletion
from portal.models import User
from portal.verbs import VerbAdmin, sent


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the log: how you know that it is them, or who asked.",
    )


class AddressForm(ReasonForm):
    email = forms.EmailField(label="New e-mail address", max_length=254)
    field_order = ["email", "reason"]

    def clean_email(self) -> str:
        return get_adapter().clean_email(self.cleaned_data["email"].lower())


class CloseForm(ClosingForAnotherForm, ReasonForm):
    field_order = ["contributions", "quiet", "reason"]


class AccountVerbs(VerbAdmin):
    """Pages of UserAdmin for administrators only."""

    verbs = dict.fromkeys(["change_address", "close", "keep", "second_step"], "portal.change_user")

    def may_do(self, request: HttpRequest, verb: str) -> bool:
        """Nobody else, whatever permissions they were given."""
        return request.user.is_superuser

    def change_address(self, request: HttpRequest, member: User) -> HttpResponse:
        form = AddressForm(sent(request))
        return self._do(
            request, member, "Change the e-mail address", form,
            act=lambda: EmailChange.request(member, by=request.user, **form.cleaned_data),
            note="For a member who cannot read mail at the old address. The new mailbox must "
            "confirm; the old one is told, and can stop it.",
        )  # fmt: skip

    def close(self, request: HttpRequest, member: User) -> HttpResponse:
        form = CloseForm(sent(request))
        return self._do(
            request, member, "Close the account", form,
            act=lambda: AccountDeletion.request(member, by=request.user, **form.cleaned_data),
            note="It waits for 14 days, in which the member or you can keep it. Then nothing that "
            "says who it was is left.",
        )  # fmt: skip

    def keep(self, request: HttpRequest, member: User) -> HttpResponse:
        waiting = AccountDeletion.objects.of(member)
        return self._do(
            request, member, "Keep the account after all", ReasonForm(sent(request)),
            act=lambda: waiting and waiting.cancel(),
            note="The account stays, with everything in it.",
        )  # fmt: skip

    def second_step(self, request: HttpRequest, member: User) -> HttpResponse:
        return self._do(
            request, member, "Turn off the second step", ReasonForm(sent(request)),
            act=lambda: turn_off_second_step(member),
            note="For a member who has lost the phone and the recovery codes. Make sure that it is "
            "them: the password alone is then enough. They are told by e-mail.",
        )  # fmt: skip

    def _do(
        self,
        request: HttpRequest,
        member: User,
        title: str,
        form: forms.Form,
        *,
        act: Callable[[], Any],
        note: str,
    ) -> HttpResponse:
        """The same for each: a note before, and the reason in the log afterwards."""
        if not member.is_active:
            raise Http404("An account that is gone")
        logged = f"{title}: {form.cleaned_data['reason']}" if form.is_valid() else ""
        return self.do(
            request, member, title=title, button=title, form=form, act=act,
            done="Done, and logged.", logged=logged, notes=[note],
        )  # fmt: skip


@transaction.atomic
def turn_off_second_step(member: User) -> None:
    member.authenticator_set.all().delete()
    member.sessions.all().delete()
    mail.notice("totp_deactivated", member.email)
