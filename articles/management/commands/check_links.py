"""Ask the addresses of all organisations whether they still answer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles import link_check
from articles.models import Organisation


class Command(BaseCommand):
    help = (
        "Ask the address of every organisation whether it answers, and note it for editors and "
        "readers. It connects to other sites; the portal does so by itself only with LINK_CHECK=on."
    )

    def handle(self, **options: Any) -> None:
        count = Organisation.objects.count()
        for organisation in link_check.check_next(most=count, every=True):
            self.stdout.write(f"{organisation.get_link_display()}: {organisation.url}")
