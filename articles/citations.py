"""`[@key]` markers in a revision, and the numbered references that they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.markdown import cited_keys, plain_text, render_article

if TYPE_CHECKING:
    from articles.models import Revision


def record(revision: Revision) -> None:
    """Store a Citation for every known source of the text, numbered by first appearance."""
    from articles.models import Citation, Source

    sources = {source.key: source for source in Source.objects.filter(key__in=_keys(revision))}
    known = [sources[key] for key in _keys(revision) if key in sources]
    Citation.objects.bulk_create(
        Citation(revision=revision, source=source, position=position)
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
        "summary_text": _without_markers(revision.summary, summary.html),
        "body_html": body.html,
        "body_text": plain_text(body.html),
        "contents": body.contents,
    }


def _without_markers(text: str, html: str) -> str:
    from portal.markdown import CITATION

    if not CITATION.search(text):
        return plain_text(html)
    bare = CITATION.sub("", text)
    return plain_text(render_article(bare, {}).html).replace(" .", ".").replace(" ,", ",")


def _keys(revision: Revision) -> list[str]:
    return cited_keys(f"{revision.summary}\n{revision.body}")


def _positions(revision: Revision) -> dict[str, int]:
    return {
        citation.source.key: citation.position
        for citation in revision.citations.select_related("source")
    }
