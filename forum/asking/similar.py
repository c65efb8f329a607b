"""What may answer a question before it is asked: articles first, then what others asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet

from articles.models import Article
from forum.models import Question
from portal.models import User
from portal.search import CONFIG, clean_query

#: Of each kind. More would be a search page, and this is a hand held out.
MOST = 3
#: Characters of the text that help to rank; the title says what it is about.
BEGINNING = 200
#: Words of a title that are looked for.
MOST_WORDS = 20
#: About the share of the title's words that must be found: one in five in a title, more in a text.
ALIKE = 0.12


@dataclass(frozen=True)
class Found:
    articles: list[Article] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.articles or self.questions)

    def __len__(self) -> int:
        return len(self.articles) + len(self.questions)


def before_asking(title: str, body: str = "", *, reader: User | AnonymousUser) -> Found:
    """What this reader may see and is like what they are about to ask; perhaps nothing."""
    words = _any_of(title)
    if not words:
        return Found()
    everything = _any_of(f"{title} {body[:BEGINNING]}")
    # What is long overdue is not what a family is sent to instead of asking.
    articles = Article.objects.for_list(AnonymousUser()).within_grace()
    questions = Question.objects.for_list(reader)
    return Found(
        list(_like(articles, words, everything)), list(_like(questions, words, everything))
    )


def _any_of(text: str) -> str:
    """A query that any of the words answers."""
    words = dict.fromkeys(re.findall(r"\w+", clean_query(text).lower()))
    return " or ".join([word for word in words if word != "or"][:MOST_WORDS])


def _like(rows: QuerySet, words: str, everything: str) -> QuerySet:
    by_title = SearchQuery(words, config=CONFIG, search_type="websearch")
    by_all = SearchQuery(everything, config=CONFIG, search_type="websearch")
    return (
        rows.filter(search=by_title)
        .annotate(
            alike=SearchRank(F("search"), by_title),
            likeness=F("alike") + SearchRank(F("search"), by_all),
        )
        .filter(alike__gte=ALIKE)
        .order_by("-likeness", "-pk")[:MOST]
    )
