"""Cases: worries about somebody's safety, and the guidance that lead moderators keep."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles.desk import DeskAdmin, sent
from articles.forms import widgets
from forum.admin.case_forms import LevelForm, NoteForm, OpenForm, PointsForm, RoadForm
from forum.admin.filters import StateFilter
from forum.models import Guidance, Question, ReviewItem, SafeguardingCase
from forum.models.safeguarding import road_of
from forum.wording import ago
from portal.states import IllegalMove

MODERATE = "forum.moderate"


class CaseFilter(StateFilter):
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "Open"), ("decided", "Closed"), ("all", "All")]


@admin.register(SafeguardingCase)
class SafeguardingCaseAdmin(DeskAdmin):
    """The gravest on top. Nothing of a case is changed but by its verbs, and nothing is deleted."""

    verbs = dict.fromkeys(
        ["note", "points", "level", "road", "audience", "second", "give_back", "close", "reopen"],
        MODERATE,
    )
    list_display = ["name", "level", "road", "state", "opened"]
    list_filter = [CaseFilter]
    show_facets = admin.ShowFacets.NEVER
    sortable_by = ()

    class Media:
        css = {"all": ["css/admin-queue.css", "css/admin-duty.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[SafeguardingCase]:
        return SafeguardingCase.objects.for_list()

    def get_ordering(self, request: HttpRequest) -> tuple[()]:
        return ()  # as the list has it

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(MODERATE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a case is opened from what it is about

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.open_view)
        return [path("open/", view, name="forum_safeguardingcase_open"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Worries about somebody’s safety"})

    # --- What it says ---------------------------------------------------------------------------
    @admin.display(description="Case")
    def name(self, case: SafeguardingCase) -> str:
        return str(case)

    @admin.display(description="Opened")
    def opened(self, case: SafeguardingCase) -> str:
        return f"{ago(case.opened_at)}, by {case.opened_by or 'the portal'}"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not re.fullmatch(r"[0-9]{1,18}", object_id):
            raise Http404("No such case")
        case = get_object_or_404(SafeguardingCase.objects.select_related("item"), pk=object_id)
        context = self.admin_site.each_context(request) | {
            "title": f"{case}: {case.get_road_display()}",
            "opts": self.opts,
            "case": case,
            "own": case.item.is_by(request.user),
            "points": case.points.select_related("done_by"),
            "events": case.events.select_related("by"),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/forum/safeguardingcase/case.html", context)

    # --- What is done ---------------------------------------------------------------------------
    def open_view(self, request: HttpRequest) -> HttpResponse:
        """Open a case by hand about what stands in an item."""
        if not request.user.has_perm(MODERATE):
            raise PermissionDenied
        number = request.GET.get("item", "")
        if not re.fullmatch(r"[0-9]{1,18}", number):
            raise Http404("No such item")
        item = get_object_or_404(ReviewItem, pk=number)
        form = OpenForm(sent(request), initial={"road": road_of(item)})
        if request.method == "POST" and form.is_valid():
            try:
                case = SafeguardingCase.objects.open_for(item, by=request.user, **form.cleaned_data)
            except IllegalMove as refusal:
                form.add_error(None, str(refusal))
            else:
                self.message_user(request, f"{case} is open.", messages.SUCCESS)
                return self.back(case)
        context = self.admin_site.each_context(request) | {
            "title": "Open a case", "button": "Open the case", "form": form, "opts": self.opts,
            "item": item,
        }  # fmt: skip
        return TemplateResponse(request, "admin/forum/safeguardingcase/open.html", context)

    def note(self, request: HttpRequest, case: SafeguardingCase) -> HttpResponse:
        form = NoteForm(sent(request))
        return self.do(
            request, case, title=f"Note on {case}", button="Keep the note", form=form,
            act=lambda: case.note(case.Act.NOTED, by=request.user, **form.cleaned_data),
            done="The note is kept.",
        )  # fmt: skip

    def points(self, request: HttpRequest, case: SafeguardingCase) -> HttpResponse:
        form = PointsForm(sent(request), case=case)
        return self.do(
            request, case, title=f"What is done ({case})", button="It is done", form=form,
            act=lambda: [case.done(each, by=request.user) for each in form.cleaned_data["done"]],
            done="Noted.", template="admin/forum/safeguardingcase/do.html",
        )  # fmt: skip

    def level(self, request: HttpRequest, case: SafeguardingCase) -> HttpResponse:
        form = LevelForm(sent(request), initial={"level": case.level})
        return self.do(
            request, case, title=f"How grave is it? ({case})", button="Set the level", form=form,
            act=lambda: case.set_level(by=request.user, **form.cleaned_data),
            done="The level is set.",
        )  # fmt: skip

    def road(self, request: HttpRequest, case: SafeguardingCase) -> HttpResponse:
        form = RoadForm(sent(request), initial={"road": case.road})
        return self.do(
            request, case, title=f"What kind of worry is it? ({case})", button="Choose it",
            form=form, act=lambda: case.set_road(by=request.user, **form.cleaned_data),
            done="Chosen. Its guidance and its points are below.",
        )  # fmt: skip

    def audience(self, request: HttpRequest, case: SafeguardingCase) -> HttpResponse:
        """The question to members only, or back to everybody."""
        if case.question is None:
            return self.refuse(request, case, "Only a question can be shown to members alone.")
        members, everyone = Question.Audience.MEMBERS, Question.Audience.EVERYONE
        hides = case.question.audience == everyone
        title = "Show it to members only" if hides else "Show it to everybody again"
        return self.do(
            request, case, title=f"{title} ({case})", button=title, form=forms.Form(sent(request)),
            act=lambda: case.show_to(members if hides else everyone, by=request.user),
            done="Done.", notes=["Its answers and comments go with it. Its author is not told."],
        )  # fmt: skip

    def second(self, request: HttpRequest, case: SafeguardingCase) -> HttpResponse:
        return self._write(
            request, case, case.ask_second, "Ask a second moderator",
            "Whoever is on call is told now.",
        )  # fmt: skip

    def give_back(self, request: HttpRequest, case: SafeguardingCase) -> HttpResponse:
        return self._write(request, case, case.give_back, "Give it back", "It is open again.")

    def close(self, request: HttpRequest, case: SafeguardingCase) -> HttpResponse:
        left = case.points.filter(done_at=None)
        notes = [f"Not ticked yet: {point.text}." for point in left]
        return self._write(request, case, case.close, "Close the case", "It is closed.", notes)

    def reopen(self, request: HttpRequest, case: SafeguardingCase) -> HttpResponse:
        return self._write(request, case, case.reopen, "Open it again", "It is open again.")

    def _write(
        self,
        request: HttpRequest,
        case: SafeguardingCase,
        act: Any,
        button: str,
        done: str,
        notes: list[str] | None = None,
    ) -> HttpResponse:
        form = NoteForm(sent(request))
        return self.do(
            request, case, title=f"{button} ({case})", button=button, form=form, done=done,
            act=lambda: act(by=request.user, text=form.cleaned_data["text"]), notes=notes or [],
        )  # fmt: skip


@admin.register(Guidance)
class GuidanceAdmin(DeskAdmin):
    """One for each kind of worry. Moderators read it, lead moderators write it."""

    list_display = ["road", "changed"]
    sortable_by = ()
    fields = ["look_at", "say", "not_promise", "involve", "checklist"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(MODERATE)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("forum.keep_guidance")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs["widget"] = widgets.lines(6)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="Changed")
    def changed(self, guidance: Guidance) -> str:
        if guidance.is_to_be_adapted:
            return "Not yet: to be adapted by your charity"
        return f"{guidance.changed_at:%-d %B %Y}, by {guidance.changed_by}"

    def save_model(self, request: HttpRequest, obj: Guidance, form: Any, change: bool) -> None:
        obj.changed_by, obj.changed_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)
