"""Warning, restricting and suspending members, and lifting that again."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from forum.admin.read_only import ReadOnlyAdmin
from forum.fields import TidyField
from forum.models import Measure, Reason
from forum.models.moderation.reasons import Use
from portal.models import User
from portal.states import IllegalMove
from portal.verbs import sent

RESTRICT = "forum.restrict_members"
#: How long, in days; nothing: until somebody lifts it.
SPANS = [("3", "3 days"), ("7", "A week"), ("30", "30 days"), ("", "Until it is lifted")]


class MeasureForm(forms.Form):
    kind = forms.ChoiceField(
        label="What", choices=Measure.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Please choose what is to happen."},
    )  # fmt: skip
    days = forms.ChoiceField(
        label="How long", choices=SPANS, required=False, widget=forms.RadioSelect, initial="7"
    )
    reason = forms.ModelChoiceField(
        Reason.objects.active().filter(uses__contains=[Use.MEMBER]), to_field_name="code",
        error_messages={"required": "Please choose a reason. It stays on record."},
    )  # fmt: skip
    message = TidyField(
        label="Message to the member",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What happened, and what they can do now. Only they and moderators read it.",
        error_messages={"required": "They are owed words: what happened, and what they can do."},
    )

    def until(self) -> datetime | None:
        days = self.cleaned_data["days"]
        warning = self.cleaned_data["kind"] == Measure.Kind.WARN
        return None if warning or not days else timezone.now() + timedelta(days=int(days))


@admin.register(Measure)
class MeasureAdmin(ReadOnlyAdmin):
    list_display = ["member", "kind", "reason", "by", "at", "holds"]
    list_filter = ["kind"]
    list_select_related = ["member", "reason", "by"]
    sortable_by = ()
    fields = readonly_fields = [
        "member", "kind", "reason", "message", "by", "at", "until", "holds", "to_lift",
    ]  # fmt: skip

    class Media:
        css = {"all": ["css/admin-queue.css"]}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("take/", view(self.take), name="forum_measure_take"),
            path("<int:pk>/lift/", view(self.lift), name="forum_measure_lift"),
            *super().get_urls(),
        ]

    @admin.display(description="Holds", boolean=True)
    def holds(self, measure: Measure) -> bool:
        return measure.is_in_force

    @admin.display(description="Lift")
    def to_lift(self, measure: Measure) -> SafeString | str:
        if not measure.is_in_force:
            return "It is over."
        return format_html('<a href="{}">Lift it now</a>', "../lift/")

    def take(self, request: HttpRequest) -> HttpResponse:
        """A form about one member."""
        number = request.GET.get("member", "")
        if not request.user.has_perm(RESTRICT):
            raise PermissionDenied
        if not re.fullmatch("[0-9]{1,18}", number):
            raise Http404("No such member")
        member = get_object_or_404(User.objects.defer("email"), pk=number)
        form = MeasureForm(sent(request))
        if form.is_valid():
            chosen = {name: form.cleaned_data[name] for name in ("kind", "message")}
            try:
                Measure.objects.take(
                    member, by=request.user, reason=form.cleaned_data["reason"].code,
                    until=form.until(), **chosen,
                )  # fmt: skip
            except IllegalMove as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, f"Done, and {member} is told.")
                return redirect("admin:portal_user_timeline", member.pk)
        return self._page(request, f"About {member}", form=form, member=member, button="Do it")

    def lift(self, request: HttpRequest, pk: int) -> HttpResponse:
        measure = get_object_or_404(Measure.objects.select_related("member", "reason"), pk=pk)
        if not request.user.has_perm(RESTRICT):
            raise PermissionDenied
        if request.method == "POST":
            try:
                measure.lift(by=request.user)
                messages.success(request, f"Lifted, and {measure.member} is told.")
            except IllegalMove as refused:
                messages.error(request, str(refused))
            return redirect("admin:forum_measure_change", pk)
        return self._page(
            request, f"Lift: {measure}", measure=measure, member=measure.member, button="Lift it"
        )

    def _page(self, request: HttpRequest, title: str, **context: Any) -> TemplateResponse:
        context |= self.admin_site.each_context(request)
        context |= {"title": title, "opts": self.opts, "media": self.media}
        return TemplateResponse(request, "admin/forum/measure/verb.html", context)
