"""Answers that say what was searched. They have no row in the index: their question has."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import SearchRank
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from forum.models import Answer
from portal.search import excerpt_html
from portal.search.hits import HEADLINE, all_wanted, any_term
from portal.search.ranking import Filters
from portal.search.reading import Reading, rows

#: Answers that are looked at, and that may be shown.
LOOKED_AT, MOST = 200, 8
#: Of a long query, the first so many words must be there.
MOST_WANTED = 6


def matching(reading: Reading, filters: Filters) -> list[Answer]:
    """Public answers with all of the words, the fullest first, with `excerpt` and `score`."""
    narrowed = filters.language not in {"", "en"} or filters.reviewed or reading.asked.is_exact
    query = "" if narrowed else all_wanted(reading, MOST_WANTED)
    if not query:
        return []
    parsed = RawSQL("%s::tsquery", [query])
    # The first that are met are ranked: a common word would have a hundred thousand.
    some = Answer.objects.published().extra(where=["search @@ %s::tsquery"], params=[query])
    found = (
        Answer.objects.visible_to(AnonymousUser())
        .published()
        .filter(question__emptied=False)
        .filter(pk__in=list(some.order_by().values_list("pk", flat=True)[:LOOKED_AT]))
        .select_related("question")
        .defer("search", "question__search", "body_html", "question__body_html")
        .annotate(rank=SearchRank(F("search"), parsed))
        .order_by("-rank", "-pk")
    )
    if filters.condition:
        found = found.filter(question__condition=filters.condition)
    return _with_excerpts(found[:MOST], reading)


def _with_excerpts(found: QuerySet[Answer], reading: Reading) -> list[Answer]:
    answers = list(found)
    excerpts = dict(
        rows(
            """
            SELECT id, ts_headline('portal_search', body_text, %s::tsquery, %s)
            FROM forum_answer WHERE id = ANY(%s)
            """,
            [any_term(reading), HEADLINE, [answer.pk for answer in answers]],
        )
    )
    for answer in answers:
        answer.excerpt = excerpt_html(excerpts[answer.pk])
        answer.score = answer.rank
    return answers
