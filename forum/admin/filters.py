"""Ways to look at the queue. Without any choice it shows what is open: nothing is missed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from forum.admin import lanes
from forum.models import Reason


class LaneFilter(admin.SimpleListFilter):
    """One of the ways to look at what waits; the links above the queue, with their counts."""

    title, parameter_name = "way to look at it", "lane"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(lane.name, lane.title) for lane in lanes.LANES if lane.name]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        lane = lanes.BY_NAME.get(self.value() or "")
        return queryset.filter(lane.narrow(request.user)) if lane else queryset


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = "state", "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "Open"), ("decided", "Decided"), ("all", "All")]

    def value(self) -> str:
        return super().value() or "open"

    def choices(self, changelist: Any) -> Any:
        """Without Django's own "All" first, which would look like the default."""
        for value, title in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": title,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "decided":
            return queryset.filter(closed_at__isnull=False)
        return queryset if self.value() == "all" else queryset.open()


class ReasonFilter(admin.SimpleListFilter):
    title, parameter_name = "reason", "reason"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Reason.objects.values_list("code", "label"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(reason=self.value()) if self.value() else queryset


class KindFilter(admin.SimpleListFilter):
    title, parameter_name = "kind", "kind"
    KINDS = [
        ("question", "Questions"),
        ("answer", "Answers"),
        ("comment", "Comments"),
        ("article_comment", "Comments on articles"),
    ]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return self.KINDS

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.about_kind(self.value()) if self.value() in dict(self.KINDS) else queryset
