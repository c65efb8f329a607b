"""What the house adds to Python-Markdown."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement  # only built here, never parsed

import markdown as python_markdown
from django.utils.text import slugify
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor

CITATION = re.compile(r"\[@([a-z0-9][a-z0-9_-]*)\]")


def heading_id(value: str, separator: str) -> str:
    """Prefixed, so that no heading can take an id the page itself uses."""
    return f"h-{slugify(value) or 'section'}"


class House(Extension):
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
