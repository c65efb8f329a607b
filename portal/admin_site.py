"""The admin as moderators, editors and reviewers meet it."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse


class PortalAdminSite(admin.AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = "What is waiting"
    enable_nav_sidebar = False

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Sign in at the portal's own door: the same limits and the same second factor."""
        return secure_admin_login(super().login)(request, extra_context=extra_context)
