"""One search over conditions, articles and questions. Only what everybody may read is found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from articles.models import Article, Condition
from articles.reading import overdue
from forum.models import Answer, Question
from portal.search import clean_query, excerpt_html

#: Results of each kind on the page.
MOST = 20
#: With fewer results for all words together, pages with any of the words are added.
ENOUGH = 3
#: A phrase or an excluded word: whoever asks so exactly wants nothing else.
OPERATOR = re.compile(r'"|(?:^|\s)-')


@dataclass
class Result:
    title: str
    url: str
    excerpt: SafeString | str = ""
    note: str = ""


@dataclass
class Results:
    query: str
    conditions: list[Result] = field(default_factory=list)
    articles: list[Result] = field(default_factory=list)
    questions: list[Result] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.conditions) + len(self.articles) + len(self.questions)


def find(text: str) -> Results:
    """What the search page shows for these words; an empty query finds nothing."""
    query = clean_query(text)
    if not query:
        return Results(query)
    named = Condition.objects.named_like(query)[:MOST]
    conditions = [Result(condition.name, condition.get_absolute_url()) for condition in named]
    articles, questions = _articles(query), _questions(query)
    if len(articles) + len(questions) < ENOUGH and " " in query and not OPERATOR.search(query):
        any_word = " or ".join(word for word in query.split() if word.lower() != "or")
        articles = _merge(articles, _articles(any_word))
        questions = _merge(questions, _questions(any_word))
    return Results(query, conditions, _without(conditions, articles), questions)


def names_like(text: str, most: int = 8) -> list[str]:
    """Names of conditions to offer while somebody types."""
    query = clean_query(text)
    if len(query) < 2:
        return []
    return [condition.name for condition in Condition.objects.named_like(query)[:most]]


def _articles(query: str) -> list[Result]:
    """What has folded on its page is not quoted here either."""
    found: QuerySet[Article] = Article.objects.for_list(AnonymousUser()).with_grace()
    due = ", due for a new review"
    return [
        Result(
            article.title,
            article.get_absolute_url(),
            "" if overdue.is_past_grace(article) else excerpt_html(article.excerpt),
            article.get_kind_display() + (due if article.is_overdue else ""),
        )
        for article in found.search(query, excerpt_of="body_text")[:MOST]
    ]


def _questions(query: str) -> list[Result]:
    """Questions whose own words match, or one of whose answers does; each question once."""
    nobody = AnonymousUser()
    asked = Question.objects.for_list(nobody).search(query, excerpt_of="body_text")[:MOST]
    answered = (
        Answer.objects.visible_to(nobody)
        .published()
        .select_related("question")
        .search(query, excerpt_of="body_text")[:MOST]
    )
    # A match in the question itself says more than one in an answer.
    ranked = sorted(
        [
            (2 * question.rank, question, question.get_absolute_url(), question.excerpt)
            for question in asked
        ]
        + [
            (answer.rank, answer.question, answer.get_absolute_url(), answer.excerpt)
            for answer in answered
        ],
        key=lambda row: -row[0],
    )
    best: dict[int, Result] = {}
    for _rank, question, url, excerpt in ranked:
        best.setdefault(question.pk, Result(question.title, url, excerpt_html(excerpt)))
    return list(islice(best.values(), MOST))


def _merge(first: list[Result], more: list[Result]) -> list[Result]:
    known = {result.url for result in first}
    return [*first, *(result for result in more if result.url not in known)]


def _without(conditions: list[Result], articles: list[Result]) -> list[Result]:
    """An overview is read on its condition's page: do not list the same page twice."""
    pages = {condition.url for condition in conditions}
    return [article for article in articles if article.url not in pages]
