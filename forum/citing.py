"""Finding an article to cite in an answer, by words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from articles.models import Article
from portal.search import Shelf, clean_query, rank, read

#: A short list to choose from.
MOST_FOUND = 6


def published() -> QuerySet[Article]:
    """What can be cited: what everybody may read, and is kept up to date."""
    return Article.objects.for_list(AnonymousUser())


def find_articles(words: str) -> list[Article]:
    """The best for these words first; an overview is found as its condition."""
    query = clean_query(words)
    if not query:
        return []
    ranked = rank(read(query), Shelf.CURATED, most=MOST_FOUND)
    places = {(one.kind, one.object_id): place for place, one in enumerate(ranked)}
    pks = {kind: [pk for of, pk in places if of == kind] for kind in ("article", "condition")}
    found = published().filter(Q(pk__in=pks["article"]) | Q(overview_of__in=pks["condition"]))

    def place(article: Article) -> int:
        condition = getattr(article, "overview_of", None)
        as_condition = places.get(("condition", condition.pk)) if condition else None
        return as_condition if as_condition is not None else places["article", article.pk]

    return sorted(found, key=place)


def choices(chosen: Iterable[str], words: str = "") -> list[tuple[str, str]]:
    """To choose from: what is chosen already, then what these words find."""
    slugs = [slug for slug in chosen if re.fullmatch(r"[\w-]{1,200}", slug)][:20]
    kept = published().filter(slug__in=slugs) if slugs else []
    both = {article.slug: article.title for article in [*kept, *find_articles(words)]}
    return list(both.items())
