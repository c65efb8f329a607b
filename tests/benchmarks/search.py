"""How long searches take against a bare page of fifty questions, both answered by this process.

    .venv/bin/python -m tests.benchmarks.search [NUMBER]

Asks the database of the settings, such as one that `demo --scale` has filled. Each of NUMBER rounds
(20 unless told) fetches the bare page once and every search once, so that whatever else the machine
does falls on both. Nothing here is asserted.
"""

from __future__ import annotations

import os
import statistics
import sys
import time

import django
from django.conf import settings
from django.test import Client

BARE = "/questions/"
SEARCHES = [
    "metachromatic leukodystrophy", "mld", "krabbe diseese", "metachromatik leukodistrophy",
    "feeding tube at night", "fits", "spine tap", "does it run in the family", "gene therapy",
    "who pays for a wheelchair", "stiff legs and spasms what helps",
    "how do you explain the illness to brothers and sisters", "canavan -therapy",
    '"bone marrow transplant"', "anfälle", "lorenzo's oil or diet", "school", "the and of",
    "my son was just told he has ald and i do not know what to do first please help us anybody",
    "白質",
]  # fmt: skip


def milliseconds(client: Client, path: str, query: dict[str, str]) -> float:
    began = time.perf_counter()
    response = client.get(path, query)
    assert response.status_code == 200, (path, query, response.status_code)
    return 1000 * (time.perf_counter() - began)


def main(rounds: int) -> None:
    client = Client(SERVER_NAME=settings.SITE.hostname)
    milliseconds(client, BARE, {}), milliseconds(client, "/search/", {"q": "warm"})
    bare: list[float] = []
    took: dict[str, list[float]] = {query: [] for query in SEARCHES}
    for _ in range(rounds):
        bare.append(milliseconds(client, BARE, {}))
        for query, times in took.items():
            times.append(milliseconds(client, "/search/", {"q": query}))
    for query, times in took.items():
        print(f"{statistics.median(times):8.1f} ms  {query[:60]}")
    every = [each for times in took.values() for each in times]
    page, median = statistics.median(bare), statistics.median(every)
    print(f"{page:8.1f} ms  the bare page")
    print(f"{median:8.1f} ms  the median search: {median / page:.1f} times the bare page")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    # Nothing has collected the static files for this process.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
