"""The task worker: what pages have enqueued, and the rounds of every minute, hour and day."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.management import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from portal import housekeeping

logger = logging.getLogger(__name__)
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600  # seconds


class Command(BaseCommand):
    help = "Run enqueued tasks, and the daily housekeeping, until stopped."

    def handle(self, **options: Any) -> None:
        worker = Worker(
            queue_names=["*"],
            interval=1,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        next_minute = next_hour = next_day = time.monotonic()
        while worker.running:
            try:
                worker.run()
                if time.monotonic() >= next_minute:
                    housekeeping.every_minute()
                    next_minute = time.monotonic() + MINUTE
                if time.monotonic() >= next_day:
                    housekeeping.daily()
                    next_day = time.monotonic() + DAY
                if time.monotonic() >= next_hour:
                    housekeeping.hourly()
                    next_hour = time.monotonic() + HOUR
            except (OperationalError, InterfaceError):
                # The database is away for a moment: what is enqueued waits there for us.
                logger.warning("The database does not answer; trying again.")
                close_old_connections()
            time.sleep(1)
