from __future__ import annotations

from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "portal.leaving"
    verbose_name = "Data and leaving"
