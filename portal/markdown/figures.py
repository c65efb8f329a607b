"""`![](picture:key)`, alone on a line: a picture that the desk has, and no other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement  # only built here, never parsed

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString

PICTURE = re.compile(
    r"^[ ]{0,3}!\[(?P<alt>[^\]\n]{0,300})\]\(picture:(?P<key>[a-z0-9][a-z0-9_-]*)\)[ \t]*$",
    re.MULTILINE,
)
SIZES = "(min-width: 44rem) 40rem, 100vw"


@dataclass(frozen=True)
class Figure:
    """A picture as a text shows it: addresses of two sizes of the same picture."""

    small: str
    small_width: int
    large: str
    width: int
    height: int
    #: Empty where the picture is decoration.
    alt: str
    credit: str


def pictured_keys(text: str) -> list[str]:
    """The keys of the pictures in a text, each once, in the order of their first appearance."""
    return list(dict.fromkeys(match["key"] for match in PICTURE.finditer(text)))


class Figures(BlockProcessor):
    """A picture that nobody has uploaded stays as it was typed; so do addresses of pictures."""

    def __init__(self, parser: BlockParser, figures: Mapping[str, Figure]) -> None:
        super().__init__(parser)
        self.figures = figures

    def _find(self, block: str) -> re.Match[str] | None:
        found = PICTURE.finditer(block)
        return next((match for match in found if match["key"] in self.figures), None)

    def test(self, parent: Element, block: str) -> bool:
        return self._find(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self._find(block)
        if before := block[: match.start()].strip("\n"):
            self.parser.parseBlocks(parent, [before])
        self.draw(parent, self.figures[match["key"]], match["alt"].strip())
        if after := block[match.end() :].strip("\n"):
            blocks.insert(0, after)

    def draw(self, parent: Element, picture: Figure, own_alt: str) -> None:
        figure = SubElement(parent, "figure")
        image = SubElement(figure, "img", {"src": picture.large, "alt": own_alt or picture.alt})
        if picture.small_width < picture.width:
            small = f"{picture.small} {picture.small_width}w"
            image.set("srcset", f"{small}, {picture.large} {picture.width}w")
            image.set("sizes", SIZES)
        image.set("width", str(picture.width))
        image.set("height", str(picture.height))
        image.set("loading", "lazy")
        image.set("decoding", "async")
        if picture.credit:
            caption = SubElement(figure, "figcaption")
            caption.text = AtomicString(picture.credit)
