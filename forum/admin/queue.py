"""The moderators' queue: everything that waits, the worst and oldest first, in one list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from forum.admin import deciding, lanes, rows, tapping, undoing, walking
from forum.admin.filters import KindFilter, LaneFilter, StateFilter
from forum.admin.read_only import ReadOnlyAdmin
from forum.models import DeskSettings, ReviewItem


class Queue(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page, and for all its rows at once what they say."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        self.desk = DeskSettings.of(request.user)
        rows.prepare(self.result_list, moderator=request.user, folded=self.desk.folded)

    @property
    def chosen(self) -> str:
        """The filter, as it is carried along to the page that decides and back."""
        return self.get_query_string().removeprefix("?")

    @property
    def lane(self) -> str:
        return self.params.get("lane", "")


@admin.register(ReviewItem)
class ReviewItemAdmin(ReadOnlyAdmin):
    list_display = ["__str__"]
    list_display_links = None
    list_filter = [LaneFilter, StateFilter, "severity", "why", KindFilter]
    sortable_by = ()
    actions = ["decide"]

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
        views = {
            "decide": deciding.decide,
            "take": walking.take,
            "take_handful": walking.take_handful,
            "tap": tapping.tap,
            "distressing": tapping.distressing,
            "undo": undoing.undo,
            "open": undoing.open_item,
        }
        return [
            path(
                f"{name.replace('_', '-')}/",
                transaction.non_atomic_requests(self.admin_site.admin_view(self._for(view))),
                name=f"forum_reviewitem_{name}",
            )
            for name, view in views.items()
        ] + super().get_urls()

    def _for(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def by_moderators(request: HttpRequest) -> HttpResponse:
            if not self.has_moderate_permission(request):
                raise PermissionDenied
            return view(self, request)

        return by_moderators

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {"title": "What waits for a decision", "ways": lanes.ways(request.user)}
        return super().changelist_view(request, context)

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

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """An item's own address is where it is decided."""
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        return redirect(
            f"{reverse('admin:forum_reviewitem_decide')}?{urlencode({'item': object_id})}"
        )
