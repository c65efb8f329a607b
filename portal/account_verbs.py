"""What an administrator does to an account in its owner's place, with a reason that is logged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from portal.accounts import mail
from portal.accounts.models import EmailChange
from portal.leaving.forms import ClosingForAnotherForm
from portal.leaving.models import AccountDeletion
from portal.models import User
from portal.states import IllegalMove


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


class AccountVerbs(admin.ModelAdmin):
    """Pages of UserAdmin for administrators only."""

    VERBS = {
        "change-address": ("Change the e-mail address", AddressForm),
        "close": ("Close the account", CloseForm),
        "keep": ("Keep the account after all", ReasonForm),
        "second-step": ("Turn off the second step", ReasonForm),
    }
    NOTES = {
        "change-address": "For a member who cannot read mail at the old address. The new mailbox "
        "must confirm; the old one is told, and can stop it.",
        "close": "It waits for 14 days, in which the member or you can keep it. Then nothing that "
        "says who it was is left.",
        "keep": "The account stays, with everything in it.",
        "second-step": "For a member who has lost the phone and the recovery codes. Make sure "
        "that it is them: the password alone is then enough. They are told by e-mail.",
    }

    def get_urls(self) -> list[Any]:
        verbs = [
            path(f"<int:pk>/{verb}/", self.admin_site.admin_view(self.page_of(verb)), name=name)
            for verb in self.VERBS
            for name in [f"portal_user_{verb.replace('-', '_')}"]
        ]
        return [*verbs, *super().get_urls()]

    def page_of(self, verb: str) -> Callable[..., HttpResponse]:
        def page(request: HttpRequest, pk: int) -> HttpResponse:
            if not request.user.is_superuser:
                raise PermissionDenied
            member = get_object_or_404(User, pk=pk, is_active=True)
            title, form_class = self.VERBS[verb]
            form = form_class(request.POST or None)
            if form.is_valid() and self.do(request, verb, member, form):
                self.log_change(request, member, f"{title}: {form.cleaned_data['reason']}")
                messages.success(request, "Done, and logged.")
                return redirect("admin:portal_user_change", pk)
            context = {"title": title, "note": self.NOTES[verb], "form": form, "member": member}
            context |= {"opts": self.opts} | self.admin_site.each_context(request)
            return render(request, "admin/portal/user/act.html", context)

        return page

    def do(self, request: HttpRequest, verb: str, member: User, form: forms.Form) -> bool:
        """False where the verb refuses; the form then says why."""
        asked = form.cleaned_data | {"by": request.user}
        try:
            match verb:
                case "change-address":
                    EmailChange.request(member, **asked)
                case "close":
                    AccountDeletion.request(member, **asked)
                case "keep":
                    if waiting := AccountDeletion.objects.of(member):
                        waiting.cancel()
                case "second-step":
                    member.authenticator_set.all().delete()
                    member.sessions.all().delete()
                    mail.notice("totp_deactivated", member.email)
        except IllegalMove as error:
            form.add_error(None, str(error))
            return False
        return True
