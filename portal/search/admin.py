"""The search at the editors' desk: everyday words, and what families do not find."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.search import log
from portal.search.models import SearchLog, SearchSynonym


@admin.register(SearchSynonym)
class SearchSynonymAdmin(admin.ModelAdmin):
    list_display = ["said", "meant", "use"]
    list_filter = ["use"]
    search_fields = ["said", "meant"]
    ordering = ["said", "meant"]


@admin.register(SearchLog)
class SearchLogAdmin(admin.ModelAdmin):
    """One ranked list of gaps. What was searched once or twice is shown to nobody."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)  # which refuses
        context = self.admin_site.each_context(request) | {
            "title": "What families look for and do not find",
            "gaps": log.gaps(),
            "opts": self.opts,
            "shown_from": log.SHOWN_FROM,
        }
        return TemplateResponse(request, "admin/portal/searchlog/gaps.html", context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_delete_permission = has_change_permission

    def get_urls(self) -> list[Any]:
        """The list alone: no page for one row, which might be about one person."""
        return [url for url in super().get_urls() if (url.name or "").endswith("_changelist")]
