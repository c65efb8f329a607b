"""What the search page shows: hits of the engine that visitors may still see, and what helps.

The index holds only what is public. Each page is fetched through `visible_to` all the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection, transaction
from django.utils.safestring import SafeString
from django.utils.text import slugify
from psycopg2.errors import QueryCanceled

from articles.languages import LANGUAGES, direction
from articles.models import Article, Condition, Trial
from articles.reading import overdue
from articles.trials.terms import Status
from forum.models import Question
from portal.finding import answers
from portal.finding.lookalikes import LookAlike, looking_alike
from portal.search import Shelf, clean_query, hits, rank, read
from portal.search.hits import Hit
from portal.search.models import SearchDocument
from portal.search.ranking import Filters, Ranked
from portal.search.reading import Reading

Kind = SearchDocument.Kind
#: Results of each kind, side by side and alone.
SOME, MOST = 8, 40
#: Milliseconds for one statement; seconds after which a search asks the database no more.
LONGEST, ALTOGETHER = 2_000, 4
#: Characters of what may be the name of a condition.
LONGEST_NAME = 100
#: What has less of the words than this share of the best one's is left out.
ENOUGH = 0.6


@dataclass
class Result:
    kind: str
    pk: int
    title: str
    url: str
    excerpt: SafeString | str = ""
    note: str = ""
    #: Where it is not English.
    language: str = ""

    @property
    def direction(self) -> str:
        return direction(self.language) if self.language else ""


@dataclass
class Section:
    """The results of one kind."""

    kind: str
    results: list[Result]
    #: How many there are; on a page with all kinds, some are not shown.
    count: int

    @property
    def heading(self) -> str:
        return Kind(self.kind).label

    @property
    def more(self) -> int:
        return self.count - len(self.results)


@dataclass
class Results:
    query: str
    filters: Filters = field(default_factory=Filters)
    sections: list[Section] = field(default_factory=list)
    #: How many of each kind there are, whichever is shown.
    counts: dict[str, int] = field(default_factory=dict)
    did_you_mean: str = ""
    lookalikes: list[LookAlike] = field(default_factory=list)
    #: Conditions whose names are nearest, where nothing was found.
    nearest: list[Result] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    @property
    def shown(self) -> int:
        return sum(len(section.results) for section in self.sections)

    @property
    def kind(self) -> str:
        return self.filters.kinds[0] if self.filters.kinds else ""

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """Each kind of which there is something, and the one that is shown, with its name."""
        counted = [(kind.value, kind.label, self.counts.get(kind, 0)) for kind in Kind]
        return [each for each in counted if each[2] or each[0] == self.kind]


def find(text: str, filters: Filters | None = None) -> Results:
    """What the search page shows for these words; an empty query finds nothing."""
    results = Results(clean_query(text), filters or Filters())
    if not results.query:
        return results
    reading = read(results.query)
    results.did_you_mean = reading.did_you_mean
    results.lookalikes = looking_alike(results.query)
    narrowed = Filters(
        condition=results.filters.condition,
        language=results.filters.language,
        reviewed=results.filters.reviewed,
    )
    ranked = [one for shelf in Shelf for one in _enough(rank(reading, shelf, filters=narrowed))]
    by_kind = {kind: [one for one in ranked if one.kind == kind] for kind in Kind}
    shown = [Kind(results.kind)] if results.kind else list(Kind)
    for kind in Kind:
        most = MOST if results.kind else SOME
        found = hits(by_kind[kind][:most], reading) if kind in shown else []
        rows = SHOWN[kind](found, reading, narrowed)
        results.counts[kind] = max(len(by_kind[kind]), len(rows))
        if rows:
            results.sections.append(Section(kind, rows[:most], results.counts[kind]))
    if not results.count:
        results.nearest = _nearest(results.query)
    return results


class TooSlow(Exception):
    """The database gave up on this query."""


def find_in_time(text: str, filters: Filters) -> Results:
    """The same, or TooSlow: nobody's words may keep the database from everybody else."""
    within = connection.execute_wrapper(_until(time.monotonic() + ALTOGETHER))
    try:
        with transaction.atomic(), within, connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [LONGEST])
            return find(text, filters)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlow from error
        raise


def _until(end: float) -> Callable[..., Any]:
    def run(execute: Callable[..., Any], *statement: Any) -> Any:
        if time.monotonic() > end:
            raise TooSlow
        return execute(*statement)

    return run


def ranked(text: str) -> list[tuple[str, int, str]]:
    """Kind, number and slug of what is found, for programs: curated pages as they rank, then
    questions."""
    reading = read(clean_query(text))
    found = [one for shelf in Shelf for one in _enough(rank(reading, shelf))]
    public = {
        Kind.CONDITION: Condition.objects.all(),
        Kind.ARTICLE: Article.objects.visible_to(AnonymousUser()).published(),
        Kind.TRIAL: Trial.objects.visible_to(AnonymousUser()),
        Kind.QUESTION: Question.objects.for_list(AnonymousUser()),
    }
    seen = {
        kind: set(
            pages.filter(pk__in=[one.object_id for one in found if one.kind == kind]).values_list(
                "pk", flat=True
            )
        )
        for kind, pages in public.items()
    }
    return [
        (one.kind, one.object_id, one.slug or slugify(one.title)[:80])
        for one in found
        if one.object_id in seen[one.kind]
    ]


