"""Make the search index anew from its documents."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from portal.search import upkeep


class Command(BaseCommand):
    help = "Cut and weigh every document of the search index anew; searches wait meanwhile."

    def handle(self, **options: Any) -> None:
        upkeep.rebuild()
        self.stdout.write("The search index is rebuilt.")
