"""The base of everything that the admin shows and nobody changes there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from portal.paging import BoundedPaginator


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows come from the portal's own verbs. Who may see them is a matter of permissions."""

    actions = None
    view_on_site = False
    list_per_page = 25
    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the filters on the page: Django allows every column, so that somebody's e-mail
        address could be found out letter by letter."""
        filters = [getattr(each, "parameter_name", each) for each in self.list_filter]
        return lookup.removesuffix("__exact") in filters

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
