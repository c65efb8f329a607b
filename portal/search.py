"""Full-text search that PostgreSQL keeps up to date, and excerpts that are safe to show.

`portal_search` is a text-search configuration made by a migration: English stemming after
`unaccent`, so that "Krabbé" finds "Krabbe".
"""

from __future__ import annotations

import re
from functools import reduce
from operator import add
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.db import models
from django.db.models import F
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

CONFIG = "portal_search"
MAX_QUERY = 200  # characters; what is longer is cut, never refused
# Private-use characters stand for the marks until the excerpt has been escaped.
MARK, END_MARK = "\ue000", "\ue001"


def search_column(**fields_by_weight: str) -> models.GeneratedField:
    """A stored tsvector, e.g. `search_column(A="title", C="body")`. Weights run from A to D."""
    vectors = (
        SearchVector(*fields.split(), weight=weight, config=CONFIG)
        for weight, fields in fields_by_weight.items()
    )
    return models.GeneratedField(
        expression=reduce(add, vectors), output_field=SearchVectorField(), db_persist=True
    )


def search_index(name: str) -> GinIndex:
    return GinIndex(fields=["search"], name=name)


def clean_query(text: str) -> str:
    """One line without control characters (PostgreSQL refuses NUL), of bounded length.

    A minus that excludes nothing goes as well: fifty of them overflow PostgreSQL's parser.
    """
    text = re.sub(r"[\x00-\x1f\x7f\ue000\ue001]", " ", text)
    text = re.sub(r"(?<!\w)-+(?![\w\"])|-{2,}", " ", text)
    return " ".join(text.split())[:MAX_QUERY]


def excerpt_html(excerpt: str) -> SafeString:
    """An excerpt from `ts_headline`, which does not escape: escaped first, marked afterwards."""
    marked = escape(excerpt).replace(MARK, "<mark>").replace(END_MARK, "</mark>")
    return mark_safe(marked)  # noqa: S308  (escaped in the line above)


class SearchQuerySet(models.QuerySet):
    def search(self, text: str, *, excerpt_of: str) -> Self:
        """Best matches first, in the syntax of web search engines; `excerpt` shows the match."""
        query = SearchQuery(text, config=CONFIG, search_type="websearch")
        return (
            self.filter(search=query)
            .annotate(
                rank=SearchRank(F("search"), query),
                excerpt=SearchHeadline(
                    excerpt_of,
                    query,
                    config=CONFIG,
                    start_sel=MARK,
                    stop_sel=END_MARK,
                    max_words=35,
                    min_words=15,
                    max_fragments=2,
                ),
            )
            .order_by("-rank", "-pk")
        )
