"""One search over all that everybody may read: conditions, articles, questions.

It knows none of these tables. They keep rows of `SearchDocument` by triggers; a trigger there cuts
each row into terms and weighs them (`SearchPosting`). A query is read (`reading`: repaired, put in
other words), then documents are ranked by what they say about it (`ranking`).
"""

from __future__ import annotations

from collections.abc import Iterable

from portal.search.columns import CONFIG, search_column, search_index
from portal.search.hits import SAFE, Hit, excerpt_html, hits
from portal.search.models import Shelf
from portal.search.ranking import rank
from portal.search.reading import read
from portal.search.related import BEGINNING, SHELVES, alike, related, related_questions
from portal.search.words import MAX_QUERY, clean_query

__all__ = [
    "CONFIG",
    "MAX_QUERY",
    "Hit",
    "Shelf",
    "clean_query",
    "excerpt_html",
    "hits",
    "rank",
    "read",
    "related",
    "related_questions",
    "search_column",
    "search_index",
    "similar",
]


def similar(
    title: str,
    body: str = "",
    *,
    most: int = 5,
    exclude: tuple[str, int] | None = None,
    shelves: Iterable[Shelf] = SHELVES,
) -> list[Hit]:
    """What may answer this already: up to `most` curated pages, then as many questions.

    `exclude` is the kind and the number of the page on which they are shown.
    """
    reading = read(clean_query(f"{title} {body[:BEGINNING]}"))
    found = alike(reading, most=most, exclude=exclude, shelves=shelves)
    return hits(found, reading, of=SAFE)
