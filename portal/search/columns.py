"""Full text of one table, for lists of the admin: a stored column that PostgreSQL keeps.

`portal_search` is a text-search configuration made by a migration: English stemming after
`unaccent`, so that "Krabbé" finds "Krabbe". Readers search `portal.search` instead.
"""

from __future__ import annotations

from functools import reduce
from operator import add

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

CONFIG = "portal_search"


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
