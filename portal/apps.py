from __future__ import annotations

from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "People and portal"

    def ready(self) -> None:
        from portal import roles

        # Django's own hook for what must exist after `migrate`; once, after the last app's.
        last = list(apps.get_app_configs())[-1]
        post_migrate.connect(roles.grant, sender=last, dispatch_uid="portal.roles")


class PortalAdminConfig(AdminConfig):
    """Django's admin with our site in it."""

    default_site = "portal.admin_site.PortalAdminSite"
