"""The admin as moderators, editors and reviewers meet it."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin, auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

#: What libraries would show there, and nobody here should see or change by hand: addresses,
#: secrets of second factors, arguments of tasks, groups (portal/roles.py writes those).
HIDDEN_APPS = {"account", "auth", "django_tasks_database", "mfa", "taggit"}


class PortalAdminSite(admin.AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = "What is waiting"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, *args: Any, **kwargs: Any) -> None:
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        for model in models:
            if model._meta.app_label not in HIDDEN_APPS:
                super().register(model, *args, **kwargs)

    def get_urls(self) -> list[Any]:
        """Without Django's shortcut `r/<kind>/<number>/`: it would tell everybody on the staff the
        address of anything, and with it the title of what is hidden."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Sign in at the portal's own door: the same limits and the same second factor."""
        return secure_admin_login(super().login)(request, extra_context=extra_context)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Not a second place to guess the present password at."""
        return redirect("account_change_password")

    def logout(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        if request.method != "POST":
            return redirect("account_logout")
        auth.logout(request)
        return redirect("account_signed_out")
