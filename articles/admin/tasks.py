"""What happened around published pages and waits for an editor's decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.desk import DeskAdmin, sent
from articles.desk.trials import cited_by
from articles.forms import widgets
from articles.models import Claim, ReviewTask
from articles.reviewing.tasks import WORST_FIRST


class DecideForm(forms.Form):
    """What an editor has decided, and why."""

    outcome = forms.ChoiceField(
        label="Decision",
        widget=forms.RadioSelect,
        choices=[
            (ReviewTask.State.KEPT, "The text holds as it is"),
            (ReviewTask.State.CHANGED, "The text was changed, and readers see the new one"),
            (ReviewTask.State.RETIRED, "The page was retired or withdrawn"),
        ],
    )
    reason = forms.CharField(
        max_length=500,
        widget=widgets.lines(3),
        help_text="Kept with the decision. Readers do not see it.",
    )


class StateFilter(admin.SimpleListFilter):
    """Tasks by their state, all of them at first."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return ReviewTask.State.choices

    def queryset(self, request: HttpRequest, tasks: QuerySet[ReviewTask]) -> QuerySet[ReviewTask]:
        known = self.value() in ReviewTask.State.values
        return tasks.filter(state=self.value()) if known else tasks


@admin.register(ReviewTask)
class ReviewTaskAdmin(DeskAdmin):
    """Opened and mostly settled by what happens elsewhere; editors decide on the rest."""

    change_form_template = "admin/articles/reviewtask/change_form.html"
    verbs = {"decide": "articles.change_reviewtask"}
    list_display = ["article", "why", "source", "state", "opened_at"]
    list_filter = [StateFilter, "why"]
    list_select_related = ["article", "source"]
    search_fields = ["article__title", "source__key", "source__title"]
    ordering = ["-pk"]  # see get_ordering(); without it the list says that it is sorted by day
    fields = ["article", "why", "source", "signoff", "detail", "opened_at", "state"]
    fields += ["decided_by", "decided_at", "reason"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ReviewTask | None = None) -> bool:
        """Nothing of it is edited: it is decided."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReviewTask]:
        return super().get_queryset(request).for_list()

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return WORST_FIRST

    def decide(self, request: HttpRequest, task: ReviewTask) -> HttpResponse:
        if task.state != ReviewTask.State.OPEN:
            return self.refuse(request, task, "Somebody has already decided on this.")
        form = DecideForm(sent(request))
        claims = Claim.objects.filter(revision=task.article.live_id)
        return self.do(
            request, task, title=f"{task.get_why_display()}: “{task.article}”", button="Decide",
            form=form, act=lambda: task.decide(by=request.user, **form.cleaned_data),
            done="Decided.", template="admin/articles/reviewtask/decide.html", task=task,
            claims=claims.filter(sources=task.source) if task.source_id else claims,
            **cited_by(task),
        )  # fmt: skip
