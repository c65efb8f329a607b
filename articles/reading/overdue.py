"""What becomes of a page whose review is overdue: it says so, and after a grace it folds.

What may have changed most, the treatments, then opens only by a deliberate step. Boxes that say
when to call for help never fold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import timezone

from articles import models as articles  # they import the doors: their names are read when used
from articles.blocks import BLOCKS, BUILT_FROM_BLOCKS
from portal.markdown.house import heading_id

#: Sections about treatments in articles that are not built from blocks.
ABOUT_TREATMENT = {
    f"h-{slug}"
    for slug in (
        "treatment", "treatments", "treatment-options", "treatment-and-care", "treating-it",
        "care-and-treatment", "how-it-is-treated", "how-is-it-treated", "what-can-be-done",
        "therapy", "therapies", "medicines", "gene-therapy", "stem-cell-transplant",
    )
}  # fmt: skip
FOLDING_BLOCKS = {
    name
    for block in BLOCKS
    if block.folds
    for name in (
        f"h-{block.name}",
        *(heading_id(words, "-") for words in (block.heading, *block.others)),
    )
}
#: Elements without an end tag.
_VOID = {"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"}
_ALARMS = {"emergency", "urgent"}


def is_past_grace(article: articles.Article) -> bool:
    """Whether also the days of grace are over. The article must come with `with_grace()`."""
    folds_after = getattr(article, "folds_after", None)
    return bool(folds_after) and folds_after < timezone.localdate()


def folded(html: str, article: articles.Article) -> str:
    """The HTML of the body with its treatment sections folded behind the reason for it."""
    names = ABOUT_TREATMENT | (FOLDING_BLOCKS if article.kind in BUILT_FROM_BLOCKS else set())
    outline = _Outline(html)
    if not outline.is_sound:  # never so in what our sanitiser has written
        return html
    summary = render_to_string("articles/_folded_summary.html", {"article": article})
    return outline.before + "".join(
        _fold(html, section, summary) if section[0].folds(names) else _html(html, section)
        for section in outline.sections
    )


@dataclass
class _Part:
    """One element of the first level, with the white space after it."""

    start: int
    tag: str
    name: str
    section: int
    end: int = 0
    alarms: bool = False

    def folds(self, names: set[str]) -> bool:
        return self.tag == "h2" and re.sub(r"_\d+$", "", self.name) in names


class _Outline(HTMLParser):
    """The elements of the first level, each section from its second-level heading to the next."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth, self.parts = 0, []
        self.lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        self.close()
        ends = [*(part.start for part in self.parts[1:]), len(html)]
        for part, end in zip(self.parts, ends, strict=False):
            part.end = end
        self.before = html[: self.parts[0].start] if self.parts else html
        self.is_sound = self.depth == 0
        self.sections = [
            list(section) for _, section in groupby(self.parts, key=lambda part: part.section)
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.depth == 0:
            line, column = self.getpos()
            section = self.parts[-1].section + (tag == "h2") if self.parts else 0
            start = self.lines[line - 1] + column
            self.parts.append(_Part(start, tag, given.get("id") or "", section))
        if _ALARMS & set((given.get("class") or "").split()):
            self.parts[-1].alarms = True
        self.depth += tag not in _VOID

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag not in _VOID


def _html(html: str, parts: list[_Part]) -> str:
    return html[parts[0].start : parts[-1].end] if parts else ""


def _fold(html: str, section: list[_Part], summary: str) -> str:
    """The heading stays, for the list of contents; so does every box that says when to call."""
    heading, *rest = section
    stays = "".join(_html(html, [part]) for part in rest if part.alarms)
    folds = "".join(_html(html, [part]) for part in rest if not part.alarms)
    details = f'<details class="overdue-fold">{summary}{folds}</details>\n' if folds else ""
    return f"{_html(html, [heading])}{stays}{details}"
