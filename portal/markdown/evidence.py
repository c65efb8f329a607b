"""How sure a claim is, `{evidence: low}`, and the name of a block, `## Risiken {#risks}`."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, SubElement  # only built here, never parsed

import markdown as python_markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

#: What the studies allow to say, in the words of GRADE; "none" is ours: there is no study.
LEVELS = {
    "high": "high",
    "moderate": "moderate",
    "low": "low",
    "very low": "very low",
    "none": "no study",
}
#: Where the levels are explained.
EXPLAINED = "/about/articles/#evidence"
#: Any such marker, also one that names no level.
ANY_MARKER = re.compile(r"\{ *evidence *:(?P<level>[^{}\n]{0,40})\}", re.IGNORECASE)
#: As it is shown; `clean()` lets it pass and `article_words()` leaves it out.
SHOWN_LEVEL = re.compile(r'\s*(<span class="evidence evidence--[a-z-]+">.*?</span>)')
#: It stands at the end of a paragraph, list item or cell; only citations may follow.
_AT_THE_END = (
    r"\{ *evidence *: *(high|moderate|low|very +low|none) *\}"
    r"(?=(?:\s*\[@[a-z0-9][a-z0-9_-]*\])*\s*\Z)"
)
_NAMED = re.compile(r"^(?P<words>.*\S) *\{#(?P<name>[a-z]+(?:-[a-z]+)*)\}$")


class Evidence(Extension):
    """`names` holds, for every heading of the second level, the block's name or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def extendMarkdown(self, md: python_markdown.Markdown) -> None:  # noqa: N802 (their name)
        md.inlinePatterns.register(_Level(_AT_THE_END), "evidence", 176)  # before citations
        md.treeprocessors.register(_Names(md, self.names), "block_names", 25)  # before the words


class _Level(InlineProcessor):
    """The marker becomes words with a link to what they mean. Another level stays as typed."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.compiled_re = re.compile(pattern, re.DOTALL | re.IGNORECASE)

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[Any, int, int]:  # noqa: N802
        level = " ".join(match[1].lower().split())
        shown = Element("span", {"class": f"evidence evidence--{level.replace(' ', '-')}"})
        link = SubElement(shown, "a", {"href": EXPLAINED})
        link.text = f"Evidence: {LEVELS[level]}"
        return shown, match.start(0), match.end(0)


class _Names(Treeprocessor):
    """Readers do not see a block's name: it becomes the heading's id."""

    def __init__(self, md: python_markdown.Markdown, names: list[str]) -> None:
        super().__init__(md)
        self.names = names

    def run(self, root: Element) -> None:
        taken = set()
        for heading in root.iter():
            if heading.tag not in {"h2", "h3", "h4"}:
                continue
            named = _NAMED.match((heading.text or "").strip())
            name = named["name"] if named else ""
            if named:
                heading.text = named["words"]
                if name not in taken:
                    heading.set("id", f"h-{name}")
                taken.add(name)
            if heading.tag == "h2":
                self.names.append(name)


class Claims(HTMLParser):
    """Reads rendered HTML: `found` is what carries a level, in the order of the text."""

    _PLACES = {"p", "li", "td", "th", "dd", "figcaption", "summary"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        #: How many headings of the second level have been passed, and the words of the last.
        self._headings, self._words = 0, ""
        self._places: list[dict[str, Any]] = []
        #: Depth within what is not part of the words: a citation mark, a level.
        self._aside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        place = self._places[-1] if self._places else None
        classes = given.get("class", "").split()
        if self._aside:
            self._aside += [tag] if tag == self._aside[0] else []
            cited = re.fullmatch(r"#ref-(\d+)", given.get("href", ""))
            if place and cited:
                place["cited"].append(int(cited[1]))
        elif tag == "sup" and "cite" in classes:
            self._aside.append(tag)
        elif tag == "span" and "evidence" in classes:
            self._aside.append(tag)
            if place:
                place["level"] = classes[1].removeprefix("evidence--").replace("-", " ")
                self.found.append(place)
        elif tag in self._PLACES:
            self._places.append(
                {
                    "tag": tag,
                    "heading": self._headings - 1,
                    "heading_words": self._words,
                    "text": "",
                    "cited": [],
                }
            )
        elif tag == "h2":
            self._headings, self._words = self._headings + 1, ""
            self._places.append({"tag": "h2", "text": "", "cited": []})

    def handle_endtag(self, tag: str) -> None:
        if self._aside:
            if tag == self._aside[0]:
                self._aside.pop()
        elif self._places and self._places[-1]["tag"] == tag:
            place = self._places.pop()
            place["text"] = " ".join(place["text"].split())
            if tag == "h2":
                self._words = place["text"]

    def handle_data(self, data: str) -> None:
        if self._places and not self._aside:
            self._places[-1]["text"] += data
