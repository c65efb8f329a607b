"""Requests of people without an account: "this is about me or my child", and closing an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.desk import DeskAdmin, sent
from forum.admin.filters import StateFilter
from forum.admin.request_forms import (
    AnswerForm,
    CheckForm,
    CloseForm,
    NoteForm,
    RefusalForm,
)
from forum.models import PrivacyRequest
from forum.request_mail import answer_context
from forum.wording import time_left

HANDLE, CLOSE = "forum.handle_requests", "portal.change_user"


class RequestFilter(StateFilter):
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "Open"), ("decided", "Closed"), ("all", "All")]


@admin.register(PrivacyRequest)
class PrivacyRequestAdmin(DeskAdmin):
    """What waits longest on top. The requester's address is behind a click that is recorded."""

    verbs = {
        "take": HANDLE, "note": HANDLE, "reveal": HANDLE, "identify": HANDLE, "answer": HANDLE,
        "refuse": HANDLE, "close_account": CLOSE,
    }  # fmt: skip
    list_display = ["reference", "wish", "who", "due", "state", "in_the_hands_of"]
    list_filter = [RequestFilter]
    search_fields = ["reference"]
    sortable_by = ()
    fields = readonly_fields = [
        "who", "wish", "shown_address", "description", "words", "state", "in_the_hands_of",
        "created_at", "due", "by_law", "at_the_moderators", "history",
    ]  # fmt: skip

    class Media:
        css = {"all": ["css/admin-queue.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[PrivacyRequest]:
        return PrivacyRequest.objects.for_queue()

    def get_ordering(self, request: HttpRequest) -> tuple[()]:
        return ()  # as the queue has it

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(HANDLE)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "What people outside ask"})

    # --- What it says ---------------------------------------------------------------------------
    @admin.display(description="In the hands of")
    def in_the_hands_of(self, request: PrivacyRequest) -> str:
        return str(request.taken_by or "nobody yet")

    @admin.display(description="Due")
    def due(self, request: PrivacyRequest) -> SafeString | str:
        if not request.is_open:
            return f"Closed on {request.closed_at:%-d %B %Y}"
        left = time_left(request.due_at)
        late = request.due_at < timezone.now()
        return format_html('<strong class="overdue">{}</strong>', left) if late else left

    @admin.display(description="By law at the latest")
    def by_law(self, request: PrivacyRequest) -> str:
        return f"{request.due_by_law_at:%-d %B %Y}"

    @admin.display(description="Address of the text")
    def shown_address(self, request: PrivacyRequest) -> str:
        """As words, not as a link: a stranger typed it."""
        return request.address or "-"

    @admin.display(description="In the moderators' queue")
    def at_the_moderators(self, request: PrivacyRequest) -> SafeString | str:
        if request.item is None:
            return "No public text stands at that address: please look for yourself."
        return render_to_string("admin/forum/privacyrequest/_item.html", {"item": request.item})

    @admin.display(description="What was done")
    def history(self, request: PrivacyRequest) -> SafeString:
        events = request.events.select_related("by")
        return render_to_string("admin/forum/privacyrequest/_history.html", {"events": events})

    # --- What is done ---------------------------------------------------------------------------
    def take(self, request: HttpRequest, one: PrivacyRequest) -> HttpResponse:
        return self.do(
            request, one, title=f"Take {one} in hand", button="Take it in hand", form=forms.Form(
                sent(request)
            ),
            act=lambda: one.take(by=request.user), done="It is in your hands now.",
            notes=[f"It is in the hands of {one.taken_by}."] * (one.state == "in-hand"),
        )  # fmt: skip

    def note(self, request: HttpRequest, one: PrivacyRequest) -> HttpResponse:
        form = NoteForm(sent(request))
        return self.do(
            request, one, title=f"Note on {one}", button="Keep the note", form=form,
            act=lambda: one.note(one.Act.NOTED, by=request.user, text=form.cleaned_data["text"]),
            done="The note is kept.",
        )  # fmt: skip

    def reveal(self, request: HttpRequest, one: PrivacyRequest) -> HttpResponse:
        """The address is shown once, on the page that answers the click."""
        if request.method == "POST":
            notes = [
                f"The address for the answer: {one.reveal(by=request.user) or 'deleted by now'}"
            ]
        else:
            notes = [
                "To answer you need not see it: the portal sends the mail. Looks are recorded."
            ]
        return self.do(
            request, one, title=f"The requester's address ({one})", button="Show it",
            form=forms.Form(), act=lambda: None, done="", notes=notes,
        )  # fmt: skip

    def identify(self, request: HttpRequest, one: PrivacyRequest) -> HttpResponse:
        form = CheckForm(sent(request))
        return self.do(
            request, one, title=f"Record how you know who asks ({one})", button="Record it",
            form=form,
            act=lambda: one.note(one.Act.CHECKED, by=request.user, text=form.in_words),
            done="Recorded.",
            notes=["Keep no copies of papers anywhere. What was looked at is enough."],
        )  # fmt: skip

    def answer(self, request: HttpRequest, one: PrivacyRequest) -> HttpResponse:
        return self._write(request, one, AnswerForm(sent(request)), one.answer, "Answer")

    def refuse(self, request: HttpRequest, one: PrivacyRequest) -> HttpResponse:
        return self._write(request, one, RefusalForm(sent(request)), one.refuse, "Refuse")

    def close_account(self, request: HttpRequest, one: PrivacyRequest) -> HttpResponse:
        form = CloseForm(sent(request))
        notes = [] if one.is_checked else ["Nobody has recorded yet how we know who asks."]
        return self.do(
            request, one, title=f"Close an account ({one})", button="Close it after the grace",
            form=form,
            act=lambda: one.close_account(
                form.cleaned_data["member"], by=request.user,
                contributions=form.cleaned_data["contributions"],
                quiet=form.cleaned_data["quiet"],
            ),
            done="The account will be closed when its days of grace are over.", notes=notes,
        )  # fmt: skip

    def _write(
        self,
        request: HttpRequest,
        one: PrivacyRequest,
        form: AnswerForm,
        act: Callable[..., None],
        verb: str,
    ) -> HttpResponse:
        """Words first, then the mail as it will be, then it goes."""
        refused = isinstance(form, RefusalForm)
        preview = None
        if form.is_bound and form.is_valid():
            message = form.cleaned_data["message"]
            context = answer_context(one, message=message, refused=refused)
            preview = render_to_string("email/request_answered.txt", context).strip()
            if "send" not in request.POST:
                form.add_error(None, "Please read the mail below as it will be, then send it.")
        return self.do(
            request, one, title=f"{verb}: {one}", button="Look at the mail", form=form,
            act=lambda: act(by=request.user, message=form.cleaned_data["message"]),
            done=f"Done ({verb.lower()}). The mail goes out now.",
            template="admin/forum/privacyrequest/write.html", preview=preview,
        )  # fmt: skip
