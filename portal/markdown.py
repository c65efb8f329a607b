"""Markdown to HTML: one renderer for articles, a stricter one for contributions.

Python-Markdown has what editors need (tables, admonitions, headings with ids), but it takes 9.5 s
for 10,000 `[` and overflows the stack on 1 kB of list markers. It therefore only ever sees texts of
editors, within bounds. What strangers write goes through markdown-it-py, which stays linear.
Both end in `nh3` with a strict allow-list, last, so that nothing can slip in afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement  # only built here, never parsed

import markdown as python_markdown
import nh3
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table

_INLINE = {"a", "abbr", "br", "code", "del", "em", "strong", "sub", "sup"}
_BLOCK = {"blockquote", "hr", "li", "ol", "p", "pre", "ul"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_SCHEMES = {"http", "https", "mailto"}

# --- Contributions ------------------------------------------------------------------------------
_contributions = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
_contributions.disable(["image", "heading", "lheading", "html_block", "html_inline"])
# One long address, and its short name a thousand times, would be megabytes of HTML.
_contributions.disable("reference")
#: Cells of all tables in one text. Short rows are filled up, so two characters can be many cells.
MOST_CELLS = 1_000


def _table_within_bounds(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, as long as the cells last; what comes after it stays as it was typed."""
    if state.env.get("cells_used_up") or not table(state, start, end, True):
        return False
    columns = state.src[state.bMarks[start] : state.eMarks[start]].count("|") + 1
    cells = state.env.get("cells", 0)
    line = start
    while line < end and not state.isEmpty(line) and cells <= MOST_CELLS:
        cells += columns
        line += 1
    if cells > MOST_CELLS:
        state.env["cells_used_up"] = True
        return False
    if not silent:
        state.env["cells"] = cells
    return silent or table(state, start, end, False)


_contributions.block.ruler.at("table", _table_within_bounds, {"alt": ["paragraph", "reference"]})


def render_contribution(text: str) -> str:
    """HTML of what a member wrote: no images, headings, raw HTML, ids or classes."""
    return nh3.clean(
        _contributions.render(text),
        tags=_INLINE - {"abbr"} | _BLOCK | _TABLE,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_safe_attribute,
        url_schemes=_SCHEMES,
        link_rel="nofollow ugc noopener",
        clean_content_tags={"script", "style"},
        strip_comments=True,
    )


def _safe_attribute(tag: str, attribute: str, value: str) -> str | None:
    """Only absolute addresses with a host (or a mailbox), and only list starts that are numbers."""
    if attribute == "rel":
        return value  # written by nh3 itself: no text can bring one along
    if attribute == "start":
        return value if value.isdecimal() and len(value) < 6 else None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    if parts.scheme in {"http", "https"}:
        # A user name before the host makes a link look as if it led somewhere else.
        return value if parts.hostname and "@" not in parts.netloc else None
    return value if parts.scheme == "mailto" else None


def plain_text(html: str) -> str:
    """The words of HTML made here, on one line: for excerpts, search columns and mails."""
    spaced = re.sub(r"</(p|li|h[2-6]|tr|td|th|pre|blockquote)>|<br>", " ", html)
    words = nh3.clean(spaced, tags=set(), attributes={}, clean_content_tags={"script", "style"})
    return " ".join(unescape(words).split())


