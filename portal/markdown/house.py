"""What the house adds to Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement  # only built here, never parsed

import markdown as python_markdown
from django.utils.text import slugify
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from portal.markdown.boxes import Boxes, Folded, Words
from portal.markdown.figures import Figure, Figures
from portal.markdown.tables import Tables

CITATION = re.compile(r"\[@([a-z0-9][a-z0-9_-]*)\]")


def heading_id(value: str, separator: str) -> str:
    """Prefixed, so that no heading can take an id the page itself uses."""
    return f"h-{slugify(value) or 'section'}"


class House(Extension):
    """Citation markers, boxes, pictures, tables for phones, and no raw HTML: a `<` stays typed."""

    def __init__(
        self,
        positions: dict[str, int],
        prefix: str,
        figures: Mapping[str, Figure] | None = None,
        language: str = "en",
    ) -> None:
        super().__init__()
        self.positions = positions
        self.prefix = prefix
        self.figures = figures or {}
        self.language = language

    def extendMarkdown(self, md: python_markdown.Markdown) -> None:  # noqa: N802 (their name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_Marker(self.positions), "citation", 175)
        for image in ("image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(image)  # no picture from elsewhere
        blocks = md.parser.blockprocessors
        blocks.register(Boxes(md.parser), "admonition", 105)  # in the place of their own
        blocks.register(Folded(md.parser), "folded", 104)
        blocks.register(Figures(md.parser, self.figures), "figures", 77)
        words = Words(md)
        words.language = self.language
        md.treeprocessors.register(words, "words", 15)
        md.treeprocessors.register(_Places(md, self.prefix), "places", 14)
        md.treeprocessors.register(Tables(md), "tables", 13)


class _Marker(InlineProcessor):
    """`[@key]` becomes a superscript link to the reference of that number."""

    def __init__(self, positions: dict[str, int]) -> None:
        super().__init__(CITATION.pattern)
        self.positions = positions

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[Any, int, int]:  # noqa: N802
        position = self.positions.get(match[1])
        if position is None:  # dangling: publishing refuses it; a preview shows it as written
            return None, None, None
        marker = Element("sup", {"class": "cite"})
        label = f"Source {position}"
        link = SubElement(marker, "a", {"href": f"#ref-{position}", "aria-label": label})
        link.text = f"[{position}]"
        return marker, match.start(0), match.end(0)


class _Places(Treeprocessor):
    """Every marker gets an id, in the order of the text: the list of sources leads back to each."""

    def __init__(self, md: python_markdown.Markdown, prefix: str) -> None:
        super().__init__(md)
        self.prefix = prefix

    def run(self, root: Element) -> None:
        seen: dict[str, int] = {}
        for marker in root.iter("sup"):
            if marker.get("class") != "cite":
                continue
            number = marker[0].get("href", "").removeprefix("#ref-")
            seen[number] = seen.get(number, 0) + 1
            again = f"-{seen[number]}" if seen[number] > 1 else ""
            marker[0].set("id", f"{self.prefix}-{number}{again}")
