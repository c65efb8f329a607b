"""The list of reasons for decisions, with the words that authors read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from forum.models import Reason, ReasonMessage, Use
from portal.audit import AuditEvent

KEEP = "forum.keep_rules"


class ReasonForm(forms.ModelForm):
    uses = forms.TypedMultipleChoiceField(
        label="Can be given for",
        choices=Use.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Please choose for what it can be given."},
    )


class MessageInline(admin.StackedInline):
    model = ReasonMessage
    extra = 0
    min_num = 1
    verbose_name_plural = "Words to begin with, by the author's language"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(KEEP)

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("forum.view_reason")


@admin.register(Reason)
class ReasonAdmin(admin.ModelAdmin):
    """Nothing is deleted: what was given as a reason stays on record, and is put out of use."""

    form = ReasonForm
    inlines = [MessageInline]
    list_display = ["label", "ground", "active"]
    actions = None
    view_on_site = False
    fields = ["label", "code", "uses", "ground", "rule", "active", "order", "preview"]

    class Media:
        css = {"all": ["css/admin-queue.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reason]:
        return super().get_queryset(request).prefetch_related("messages")

    def get_readonly_fields(self, request: HttpRequest, obj: Reason | None = None) -> list[str]:
        return ["code", "preview"] if obj else ["preview"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(KEEP)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(KEEP)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Reason, *args: Any) -> None:
        request.before = Reason.objects.get(pk=obj.pk).as_recorded() if obj.pk else {}
        super().save_model(request, obj, *args)

    def save_related(self, request: HttpRequest, form: ReasonForm, *args: Any) -> None:
        """What it was before stays on record, in the words themselves."""
        super().save_related(request, form, *args)
        reason = form.instance
        AuditEvent.changed(
            by=request.user, subject=f"Reason “{reason.code}”", before=request.before,
            after=reason.as_recorded(),
        )  # fmt: skip

    @admin.display(description="What the author reads")
    def preview(self, reason: Reason) -> SafeString | str:
        if reason.pk is None:
            return "Shown here once it is saved."
        return render_to_string("admin/forum/reason/_preview.html", {"reason": reason})
