"""Many searches at once, for whoever wants to measure them."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management import BaseCommand, CommandError

from portal import finding


class Command(BaseCommand):
    help = (
        'Read JSON lines {"id", "q"} and write {"id", "results": [{"kind", "id", "slug"}]}, best '
        "first, as the search page finds them: curated pages before questions."
    )

    def handle(self, **options: Any) -> None:
        for number, line in enumerate(sys.stdin, 1):
            if not line.strip():
                continue
            try:
                asked = json.loads(line)
                query = asked["q"]
                results = finding.ranked(str(query))
            except (ValueError, KeyError, TypeError) as error:
                raise CommandError(f'Line {number} is no {{"id", "q"}}: {error}') from error
            found = [{"kind": kind, "id": pk, "slug": slug} for kind, pk, slug in results]
            self.stdout.write(
                json.dumps({"id": asked.get("id"), "results": found}, ensure_ascii=False)
            )
