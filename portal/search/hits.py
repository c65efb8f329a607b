"""What is shown of a document that was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from portal.search.models import SearchDocument
from portal.search.ranking import Ranked
from portal.search.reading import Reading, quoted, rows

#: Names of the pages on which documents are read.
PAGES = {
    SearchDocument.Kind.CONDITION: "articles:condition",
    SearchDocument.Kind.ARTICLE: "articles:article",
    SearchDocument.Kind.TRIAL: "articles:trial",
    SearchDocument.Kind.QUESTION: "forum:question",
}
#: Private-use characters stand for the marks until the excerpt has been escaped.
MARK, END_MARK = "\ue000", "\ue001"
HEADLINE = (
    f'StartSel="{MARK}", StopSel="{END_MARK}", MaxWords=35, MinWords=15, MaxFragments=2, '
    'FragmentDelimiter=" … "'
)
#: Characters of a text in which an excerpt is looked for.
LOOKED_AT = 20_000


@dataclass
class Hit:
    """A page that answers, or may: at most what everybody may read."""

    kind: str
    #: Of the condition, article, trial or question.
    pk: int
    slug: str
    title: str
    language: str
    #: Where the words stand, escaped and marked; empty if it was not asked for.
    excerpt: SafeString | str
    score: float
    #: Share of the words that it has, from 0 to 1, by how rare they are.
    matched: float

    @property
    def url(self) -> str:
        return address(self.kind, self.pk, self.slug, self.title)


#: Where an excerpt is taken from. What a curated page says may be overdue and folded there; its
#: summary never is.
ANYWHERE, SAFE = "body", "CASE shelf WHEN 1 THEN summary ELSE body END"


def address(kind: str, pk: int, slug: str, title: str) -> str:
    """Where a document is read. A question redirects where its title makes another address."""
    if kind == SearchDocument.Kind.QUESTION:
        return reverse(PAGES[kind], args=[pk, slugify(title)[:80].strip("-") or "question"])
    return reverse(PAGES[kind], args=[slug])


def hits(ranked: Sequence[Ranked], reading: Reading, *, of: str = ANYWHERE) -> list[Hit]:
    """The documents in their order, each with an excerpt."""
    excerpts = _excerpts({one.pk for one in ranked}, reading, text=of)
    return [
        Hit(
            one.kind, one.object_id, one.slug, one.title, one.language,
            excerpts.get(one.pk, ""), one.score, one.matched,
        )
        for one in ranked
    ]  # fmt: skip


def _excerpts(documents: set[int], reading: Reading, *, text: str) -> dict[int, SafeString]:
    query = any_term(reading)
    if not query or not documents:
        return {}
    found = rows(
        f"""
        SELECT id, ts_headline(search_config(language), left({text}, %s), %s::tsquery, %s)
        FROM portal_searchdocument WHERE id = ANY(%s)
        """,  # noqa: S608  (one of our own columns)
        [LOOKED_AT, query, HEADLINE, list(documents)],
    )
    return {pk: excerpt_html(excerpt) for pk, excerpt in found}


def any_term(reading: Reading) -> str:
    """A `tsquery` that any of the terms answers."""
    return " | ".join(quoted(term) for term in sorted(reading.terms))


def all_wanted(reading: Reading, most: int) -> str:
    """A `tsquery` that holds where something of everything that is wanted stands."""
    return " & ".join(
        "("
        + " | ".join(
            "(" + " & ".join(quoted(term) for term in terms) + ")"
            for _, terms in wanted.alternatives
            if terms
        )
        + ")"
        for wanted in reading.wanted[:most]
    )


def excerpt_html(excerpt: str) -> SafeString:
    """An excerpt from `ts_headline`, which does not escape: escaped first, marked afterwards."""
    marked = escape(excerpt).replace(MARK, "<mark>").replace(END_MARK, "</mark>")
    return mark_safe(marked)  # noqa: S308  (escaped in the line above)
