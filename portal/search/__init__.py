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
    "search_column",
    "search_index",
    "similar",
]

#: Characters of a text that say what it is about, after its title.
BEGINNING = 300
#: Share of the words that must be found, so that it is called similar at all.
ALIKE = 0.35


def similar(
    title: str,
    body: str = "",
    *,
    most: int = 5,
    exclude: tuple[str, int] | None = None,
    shelves: Iterable[Shelf] = tuple(Shelf),
) -> list[Hit]:
    """What may answer this already: up to `most` curated pages, then as many questions.

    `exclude` is the kind and the number of the page on which they are shown.
    """
    reading = read(clean_query(f"{title} {body[:BEGINNING]}"))
    found = []
    for shelf in shelves:
        ranked = [
            one
            for one in rank(reading, shelf, most=most + 1)
            if one.matched >= ALIKE and (one.kind, one.object_id) != exclude
        ]
        found += ranked[:most]
    return hits(found, reading, of=SAFE)
