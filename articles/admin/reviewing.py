"""Reviewers, how long a review holds, and who was asked for one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.admin.signing import link_page
from articles.desk import DeskAdmin, sent, waiting
from articles.forms.reviewing import ReasonForm, SendBackForm
from articles.models import Reviewer, ReviewPolicy, ReviewRequest
from articles.reviewing import requests, signing
from portal.models import User
from portal.states import IllegalMove

#: No credential holds for longer without a new look.
LONGEST = timedelta(days=5 * 366)


class ReviewerForm(forms.ModelForm):
    """A date that nobody need act on would be none."""

    def clean_checked_on(self) -> date:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise ValidationError("This day is still to come. When did you check the credential?")
        return day

    def clean_valid_until(self) -> date:
        day = self.cleaned_data["valid_until"]
        if day > timezone.localdate() + LONGEST:
            raise ValidationError("Choose a day within five years: it must be checked again then.")
        return day


class PolicyForm(forms.ModelForm):
    months = forms.IntegerField(
        min_value=1,
        max_value=36,
        help_text="From one review to the next, 1 to 36. It counts for what is signed from now on: "
        "days that were signed for stay as they are.",
    )
    grace_days = forms.IntegerField(
        min_value=0,
        max_value=180,
        help_text="Days after that date until treatment sections fold and search engines are asked "
        "to drop the page, 0 to 180. It counts for every page from now on.",
    )


class CredentialFilter(admin.SimpleListFilter):
    title = "credential"
    parameter_name = "credential"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("to-check", f"To be checked again within {waiting.SOON} days, or overdue")]

    def queryset(self, request: HttpRequest, reviewers: QuerySet) -> QuerySet[Reviewer]:
        to_check = waiting.credentials_to_check()
        return reviewers.filter(to_check) if self.value() == "to-check" else reviewers


@admin.register(Reviewer)
class ReviewerAdmin(DeskAdmin):
    """Administrators check the credential; editors and reviewers see who may sign."""

    form = ReviewerForm
    change_form_template = "admin/articles/reviewer/change_form.html"
    verbs = {
        "leave": "articles.change_reviewer",
        "come_back": "articles.change_reviewer",
        "withdraw": "articles.change_reviewer",
    }
    list_display = ["name", "role", "state", "may_sign_now", "valid_until"]
    list_filter = ["state", CredentialFilter]
    search_fields = ["name", "role"]
    fields = [
        "user", "name", "role", "credential", "interests", "checked_on", "valid_until", "state",
        "state_reason", "state_changed_at",
    ]  # fmt: skip
    readonly_fields = ["state", "state_reason", "state_changed_at"]
    WITHDRAWING = [
        "This cannot be undone.",
        "Readers of the pages below see no review by this person any more.",
        "Each of those pages that is published becomes a task for the editors.",
        "Their account may still enter the admin and read drafts: take that away under Users.",
        "The record of what was signed stays as it is.",
    ]

    def get_fields(self, request: HttpRequest, obj: Reviewer | None = None) -> list[str]:
        if obj is None:
            return self.fields[:-3]
        # Their account may have another name in the forum, which is nobody else's business; why
        # somebody was withdrawn is for those who decide on the pages.
        decides = request.user.has_perm("articles.edit")
        fields = [name for name in self.fields if decides or name != "state_reason"]
        return fields if request.user.is_superuser else fields[1:]

    def get_readonly_fields(self, request: HttpRequest, obj: Reviewer | None = None) -> list[str]:
        return [*self.readonly_fields, "user"] if obj else self.readonly_fields

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Only accounts that could sign: a list of all members would be long, and their matter."""
        if db_field.name == "user":
            could = User.objects.filter(is_staff=True, is_active=True, reviewer=None)
            by_group = could.filter(groups__permissions__codename="sign")
            kwargs["queryset"] = (by_group | could.filter(is_superuser=True)).distinct()
            kwargs["help_text"] = (
                "Somebody who is not in this list needs an account with a second step, which may "
                "enter the admin and is in the group Clinical reviewer."
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, reviewer: Reviewer, form: forms.ModelForm, change: bool
    ) -> None:
        # Not the whole row: they may have been withdrawn since it was read.
        reviewer.save(update_fields=form.changed_data if change else None)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        pk = object_id if object_id.isdecimal() and len(object_id) < 18 else 0
        reviewer = Reviewer.objects.filter(pk=pk).select_related("user").first()
        context = {"signed": signing.signed_by(reviewer.user)} if reviewer else {}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | context)

    @admin.display(description="may sign", boolean=True)
    def may_sign_now(self, reviewer: Reviewer) -> bool:
        return reviewer.may_sign

    # --- Verbs ---
    def leave(self, request: HttpRequest, reviewer: Reviewer) -> HttpResponse:
        return self.do(
            request, reviewer, title=f"{reviewer.name} leaves", button="Leaves",
            form=forms.Form(sent(request)), act=reviewer.leave,
            done=f"{reviewer.name} signs no more. What they signed stands.",
            notes=["They sign no more, and nobody waits for them. What they signed stands."],
        )  # fmt: skip

    def come_back(self, request: HttpRequest, reviewer: Reviewer) -> HttpResponse:
        return self.do(
            request, reviewer, title=f"{reviewer.name} comes back", button="May sign again",
            form=forms.Form(sent(request)), act=reviewer.come_back,
            done=f"{reviewer.name} may sign again, while the credential is valid.",
        )  # fmt: skip

    def withdraw(self, request: HttpRequest, reviewer: Reviewer) -> HttpResponse:
        if reviewer.state == Reviewer.State.WITHDRAWN:
            return self.refuse(request, reviewer, f"{reviewer.name} is withdrawn already.")
        form = ReasonForm(sent(request))
        return self.do(
            request, reviewer, title=f"Withdraw {reviewer.name}", button="Withdraw", form=form,
            act=lambda: reviewer.withdraw(because=form.cleaned_data["because"]),
            done=f"{reviewer.name} is withdrawn. Everything that they signed is listed below.",
            template="admin/articles/reviewer/withdraw.html", notes=self.WITHDRAWING,
            signed=signing.signed_by(reviewer.user),
        )  # fmt: skip


