"""How long each kind of page takes in the database at hand, as multiples of a bare page's time.

Run it where `manage.py demo --scale` has loaded a large forum:
VAR_DIR=/somewhere python -m tests.benchmarks.scale
"""

from __future__ import annotations

import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402

from tests.pages_at_scale import readers, urls  # noqa: E402

ROUNDS = 11
#: Milliseconds of one statement that are worth a look.
SLOW = 50


def main() -> None:
    setup_test_environment()
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    with transaction.atomic():
        clients = readers()
        bare = measure(clients[None], "/about/")[0]
        print(f"One time the bare page: {1000 * bare:.1f} ms. Median, 95th percentile, queries:")
        for reader, url in urls():
            median, p95, queries, slow = measure(clients[reader], url)
            print(f"{median / bare:7.1f} {p95 / bare:7.1f} {queries:4}  {reader or '':10} {url}")
            for milliseconds, sql in slow:
                print(f"{'':22}{milliseconds:.0f} ms  {sql[:700]}")
        transaction.set_rollback(True)


def measure(client: Client, url: str) -> tuple[float, float, int, list[tuple[float, str]]]:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        response = client.get(url)
        times.append(time.perf_counter() - began)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    slow = [(1000 * float(q["time"]), q["sql"]) for q in asked if 1000 * float(q["time"]) > SLOW]
    times.sort()
    return statistics.median(times), times[-1], len(asked), slow


if __name__ == "__main__":
    main()
