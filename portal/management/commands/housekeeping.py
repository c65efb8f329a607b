"""The daily round, for the task worker's loop or a cron job."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from portal import housekeeping


class Command(BaseCommand):
    help = "Delete what is no longer needed: unconfirmed accounts, old counters, sessions, tasks."

    def handle(self, **options: Any) -> None:
        housekeeping.every_minute()
        housekeeping.daily()
        housekeeping.hourly()