def languages() -> list[tuple[str, str]]:
    """Those of the texts, with their own names; nothing where all are in one."""
    codes = SearchDocument.objects.filter(shelf=Shelf.CURATED).order_by().distinct()
    names = dict(LANGUAGES)
    found = sorted(codes.values_list("language", flat=True))
    return [(code, names[code]) for code in found] if len(found) > 1 else []


def names_like(text: str, most: int = 8) -> list[str]:
    """Names of conditions to offer while somebody types."""
    return [condition.name for condition in _named_like(clean_query(text), most)]


def _enough(ranked: list[Ranked]) -> list[Ranked]:
    best = max((one.matched for one in ranked), default=0)
    return [one for one in ranked if one.matched >= ENOUGH * best]


def _nearest(query: str) -> list[Result]:
    near = _named_like(query, 5)
    return [Result(Kind.CONDITION, each.pk, each.name, each.get_absolute_url()) for each in near]


def _named_like(query: str, most: int) -> list[Condition]:
    if not 2 <= len(query) <= LONGEST_NAME:
        return []
    return list(Condition.objects.named_like(query)[:most])


def _conditions(found: list[Hit], reading: Reading, filters: Filters) -> list[Result]:
    """What an overview has folded on its page is not quoted here either."""
    conditions = {
        condition.pk: condition
        for condition in Condition.objects.filter(pk__in=[hit.pk for hit in found])
    }
    folded = set(
        Article.objects.filter(overview_of__in=conditions)
        .past_grace()
        .values_list("overview_of", flat=True)
    )
    return [
        Result(
            hit.kind, hit.pk, conditions[hit.pk].name, hit.url,
            "" if hit.pk in folded else hit.excerpt, "",
            "" if hit.language == "en" else hit.language,
        )
        for hit in found if hit.pk in conditions
    ]  # fmt: skip


def _articles(found: list[Hit], reading: Reading, filters: Filters) -> list[Result]:
    seen = Article.objects.for_list(AnonymousUser()).with_grace()
    articles = {article.pk: article for article in seen.filter(pk__in=[hit.pk for hit in found])}
    return [
        Result(
            hit.kind, hit.pk, article.title, article.get_absolute_url(),
            "" if overdue.is_past_grace(article) else hit.excerpt, _note(article),
            "" if article.language == "en" else article.language,
        )
        for hit in found if (article := articles.get(hit.pk))
    ]  # fmt: skip


def _note(article: Article) -> str:
    """What kind of text it is, and whether a clinician stands behind it today."""
    kind = article.get_kind_display()
    if article.is_overdue:
        return f"{kind}, due for a new review"
    return f"{kind}, reviewed" if article.signoff and not article.review_lost else kind


def _questions(found: list[Hit], reading: Reading, filters: Filters) -> list[Result]:
    """Questions whose own words match, or one of whose answers does; each question once."""
    nobody = AnonymousUser()
    answered = answers.matching(reading, filters)
    seen = Question.objects.for_list(nobody)
    questions = {question.pk: question for question in seen.filter(pk__in=[h.pk for h in found])}
    ranked = [
        (hit.score, hit.pk, questions[hit.pk].get_absolute_url(), hit.title, hit.excerpt)
        for hit in found if hit.pk in questions
    ] + [
        (answer.score, answer.question_id, answer.get_absolute_url(), answer.question.title,
         answer.excerpt)
        for answer in answered
    ]  # fmt: skip
    best: dict[int, Result] = {}
    for _score, pk, url, title, excerpt in sorted(ranked, key=lambda row: -row[0]):
        best.setdefault(pk, Result(Kind.QUESTION, pk, title, url, excerpt))
    return list(best.values())


def _trials(found: list[Hit], reading: Reading, filters: Filters) -> list[Result]:
    """With how each stands: who looks for a trial looks for one that takes somebody."""
    seen = Trial.objects.visible_to(AnonymousUser()).filter(pk__in=[hit.pk for hit in found])
    trials = {trial.pk: trial for trial in seen}
    return [
        Result(
            hit.kind, hit.pk, hit.title, trial.get_absolute_url(), hit.excerpt,
            _status(trial),
        )
        for hit in found if (trial := trials.get(hit.pk))
    ]  # fmt: skip


def _status(trial: Trial) -> str:
    """As its page says it; of what nobody has confirmed for long, that nobody has."""
    if trial.gone_since:
        return f"{trial.get_status_display()}, but no longer in the registry"
    if trial.is_stale and trial.status != Status.UNKNOWN:
        return f"{trial.get_status_display()}, not confirmed for long"
    return trial.get_status_display()


SHOWN = {
    Kind.CONDITION: _conditions,
    Kind.ARTICLE: _articles,
    Kind.TRIAL: _trials,
    Kind.QUESTION: _questions,
}
