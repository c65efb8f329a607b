"""What is about the same as a page: looked up once, by the task worker, and kept for its readers.

Only numbers of documents are kept. What is not public any more has no document, so it is gone from
every page in the same moment.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import BigIntegerField, F, Func, QuerySet
from django.utils import timezone

from portal.search.hits import Hit
from portal.search.models import SearchDocument, SearchRelated, Shelf
from portal.search.ranking import Ranked, rank
from portal.search.reading import Reading, read, rows
from portal.search.words import clean_query

#: Characters of a text that say what it is about, after its title.
BEGINNING = 300
#: Share of the words that must be found, so that it is called similar at all.
ALIKE = 0.35
#: Where what is near is looked for. Trials are offered by condition, never because words are alike.
SHELVES = (Shelf.CURATED, Shelf.ASKED)
#: Kept of each shelf. More than a page shows: some may be removed.
KEPT = 5
#: What is older is looked up again: something nearer may have been published.
STALE = timedelta(days=7)
#: Pages that are looked up at a time, and the seconds after which the rest waits for the next time.
AT_ONCE, SECONDS = 100, 5


def alike(
    reading: Reading,
    *,
    most: int,
    exclude: tuple[str, int] | None = None,
    shelves: Iterable[Shelf] = SHELVES,
) -> list[Ranked]:
    """Documents that say about the same: up to `most` of each shelf, curated pages first."""
    found = []
    for shelf in shelves:
        ranked = [
            one
            for one in rank(reading, shelf, most=most + 1)
            if one.matched >= ALIKE and (one.kind, one.object_id) != exclude
        ]
        found += ranked[:most]
    return found


def related(kind: str, pk: int, *, most: int) -> list[Hit]:
    """Up to `most` curated pages and as many questions near this page, without excerpts."""
    found = rows(
        """
        SELECT d.kind, d.object_id, d.slug, d.title, d.language FROM (
            SELECT d.*, near.place, row_number() OVER (PARTITION BY d.shelf ORDER BY near.place)
            FROM portal_searchdocument page
            JOIN portal_searchrelated r ON r.document_id = page.id
            CROSS JOIN unnest(r.related) WITH ORDINALITY AS near (id, place)
            JOIN portal_searchdocument d ON d.id = near.id
            WHERE page.kind = %s AND page.object_id = %s
        ) d WHERE d.row_number <= %s ORDER BY d.place
        """,
        [kind, pk, most],
    )
    return [Hit(*row, excerpt="", score=0, matched=0) for row in found]


def related_questions(kind: str, pk: int) -> QuerySet[SearchDocument]:
    """The numbers of the questions near this page, to look them up with."""
    page = SearchDocument.objects.filter(kind=kind, object_id=pk)
    near = SearchRelated.objects.filter(document_id__in=page.values("pk")).values(
        near=Func(F("related"), function="unnest", output_field=BigIntegerField())
    )
    return SearchDocument.objects.filter(shelf=Shelf.ASKED, pk__in=near).values("object_id")


def every_minute() -> None:
    look_up()


def look_up() -> int:
    """Look up what changed, the newest first, then what was looked up long ago."""
    until = time.monotonic() + SECONDS
    waiting = rows(
        """
        SELECT r.document_id, d.kind, d.object_id, d.title,
            left(CASE d.kind WHEN 'question' THEN d.body ELSE d.summary END, %s)
        FROM portal_searchrelated r LEFT JOIN portal_searchdocument d ON d.id = r.document_id
        WHERE r.looked_up_at IS NULL OR r.looked_up_at < %s
        ORDER BY r.looked_up_at NULLS FIRST, r.document_id DESC LIMIT %s
        """,
        [BEGINNING, timezone.now() - STALE, AT_ONCE],
    )
    done = 0
    for document, kind, pk, title, text in waiting:
        if time.monotonic() > until:
            break
        row = SearchRelated.objects.filter(document_id=document)
        if kind is None:
            row.delete()  # its document went past the triggers, in a bulk load
            continue
        # Below an article stand only questions: which articles to read next, its editor says.
        shelves = SHELVES if kind == SearchDocument.Kind.QUESTION else SHELVES[1:]
        reading = read(clean_query(f"{title} {text}"))
        near = alike(reading, most=KEPT, exclude=(kind, pk), shelves=shelves)
        row.update(related=[one.pk for one in near], looked_up_at=timezone.now())
        done += 1
    return done