# --- Articles -----------------------------------------------------------------------------------
CITATION = re.compile(r"\[@([a-z0-9][a-z0-9_-]*)\]")
_SHOWN_MARKER = re.compile(r'\s*(<sup class="cite">.*?</sup>)')
#: Runs that make Python-Markdown slow; no editor needs as many.
_TOO_MUCH = re.compile(r"[\[<!*_(]{300}|(?:^|\n)[ \t]*(?:(?:[-+*]|\d+\.)[ \t]+){20}")
_HEADING = re.compile(r"^[ >]*(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
_BOX = re.compile(r"^[ >]*(?:!!!|\*\[)", re.MULTILINE)
#: Python-Markdown looks ahead from each of these to the end of the paragraph, or of the text.
MOST_BRACKETS, MOST_HEADINGS, MOST_BOXES = 200, 200, 100


@dataclass
class RenderedArticle:
    html: str
    #: The headings of the second level: `{"id", "name"}`.
    contents: list[dict[str, str]] = field(default_factory=list)


def check_article(text: str) -> None:
    """Raise ValidationError for a text that would take too long to render."""
    if _TOO_MUCH.search(text):
        raise ValidationError("This text repeats a mark of punctuation too often.", code="too_much")
    for paragraph in re.split(r"\n[ \t]*\n", text):
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
        raise ValidationError("This text has too many headings or brackets.", code="too_much")


def cited_keys(text: str) -> list[str]:
    """The keys of `[@key]` markers, each once, in the order of their first appearance."""
    return list(dict.fromkeys(CITATION.findall(text)))


def render_article(
    text: str, positions: dict[str, int], *, prefix: str = "cite"
) -> RenderedArticle:
    """HTML of an editor's text. `positions` maps each citation key to the number readers see.

    The first marker of a source gets the id that the reference list links back to.
    """
    check_article(text)
    renderer = python_markdown.Markdown(
        extensions=["tables", "admonition", "sane_lists", "toc", "abbr", _House(positions, prefix)],
        extension_configs={"toc": {"slugify": _heading_id, "toc_depth": "2-4"}},
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
    return RenderedArticle(_clean_article(html), contents)


def article_words(html: str) -> str:
    """The plain words of an article's HTML, without its citation markers."""
    return plain_text(_SHOWN_MARKER.sub("", html))


def _clean_article(html: str) -> str:
    clean = nh3.clean(
        html,
        tags=_INLINE | _BLOCK | _TABLE | {"h2", "h3", "h4", "div"},
        attributes={
            "a": {"href", "id"},
            "abbr": {"title"},
            "ol": {"start"},
            "div": {"class", "role", "aria-label", "tabindex"},
            "p": {"class"},
            "sup": {"class"},
            "h2": {"id"},
            "h3": {"id"},
            "h4": {"id"},
            "th": {"scope"},
        },
        attribute_filter=_article_attribute,
        url_schemes=_SCHEMES,
        link_rel="noopener",
        strip_comments=True,
    )
    return _SHOWN_MARKER.sub(r"\1", clean)  # a marker never starts a line of its own


_CLASSES = {"admonition-title", "cite", "table-scroll"} | {
    f"admonition {kind}" for kind in ("emergency", "urgent", "warning", "inset", "note")
}


def _article_attribute(tag: str, attribute: str, value: str) -> str | None:
    allowed = {
        "class": lambda: value in _CLASSES,
        "id": lambda: re.fullmatch(r"(h|cite|cites)-[a-z0-9_-]+", value),
        "tabindex": lambda: value == "0",
        "role": lambda: value == "group",
        "aria-label": lambda: value == "Table",
        "scope": lambda: value in {"col", "row"},
    }
    if attribute in allowed:
        return value if allowed[attribute]() else None
    if attribute == "href" and (value.startswith("#") or re.match(r"/(?![/\\])", value)):
        return value
    return value if attribute == "title" else _safe_attribute(tag, attribute, value)


def _heading_id(value: str, separator: str) -> str:
    """Prefixed, so that no heading can take an id the page itself uses."""
    return f"h-{slugify(value) or 'section'}"


class _House(Extension):
    """Citation markers, tables that scroll, and no raw HTML: a `<` is shown as it was typed."""

    def __init__(self, positions: dict[str, int], prefix: str) -> None:
        super().__init__()
        self.positions = positions
        self.prefix = prefix

    def extendMarkdown(self, md: python_markdown.Markdown) -> None:  # noqa: N802 (their name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_Marker(self.positions, self.prefix), "citation", 175)
        md.postprocessors.register(_Tables(md), "tables", 5)


class _Marker(InlineProcessor):
    """`[@key]` becomes a superscript link to the reference of that number."""

    def __init__(self, positions: dict[str, int], prefix: str) -> None:
        super().__init__(CITATION.pattern)
        self.positions = positions
        self.prefix = prefix
        self.seen: set[str] = set()

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[Any, int, int]:  # noqa: N802
        key = match[1]
        position = self.positions.get(key)
        if position is None:  # dangling: publishing refuses it; a preview shows it as written
            return None, None, None
        marker = Element("sup", {"class": "cite"})
        link = SubElement(marker, "a", {"href": f"#ref-{position}"})
        if key not in self.seen:
            link.set("id", f"{self.prefix}-{position}")
            self.seen.add(key)
        link.text = f"[{position}]"
        return marker, match.start(0), match.end(0)


class _Tables(Postprocessor):
    """A wide table scrolls in a box of its own that the keyboard can reach."""

    BOX = '<div class="table-scroll" role="group" aria-label="Table" tabindex="0">'

    def run(self, text: str) -> str:
        text = text.replace("<table>", f"{self.BOX}<table>")
        text = text.replace("</table>", "</table></div>")
        return re.sub(r"<th(?=[ >])", '<th scope="col"', text)
