"""`[@key]` markers in a revision, and the numbered references that they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles import models as articles  # they import this module: their names are read when used
from portal.markdown import article_words, cited_keys, render_article


def record(revision: articles.Revision) -> None:
    """Store a Citation for every known source of the text, numbered by first appearance."""
    keys = _keys(revision)
    sources = {source.key: source for source in articles.Source.objects.filter(key__in=keys)}
    known = [sources[key] for key in keys if key in sources]
    articles.Citation.objects.bulk_create(
        articles.Citation(revision=revision, source=source, position=position)
        for position, source in enumerate(known, start=1)
    )


def dangling(revision: articles.Revision) -> list[str]:
    """The keys in the text that no citation of this revision answers."""
    known = set(_positions(revision))
    return [key for key in _keys(revision) if key not in known]


def render(revision: articles.Revision) -> dict[str, Any]:
    """The columns of the article that are derived from this revision's text."""
    positions = _positions(revision)
    summary = render_article(revision.summary, positions, prefix="cites")
    body = render_article(revision.body, positions)
    return {
        "summary_html": summary.html,
        "summary_text": article_words(summary.html),
        "body_html": body.html,
        "body_text": article_words(body.html),
        "contents": body.contents,
    }


def _keys(revision: articles.Revision) -> list[str]:
    return cited_keys(f"{revision.summary}\n{revision.body}")


def _positions(revision: articles.Revision) -> dict[str, int]:
    return {
        citation.source.key: citation.position
        for citation in revision.citations.select_related("source")
    }


@dataclass
class Reference:
    """A source as the list below the text shows it."""

    number: int
    source: articles.Source
    #: Where its first marker stands.
    first_marker: str


def references(cited: Iterable[articles.Citation], summary_html: str) -> list[Reference]:
    return [
        Reference(
            citation.position,
            citation.source,
            f"cites-{citation.position}"
            if f'id="cites-{citation.position}"' in summary_html
            else f"cite-{citation.position}",
        )
        for citation in cited
    ]


def shown(revision: articles.Revision) -> dict[str, Any]:
    """A revision as HTML with its references, whether or not it was ever published."""
    text = render(revision)
    cited = revision.citations.select_related("source")
    return text | {"title": revision.title, "references": references(cited, text["summary_html"])}
