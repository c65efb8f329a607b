"""The texts that readers see, rendered anew from their revisions."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from articles.models import Article


class Command(BaseCommand):
    help = (
        "Render all published texts anew. Run it after an upgrade that says so: pages keep the "
        "HTML that was made when they were published."
    )

    def handle(self, **options: Any) -> None:
        changed = 0
        for pk in Article.objects.exclude(live=None).values_list("pk", flat=True):
            changed += Article.objects.get(pk=pk).render_anew()
        self.stdout.write(f"{changed} page(s) changed.")
