"""The moderators' queue: everything that waits, the worst and oldest first, in one list."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from forum.admin import deciding
from forum.admin.filters import KindFilter, StateFilter
from forum.admin.read_only import ReadOnlyAdmin
from forum.models import ContributionRevision, Decision, ReviewItem
from forum.wording import ago, time_left


class Queue(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page, and for all its authors at once how often they were decided on before."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        Decision.objects.count_earlier(self.result_list)
        ContributionRevision.objects.note_on(self.result_list)


@admin.register(ReviewItem)
class ReviewItemAdmin(ReadOnlyAdmin):
    list_display = ["what", "why_here", "who", "due"]
    list_display_links = None
    list_filter = [StateFilter, "severity", "why", KindFilter]
    sortable_by = ()
    actions = ["decide"]
    actions_selection_counter = True

    class Media:
        css = {"all": ["css/admin-queue.css", "css/admin-duty.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).for_queue()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Queue

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("forum.moderate")

    def get_urls(self) -> list[URLPattern]:
        # Each decision is a transaction of its own: one that fails undoes no other, and two
        # moderators' batches cannot wait for each other's rows.
        decide = transaction.non_atomic_requests(self.admin_site.admin_view(self.decide_view))
        return [path("decide/", decide, name="forum_reviewitem_decide"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "What waits for a decision"})

    # --- What a row says ---
    @admin.display(description="What")
    def what(self, item: ReviewItem) -> SafeString:
        return render_to_string("admin/forum/reviewitem/_what.html", {"item": item})

    @admin.display(description="Why it is here")
    def why_here(self, item: ReviewItem) -> SafeString:
        return render_to_string("admin/forum/reviewitem/_why.html", {"item": item})

    @admin.display(description="Who wrote it")
    def who(self, item: ReviewItem) -> SafeString:
        return render_to_string("admin/forum/reviewitem/_who.html", {"item": item})

    @admin.display(description="Due")
    def due(self, item: ReviewItem) -> SafeString | str:
        if not item.is_open:
            decision = item.decision
            return f"{decision.get_decision_display()}, by {decision.by}, {ago(decision.at)}"
        if item.due_at < timezone.now():
            return format_html('<strong class="overdue">{}</strong>', time_left(item.due_at))
        return time_left(item.due_at)

    # --- What moderators do ---
    @admin.action(description="Decide…", permissions=["moderate"])
    def decide(self, request: HttpRequest, items: QuerySet[ReviewItem]) -> HttpResponse | None:
        """Lead to the page on which the chosen items are read and decided."""
        chosen = list(items.values_list("pk", flat=True)[: deciding.MOST_AT_ONCE + 1])
        if len(chosen) > deciding.MOST_AT_ONCE:
            self.message_user(
                request,
                f"Please decide on at most {deciding.MOST_AT_ONCE} at once.",
                level="WARNING",
            )
            return None
        query = [("item", pk) for pk in chosen]
        if filters := request.GET.urlencode():
            query.append(("queue", filters))
        return redirect(f"{reverse('admin:forum_reviewitem_decide')}?{urlencode(query)}")

    def decide_view(self, request: HttpRequest) -> HttpResponse:
        return deciding.decide(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """An item's own address is where it is decided."""
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        return redirect(
            f"{reverse('admin:forum_reviewitem_decide')}?{urlencode({'item': object_id})}"
        )
