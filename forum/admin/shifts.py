"""The rota as moderators see it: who is on call in the next two weeks, and one's own part in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles.desk import DeskAdmin, sent
from forum.admin.shift_forms import HandOverForm, LimitForm, OwnShiftForm, ShiftForm
from forum.duty import handing_over, rest, rota
from forum.models import DutyLimit, Shift, ShiftNote

MODERATE = "forum.moderate"
#: Days that the rota shows.
SHOWN = 14


@admin.register(Shift)
class ShiftAdmin(DeskAdmin):
    """Lead moderators plan for everybody; others enter and leave their own."""

    form = ShiftForm
    verbs = dict.fromkeys(["leave", "skip"], MODERATE)

    class Media:
        css = {"all": ["css/admin-queue.css", "css/admin-duty.css"]}

    def get_urls(self) -> list[URLPattern]:
        own = {
            "enter": self.enter, "limit": self.limit, "hand_over": self.hand_over,
        }  # fmt: skip
        wrap = self.admin_site.admin_view
        return [
            *(path(f"{verb}/", wrap(own[verb]), name=f"forum_shift_{verb}") for verb in own),
            path("note/<int:pk>/", wrap(self.read), name="forum_shift_read"),
            *super().get_urls(),
        ]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(MODERATE)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("forum.delete_shift")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Shift]:
        return super().get_queryset(request).select_related("moderator")

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        if self.has_change_permission(request, obj) or obj is None:
            return super().get_form(request, obj, **kwargs)
        return forms.modelform_factory(Shift, fields=[])

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        if obj and not self.has_change_permission(request, obj):
            return ["moderator", "starts_at", "ends_at", "weekly", "repeats_until"]
        return ["moderator", "day", "starts", "ends", "weekly", "repeats_until"]

    # --- The rota -------------------------------------------------------------------------------
    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The next two weeks, day by day, with the hours for which nobody is there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        now = timezone.now()
        context = self._context(request, "Who is on call") | {
            "days": rota.days(timezone.localdate(), SHOWN),
            "here": rota.on_call(now),
            "mine": list(self.get_queryset(request).of(request.user, now)),
            "zone": rota.zone_in_words(now),
            "may_plan": request.user.has_perm("forum.keep_rota"),
            "limit": rest.limit_of(request.user),
        }
        return TemplateResponse(request, "admin/forum/shift/rota.html", context)

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        own = {"title": title, "opts": self.opts, "media": self.media}
        return self.admin_site.each_context(request) | own

    # --- One's own part -------------------------------------------------------------------------
    def enter(self, request: HttpRequest) -> HttpResponse:
        form = OwnShiftForm(sent(request), instance=Shift(moderator=request.user))
        return self._own(request, form, "Add a shift of yours", "You are on call then. Thank you.")

    def limit(self, request: HttpRequest) -> HttpResponse:
        mine = DutyLimit.objects.filter(moderator=request.user).first()
        form = LimitForm(sent(request), instance=mine or DutyLimit(moderator=request.user))
        return self._own(request, form, "How much is enough", "It is kept. Nobody else sees it.")

    def _own(self, request: HttpRequest, form: Any, title: str, done: str) -> HttpResponse:
        if not request.user.has_perm(MODERATE):
            raise PermissionDenied
        if request.method == "POST" and form.is_valid():
            form.save()
            self.message_user(request, done, messages.SUCCESS)
            return redirect("admin:forum_shift_changelist")
        context = self._context(request, title) | {"form": form, "zone": rota.zone_in_words()}
        return TemplateResponse(request, "admin/forum/shift/own.html", context)

    def leave(self, request: HttpRequest, shift: Shift) -> HttpResponse:
        self._must_be_own(request, shift)
        weekly = "It comes round no more." if shift.weekly else ""
        return self.do(
            request, shift, title="Leave this shift", button="Leave it",
            form=forms.Form(sent(request)), act=Shift.objects.filter(pk=shift.pk).delete,
            done="You are not on call then.", notes=[f"{shift}. {weekly}"],
        )  # fmt: skip

    def skip(self, request: HttpRequest, shift: Shift) -> HttpResponse:
        """Not on one day: ill, away, or simply tired."""
        self._must_be_own(request, shift)
        day = _day(request.GET.get("day", ""))
        if day is None or not shift.weekly:
            return self.refuse(request, shift, "Please choose a day in the rota.")
        return self.do(
            request, shift, title=f"Not on {day:%A} {day.day} {day:%B}",
            button="I cannot, that day", form=forms.Form(sent(request)),
            act=lambda: shift.skip(day),
            done="Noted. The rota shows the gap.", notes=[str(shift)],
        )  # fmt: skip

    def _must_be_own(self, request: HttpRequest, shift: Shift) -> None:
        if shift.moderator_id != request.user.pk and not request.user.has_perm("forum.keep_rota"):
            raise PermissionDenied

    def back(self, page: Any) -> HttpResponse:
        return redirect("admin:forum_shift_changelist")

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        self.message_user(request, f"Planned: {obj}.", messages.SUCCESS)
        return self.back(obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self.message_user(request, f"Planned: {obj}.", messages.SUCCESS)
        return self.back(obj)

    # --- The end of a shift ---------------------------------------------------------------------
    def hand_over(self, request: HttpRequest) -> HttpResponse:
        """Leave a note, and give back or pass on what one is looking at."""
        if not request.user.has_perm(MODERATE):
            raise PermissionDenied
        held = handing_over.held_by(request.user)
        form = HandOverForm(sent(request), by=request.user, holds=bool(held))
        if request.method == "POST" and form.is_valid():
            count = handing_over.hand_over(by=request.user, **form.cleaned_data)
            passed = f" {count} item{'' if count == 1 else 's'} handed over." if count else ""
            self.message_user(request, f"Thank you.{passed} Rest well.", messages.SUCCESS)
            return redirect("admin:index")
        context = self._context(request, "Hand over") | {"form": form, "held": held}
        return TemplateResponse(request, "admin/forum/shift/hand_over.html", context)

    def read(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(MODERATE):
            raise PermissionDenied
        if request.method == "POST":
            get_object_or_404(ShiftNote, pk=pk).read(by=request.user)
        there = request.POST.get("back", "")
        return redirect(
            f"admin:{there}" if there in {"index"} else "admin:forum_reviewitem_changelist"
        )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
