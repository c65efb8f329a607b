"""What is searched here, without anybody who did: so that editors see what families do not find."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Sum
from django.utils import timezone

from portal.search import ranking
from portal.search.hits import address
from portal.search.models import SearchDocument, SearchLog, Shelf
from portal.search.reading import read

#: Editors see what was searched as often; once may say who somebody is.
SHOWN_FROM = 3
#: Letters. What is longer is a message about somebody, and is not kept.
LONGEST = 80
#: An address, a number to call or a record's: not kept either.
PERSONAL = re.compile(r"@|[(\[]\s?at\s?[)\]]| dot |www\.|://|(?:\d[\s/.-]?){5,}")
#: Different queries of one day. Who floods the log fills no more of the disk than that.
MOST_A_DAY = 5_000
#: What nobody opened may have been answered by its excerpt; what stands far below was found.
UNOPENED, BELOW = 0.5, 0.25
#: Place in its list after which a result stands far below.
FAR = 5
#: Share of its words that an article has at least, which answers a question.
ANSWERS = 0.5
#: Newest questions that are looked at for that.
NEWEST = 20


def normal(query: str) -> str:
    """The query as it is counted; nothing where it may be about somebody."""
    if PERSONAL.search(unicodedata.normalize("NFKC", query).casefold()):
        return ""
    words = " ".join(re.findall(r"\w+", query.casefold()))
    return words if len(words) <= LONGEST else ""


def searched(query: str, results: int) -> None:
    """Count it. Of what was not searched today before, no more than so much is kept."""
    words = normal(query)
    if not words:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO portal_searchlog AS known (day, query, count, results, opened, places)
            SELECT %(day)s, %(words)s, 1, %(results)s, 0, 0
            WHERE (SELECT count(*) FROM (
                    SELECT FROM portal_searchlog WHERE day = %(day)s LIMIT %(most)s
                ) AS today) < %(most)s
                OR EXISTS (SELECT FROM portal_searchlog WHERE query = %(words)s AND day = %(day)s)
            ON CONFLICT (query, day) DO UPDATE
                SET count = known.count + 1, results = excluded.results
            """,
            {
                "day": timezone.localdate(),
                "words": words,
                "results": results,
                "most": MOST_A_DAY,
            },
        )


def opened(query: str, place: int) -> None:
    """Somebody opened the result at that place. Never more often than it was searched."""
    today = SearchLog.objects.filter(query=normal(query), day=timezone.localdate())
    today.filter(opened__lt=F("count")).update(opened=F("opened") + 1, places=F("places") + place)


@dataclass(frozen=True)
class Gap:
    """Something that families look for and do not find."""

    words: str
    why: str
    count: int
    #: How much it presses: what found nothing counts in full.
    weight: float
    #: Of the question; empty for a query.
    url: str = ""


def gaps() -> list[Gap]:
    """Searches and questions that no page answers, what presses most first."""
    rows = (
        SearchLog.objects.order_by()
        .values("query")
        .annotate(
            times=Sum("count"), found=Sum("results"), clicks=Sum("opened"), place=Sum("places")
        )
        .filter(times__gte=SHOWN_FROM)
    )
    found = []
    for row in rows.order_by("-times", "query")[:200]:
        times = row["times"]
        if not row["found"]:
            found.append(Gap(row["query"], "Found nothing", times, times))
        elif not row["clicks"]:
            why = "Found something, and nobody opened it"
            found.append(Gap(row["query"], why, times, UNOPENED * times))
        elif row["place"] / row["clicks"] > FAR:
            found.append(Gap(row["query"], "What helped stood far below", times, BELOW * times))
    return sorted(found + without_article(), key=lambda gap: -gap.weight)


def without_article() -> list[Gap]:
    """The newest public questions to which no curated page is near."""
    asked = SearchDocument.objects.filter(kind=SearchDocument.Kind.QUESTION)
    found = []
    for document in asked.order_by("-object_id").only("kind", "title", "object_id")[:NEWEST]:
        near = ranking.rank(read(document.title), Shelf.CURATED, most=5)
        if not any(one.matched >= ANSWERS for one in near):
            url = address(document.kind, document.object_id, "", document.title)
            found.append(Gap(document.title, "Asked, and no page is near", 1, 1, url))
    return found
