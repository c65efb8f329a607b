"""`[@key]` markers in a revision, and the numbered references that they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.markdown import article_words, cited_keys, render_article

if TYPE_CHECKING:
    from articles.models import Citation, Revision, Source


def record(revision: Revision) -> None:
    """Store a Citation for every known source of the text, numbered by first appearance."""
    keys = _keys(revision)
    found = revision.sources.model.objects.filter(key__in=keys)
    sources = {source.key: source for source in found}
    known = [sources[key] for key in keys if key in sources]
    citation = revision.citations.model
    citation.objects.bulk_create(
        citation(revision=revision, source=source, position=position)
        for position, source in enumerate(known, start=1)
    )


def dangling(revision: Revision) -> list[str]:
    """The keys in the text that no citation of this revision answers."""
    known = set(_positions(revision))
    return [key for key in _keys(revision) if key not in known]


def render(revision: Revision) -> dict[str, Any]:
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


def _keys(revision: Revision) -> list[str]:
    return cited_keys(f"{revision.summary}\n{revision.body}")


def _positions(revision: Revision) -> dict[str, int]:
    return {
        citation.source.key: citation.position
        for citation in revision.citations.select_related("source")
    }


@dataclass
class Reference:
    """A source as the list below the text shows it."""

    number: int
    source: Source
    #: Where its first marker stands.
    first_marker: str


def references(cited: Iterable[Citation], summary_html: str) -> list[Reference]:
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


def shown(revision: Revision) -> dict[str, Any]:
    """A revision as HTML with its references, whether or not it was ever published."""
    text = render(revision)
    cited = revision.citations.select_related("source")
    return text | {"title": revision.title, "references": references(cited, text["summary_html"])}
