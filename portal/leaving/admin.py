"""Who is leaving, and what they want to say, for administrators."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.leaving.models import AccountDeletion


@admin.register(AccountDeletion)
class AccountDeletionAdmin(admin.ModelAdmin):
    """To read only: an account is closed, or kept after all, on the member's own page."""

    list_display = ["requested_at", "member", "state", "due_at", "contributions", "words", "by"]
    list_filter = ["state"]
    list_select_related = ["member", "by"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[AccountDeletion]:
        return super().get_queryset(request).order_by("state", "-requested_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: AccountDeletion | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: AccountDeletion | None = None
    ) -> bool:
        return False
