"""What editors write: tables, boxes, headings with ids, citations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

import markdown as python_markdown
from django.core.exceptions import ValidationError

from portal.markdown.allowed import plain_text
from portal.markdown.cleaning import SHOWN_MARKER, clean
from portal.markdown.evidence import SHOWN_LEVEL, Evidence
from portal.markdown.figures import Figure
from portal.markdown.house import CITATION, House, heading_id
from portal.markdown.tables import check_tables

#: Runs that make Python-Markdown slow; no editor needs as many.
_TOO_MUCH = re.compile(r"[\[<!*_(]{300}|(?:^|\n)[ \t]*(?:(?:[-+*]|\d+\.)[ \t]+){20}")
#: Also a rule, `***`; in a list they stand behind tabs.
_HEADING = re.compile(r"^[ \t>]*(?:#|=+[ \t]*$|[-*_][-*_ \t]*$)", re.MULTILINE)
_BOX = re.compile(r"^[ \t>]*(?:!!!|\?\?\?|\*\[)", re.MULTILINE)
#: Python-Markdown looks ahead from each of these to the end of the paragraph, or of the text.
MOST_BRACKETS, MOST_HEADINGS, MOST_BOXES = 200, 200, 100


@dataclass
class RenderedArticle:
    html: str
    #: The headings of the second level: `{"id", "name"}`.
    contents: list[dict[str, str]] = field(default_factory=list)
    #: For each of these headings the block's name that stands behind it, or nothing.
    block_names: list[str] = field(default_factory=list)


def check_article(text: str) -> None:
    """Raise ValidationError for a text that would take too long to render."""
    if _TOO_MUCH.search(text):
        raise ValidationError("This text repeats a mark of punctuation too often.", code="too_much")
    paragraphs = re.split(r"\n[ \t]*\n", text)
    for paragraph in paragraphs:
        if paragraph.count("[") + paragraph.count("<") > MOST_BRACKETS:
            raise ValidationError(
                f"One paragraph has more than {MOST_BRACKETS} brackets: “{paragraph[:40]}…”.",
                code="too_much",
            )
    if (
        text.count("[") > 20 * MOST_BRACKETS
        or len(_HEADING.findall(text)) > MOST_HEADINGS
        or len(_BOX.findall(text)) > MOST_BOXES
    ):
        raise ValidationError(
            "This text has too many headings, rules, boxes or brackets.", code="too_much"
        )
    check_tables(paragraphs)


def cited_keys(text: str) -> list[str]:
    """The keys of `[@key]` markers, each once, in the order of their first appearance."""
    return list(dict.fromkeys(CITATION.findall(text)))


def render_article(
    text: str,
    positions: dict[str, int],
    *,
    prefix: str = "cite",
    figures: Mapping[str, Figure] | None = None,
    language: str = "en",
) -> RenderedArticle:
    """HTML of an editor's text. `positions` maps each citation key to the number readers see.

    `figures` maps the keys of pictures to what is shown of them; in `language` the boxes speak.
    Every marker of a source gets an id that the reference list links back to.
    """
    check_article(text)
    evidence = Evidence()
    renderer = python_markdown.Markdown(
        extensions=[
            "tables",
            "admonition",
            "sane_lists",
            "toc",
            "abbr",
            House(positions, prefix, figures, language),
            evidence,
        ],
        extension_configs={"toc": {"slugify": heading_id, "toc_depth": "2-4"}},
        output_format="html",
    )
    try:
        html = renderer.convert(text)
    except RecursionError as error:
        raise ValidationError("This text is nested too deeply.", code="nested") from error
    contents = [
        {"id": token["id"], "name": unescape(token["name"])}
        for token in renderer.toc_tokens
        if token["level"] == 2
    ]
    return RenderedArticle(clean(html), contents, evidence.names)


def article_words(html: str) -> str:
    """The plain words of an article's HTML, without its citation markers and evidence levels."""
    return plain_text(SHOWN_LEVEL.sub("", SHOWN_MARKER.sub("", html)))
