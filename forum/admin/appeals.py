"""Appeals as those see them who decide on them: what is due first on top."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from forum.admin.filters import StateFilter
from forum.admin.read_only import ReadOnlyAdmin
from forum.fields import TidyField
from forum.models import Appeal
from forum.querysets import moderates
from forum.wording import time_left
from portal.states import IllegalMove
from portal.verbs import sent

DECIDE = "forum.decide_appeals"


class AppealFilter(StateFilter):
    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "decided":
            return queryset.filter(decided_at__isnull=False)
        return queryset if self.value() == "all" else queryset.open()


class AppealDecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Decision",
        choices=Appeal.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose whether the decision stands."},
    )
    answer = TidyField(
        label="Answer to the author",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Say kindly what you looked at and why you decide so. It stays on record.",
        error_messages={"required": "The author is owed an answer in words."},
    )


@admin.register(Appeal)
class AppealAdmin(ReadOnlyAdmin):
    list_display = ["what", "due", "first_decided_by"]
    list_filter = [AppealFilter]
    sortable_by = ()

    class Media:
        css = {"all": ["css/admin-queue.css", "css/admin-record.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appeal]:
        related = ["statement__decision__by", "statement__decision__item", "decided_by"]
        return super().get_queryset(request).select_related(*related)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return moderates(request.user) and request.user.has_perm(DECIDE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Appeals"})

    @admin.display(description="Against")
    def what(self, appeal: Appeal) -> str:
        return f"{appeal.statement.about} {appeal.statement.act}"

    @admin.display(description="Due")
    def due(self, appeal: Appeal) -> SafeString | str:
        if not appeal.is_open:
            return f"{appeal.get_outcome_display()}, by {appeal.decided_by}"
        left = time_left(appeal.due_at)
        late = appeal.due_at < timezone.now()
        return format_html('<strong class="overdue">{}</strong>', left) if late else left

    @admin.display(description="First decided by")
    def first_decided_by(self, appeal: Appeal) -> str:
        return str(appeal.statement.by)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The appeal, what it is against, and the form to decide on it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        number = object_id if object_id.isascii() and object_id.isdigit() else "0"
        appeal = get_object_or_404(self.get_queryset(request), pk=number[:18])
        form = AppealDecisionForm(sent(request))
        if request.method == "POST" and form.is_valid():
            try:
                appeal.decide(by=request.user, **form.cleaned_data)
            except IllegalMove as refusal:
                messages.error(request, f"Nothing was changed. {refusal}")
            else:
                messages.success(request, f"{appeal.get_outcome_display()}. The author is told.")
                return redirect("admin:forum_appeal_changelist")
        context = self.admin_site.each_context(request) | {
            "title": f"Appeal: {self.what(appeal)}", "opts": self.opts,
            "media": self.media, "appeal": appeal, "statement": appeal.statement, "form": form,
            "may_decide": appeal.is_open and appeal.may_be_decided_by(request.user),
        }  # fmt: skip
        return TemplateResponse(request, "admin/forum/appeal/decide.html", context)
