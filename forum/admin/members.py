"""One member as moderators know them: a timeline, notes, and an address behind a recorded click."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from forum import timeline
from forum.admin.read_only import ReadOnlyAdmin
from forum.fields import TidyField
from forum.models import StaffNote
from forum.querysets import moderates
from portal.audit import AuditEvent
from portal.models import User
from portal.verbs import sent

SEE_ADDRESSES = "forum.see_addresses"


class NoteForm(forms.Form):
    text = TidyField(
        label="New note",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only moderators read it. It cannot be changed later.",
        error_messages={"required": "Please write the note first."},
    )


class WhyForm(forms.Form):
    reason = TidyField(
        label="Why do you need it?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept on record, beside your name.",
        error_messages={"required": "Please say why. It stays on record."},
    )


@admin.register(StaffNote)
class StaffNoteAdmin(ReadOnlyAdmin):
    """Notes are read and written on the timeline of their member."""

    list_display = ["text", "member", "by", "at"]
    list_select_related = ["member", "by"]
    sortable_by = ()
    fields = readonly_fields = ["member", "text", "by", "at"]

    class Media:
        css = {"all": ["css/admin-queue.css", "css/admin-record.css"]}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return moderates(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return moderates(request.user)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("of/<int:pk>/", view(self.timeline), name="portal_user_timeline"),
            path("of/<int:pk>/address/", view(self.address), name="portal_user_address"),
            *super().get_urls(),
        ]

    def timeline(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Everything about one member, and a form for a note."""
        if not moderates(request.user):
            raise PermissionDenied
        member = get_object_or_404(User.objects.defer("email"), pk=pk)
        form = NoteForm(sent(request))
        if request.method == "POST" and form.is_valid():
            StaffNote.objects.create(member=member, by=request.user, **form.cleaned_data)
            messages.success(request, "Noted.")
            return redirect("admin:portal_user_timeline", pk)
        asked = request.GET.get("after", "")
        after = timeline.Cursor.read(asked)
        if asked and not after:
            raise Http404("No such place in the timeline")
        entries, more = timeline.page(member, after)
        return self._show(
            request, "timeline", f"{member}", member=member, form=form, entries=entries,
            more=more, later=after, sees_addresses=request.user.has_perm(SEE_ADDRESSES),
        )  # fmt: skip

    def address(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say why, then see it once. Nothing of it is kept by any browser or cache."""
        if not (moderates(request.user) and request.user.has_perm(SEE_ADDRESSES)):
            raise PermissionDenied
        member = get_object_or_404(User, pk=pk)
        form = WhyForm(sent(request))
        addresses = None
        if form.is_valid():
            AuditEvent.objects.create(
                what="revealed", member=member, by=request.user, reason=form.cleaned_data["reason"]
            )
            addresses = EmailAddress.objects.filter(user=member).order_by("-primary", "pk")
        return self._show(
            request, "address", f"The address of {member}", member=member, form=form,
            addresses=addresses,
        )  # fmt: skip

    def _show(
        self, request: HttpRequest, page: str, title: str, **context: Any
    ) -> TemplateResponse:
        context |= self.admin_site.each_context(request)
        context |= {"title": title, "opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"admin/forum/staffnote/{page}.html", context)


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """For administrators: who saw an address, and who changed what. Append-only."""

    list_display = ["at", "what", "subject_or_member", "reason", "by"]
    list_filter = ["what"]
    list_select_related = ["member", "by"]
    sortable_by = ()
    fields = readonly_fields = [
        "what",
        "member",
        "subject",
        "reason",
        "before",
        "after",
        "by",
        "at",
    ]

    @admin.display(description="About")
    def subject_or_member(self, event: AuditEvent) -> str:
        return event.subject or str(event.member or "a former member")
