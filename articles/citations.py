"""`[@key]` markers in a revision, and the numbered references that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from articles import models as articles  # they import this module: their names are read when used
from portal.markdown import article_words, cited_keys, pictured_keys, render_article


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
    language = revision.article.language
    summary = render_article(revision.summary, positions, prefix="cites", language=language)
    figures = articles.Picture.objects.figures(pictured_keys(revision.body))
    body = render_article(revision.body, positions, figures=figures, language=language)
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
    #: The ids of its markers, in the order of the page.
    places: list[str] = field(default_factory=list)

    @property
    def retracted(self) -> bool:
        return self.source.state == "retracted"


#: The id that `render_article` gives to a marker of the summary or of the body.
_PLACE = re.compile(r'id="((?:cites|cite)-(\d+)(?:-\d+)?)"')


def references(cited: Iterable[articles.Citation], *html: str) -> list[Reference]:
    """The sources by their numbers. `html` is the page's text, the summary first."""
    places: dict[int, list[str]] = {}
    for place, number in _PLACE.findall("".join(html)):
        places.setdefault(int(number), []).append(place)
    return [
        Reference(citation.position, citation.source, places.get(citation.position, []))
        for citation in cited
    ]


def marked(html: str, references: Iterable[Reference]) -> str:
    """The text with its markers of retracted sources saying so, beside the number and aloud."""
    for number in (reference.number for reference in references if reference.retracted):
        html = html.replace(
            f'aria-label="Source {number}"', f'aria-label="Source {number}, retracted"'
        )
        html = html.replace(f">[{number}]</a></sup>", f">[{number}, retracted]</a></sup>")
    return html


def retracted_sources(
    article: articles.Article, references: Iterable[Reference]
) -> list[articles.Source]:
    """Those about which an editor has not yet decided; readers are told of them."""
    sources = {ref.source.pk: ref.source for ref in references if ref.retracted}
    if not sources:
        return []  # most pages: no query
    tasks = articles.ReviewTask.objects.still_open().filter(
        article=article, why="source retracted", source__in=sources
    )
    waiting = set(tasks.values_list("source", flat=True))
    return [source for pk, source in sources.items() if pk in waiting]


def shown(revision: articles.Revision) -> dict[str, Any]:
    """A revision as HTML with its references, whether or not it was ever published."""
    text = render(revision)
    cited = revision.citations.select_related("source__superseded_by")
    found = references(cited, text["summary_html"], text["body_html"])
    for name in ("summary_html", "body_html"):
        text[name] = marked(text[name], found)
    return text | {"title": revision.title, "references": found}