@admin.register(ReviewPolicy)
class ReviewPolicyAdmin(DeskAdmin):
    """One row for each kind of article. Days that were signed for stay as they are."""

    form = PolicyForm
    list_display = ["kind", "months", "grace_days"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["kind"] if obj else []


class WhoseFilter(admin.SimpleListFilter):
    """Requests by who has to act."""

    title = "who is asked"
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "Waiting for me"), ("sent-back", "Sent back to me"), ("asked", "I asked")]

    def queryset(self, request: HttpRequest, asked: QuerySet) -> QuerySet[ReviewRequest]:
        if self.value() == "me":
            return asked.filter(pk__in=ReviewRequest.objects.waiting_for(request.user).values("pk"))
        if self.value() == "sent-back":
            back = ReviewRequest.objects.sent_back_to(request.user)
            return asked.filter(pk__in=back.values("pk"))
        return asked.filter(asked_by=request.user) if self.value() == "asked" else asked


@admin.register(ReviewRequest)
class ReviewRequestAdmin(DeskAdmin):
    """What somebody was asked, and what became of it. It is asked on the page of the article."""

    change_form_template = "admin/articles/reviewrequest/change_form.html"
    verbs = {
        "send_back": "articles.sign",
        "link": "articles.edit",
        "cancel": "articles.edit",
    }
    list_display = ["text", "whom", "state", "who_asked", "asked_at", "answer_by"]
    list_filter = [WhoseFilter, "state"]
    search_fields = ["revision__title", "reviewer__name"]
    ordering = ["-pk"]  # see get_ordering(); without it the list says that it is sorted
    fields = [
        "text", "whom", "state", "who_asked", "asked_at", "answer_by", "message", "answer",
        "closed_at", "link_state",
    ]  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReviewRequest]:
        return super().get_queryset(request).for_list()

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return requests.order_for(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        asked = context["original"]
        context["may_answer"] = asked.may_be_answered_by(request.user)
        context["newer"] = asked.revision.article.latest != asked.revision
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="text")
    def text(self, asked: ReviewRequest) -> str:
        return str(asked.revision)

    @admin.display(description="whom")
    def whom(self, asked: ReviewRequest) -> str:
        return asked.reviewer.name if asked.reviewer else "Any reviewer"

    @admin.display(description="asked by")
    def who_asked(self, asked: ReviewRequest) -> str:
        """The name alone: Django would link to the account, which is for administrators."""
        return asked.asked_by.pseudonym if asked.asked_by else "A former member"

    @admin.display(description="link for reading")
    def link_state(self, asked: ReviewRequest) -> str:
        if asked.link_hash is None:
            return "None was made"
        if asked.link_opened_at:
            return f"Opened on {asked.link_opened_at:%-d %B %Y, %H:%M}"
        until = f"{asked.link_expires_at:%-d %B %Y, %H:%M}"
        if asked.state != asked.State.OPEN or asked.link_expires_at <= timezone.now():
            return f"Not opened, and it opens no more; it was to open until {until}"
        return f"Not opened yet; it opens until {until}"

    # --- Verbs ---
    def send_back(self, request: HttpRequest, asked: ReviewRequest) -> HttpResponse:
        if not asked.may_be_answered_by(request.user):
            return self.refuse(request, asked, "Only the reviewer who was asked can send it back.")
        form = SendBackForm(sent(request))
        return self.do(
            request, asked, title=f"Send back “{asked.revision.title}”", button="Send back",
            form=form, done="Sent back. Whoever asked you gets an e-mail.",
            act=lambda: asked.send_back(by=request.user, answer=form.cleaned_data["answer"]),
        )  # fmt: skip

    def link(self, request: HttpRequest, asked: ReviewRequest) -> HttpResponse:
        form = forms.Form(sent(request))
        if form.is_valid():
            try:
                response = link_page(self, request, asked)
            except IllegalMove as refusal:
                form.add_error(None, f"No link was made. {refusal}")
            else:
                self.log_change(request, asked, "Made a link that opens the text once.")
                return response
        # Only to show it: what was valid has been done above.
        return self.do(
            request, asked, title=f"A link to “{asked.revision.title}”", button="Make a link",
            form=form, act=lambda: None, done="",
            notes=[
                "Whoever has the link can read the text once, within 14 days, without an account.",
                "An earlier link for this request stops working.",
            ],
        )  # fmt: skip

    def cancel(self, request: HttpRequest, asked: ReviewRequest) -> HttpResponse:
        return self.do(
            request, asked, title=f"Nobody need review “{asked.revision.title}”",
            button="Cancel the request", form=forms.Form(sent(request)), act=asked.cancel,
            done="Cancelled. Nobody waits for it any more.",
        )  # fmt: skip
