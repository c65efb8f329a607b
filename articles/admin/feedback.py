"""What readers said of the texts: the editors' queue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from articles.desk import DeskAdmin, sent
from articles.forms import widgets
from articles.models import Feedback
from articles.querysets import FEEDBACK_QUEUE
from portal.states import IllegalMove

#: At once: more cannot have been read.
MOST_AT_ONCE = 20


class DecideForm(forms.Form):
    """What becomes of what a reader said."""

    state = forms.ChoiceField(
        label="What becomes of it?",
        choices=[(each.value, each.label) for each in (Feedback.State.DONE, Feedback.State.NOTED)],
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label="What was changed, or why nothing",
        max_length=500,
        required=False,
        widget=widgets.lines(3),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("state") == Feedback.State.DONE and not values.get("outcome"):
            self.add_error("outcome", "Please say what was changed.")
        return values


@admin.register(Feedback)
class FeedbackAdmin(DeskAdmin):
    verbs = {"decide": "articles.change_feedback"}
    actions = ["note"]
    list_display = ["said", "article", "revision_number", "why", "created_at", "state"]
    list_filter = [
        "state",
        "helpful",
        "why",
        ("revision__article", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["text", "revision__article__title"]
    fields = readonly_fields = [
        "helpful", "why", "text", "page", "created_at", "state", "handled_by",
        "handled_at", "outcome",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feedback]:
        return super().get_queryset(request).for_queue()

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return FEEDBACK_QUEUE

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="Answer")
    def said(self, feedback: Feedback) -> str:
        answer = "Helpful" if feedback.helpful else "Not helpful"
        return f"{answer}: {Truncator(feedback.text).chars(120)}" if feedback.text else answer

    @admin.display(description="Article")
    def article(self, feedback: Feedback) -> str:
        return feedback.revision.article.title

    @admin.display(description="Revision")
    def revision_number(self, feedback: Feedback) -> int:
        return feedback.revision.number

    @admin.display(description="About")
    def page(self, feedback: Feedback) -> SafeString:
        """The very text that the reader saw, and the article as it is at the desk now."""
        article = feedback.revision.article
        return format_html(
            '<a href="{}">{}</a>, <a href="{}?revision={}">revision {}, as the reader saw it</a>',
            reverse("admin:articles_article_change", args=[article.pk]), article.title,
            reverse("admin:articles_article_preview", args=[article.pk]),
            feedback.revision.number, feedback.revision.number,
        )  # fmt: skip

    def decide(self, request: HttpRequest, feedback: Feedback) -> HttpResponse:
        if feedback.state != Feedback.State.OPEN:
            return self.refuse(request, feedback, "Somebody has already decided on this.")
        form = DecideForm(sent(request))
        return self.do(
            request, feedback, title="Decide on what a reader said", button="Decide", form=form,
            act=lambda: feedback.decide(
                form.cleaned_data["state"], by=request.user, outcome=form.cleaned_data["outcome"]
            ),
            done="Decided.", notes=[self.said(feedback)],
        )  # fmt: skip

    @admin.action(description="Note them: nothing to change", permissions=["change"])
    def note(self, request: HttpRequest, chosen: QuerySet[Feedback]) -> None:
        found = list(chosen[: MOST_AT_ONCE + 1])
        if len(found) > MOST_AT_ONCE:
            self.message_user(
                request,
                f"Please choose at most {MOST_AT_ONCE}, after reading them.",
                messages.ERROR,
            )
            return
        noted = 0
        for feedback in found:
            try:
                feedback.decide(Feedback.State.NOTED, by=request.user)
            except IllegalMove:
                continue  # somebody else was faster; their decision stands
            self.log_change(request, feedback, "Noted.")
            noted += 1
        self.message_user(
            request, f"Noted: {noted}. Already decided: {len(found) - noted}.", messages.SUCCESS
        )
