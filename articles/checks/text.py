"""A text as the checks read it: its passages in plain words, and where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from html import unescape

from django.utils import timezone

from articles.blocks import block_of
from portal.markdown import CITATION

#: Characters. A longer "sentence" is looked at in pieces, so that no text is hard work.
LONGEST_SENTENCE = 1_000


@dataclass(frozen=True)
class SourceFacts:
    """What the checks ask of a source."""

    year: int | None = None
    state: str = "current"
    #: Why an editor decided that the page holds although this was retracted, or "".
    kept_because: str = ""


class Sort(StrEnum):
    """What kind of line a passage is."""

    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    #: The heading of a box: `!!! urgent "Call … if …"`.
    BOX = "box"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage."""

    #: In plain words, without citations, links and marks of emphasis.
    words: str
    #: The same, with what stands between quotation marks left out.
    own_words: str
    passage: Passage
    #: Whether it cites something.
    cites: bool

    @property
    def asks(self) -> bool:
        return self.words.endswith("?")


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, a list item, a row of a table, a title."""

    sort: Sort
    #: As it was typed.
    raw: str
    where: str
    #: Of the body, counted from 1; of the summary and the title it is 1.
    line: int
    #: The named block that it stands in (articles.blocks), or "".
    block: str = ""
    #: The kind of the box that it stands in or opens, such as "emergency", or "".
    box: str = ""
    #: Somebody else's words: `> …`.
    quoted: bool = False
    #: 2 for `##`; 0 for what is no heading.
    level: int = 0

    @cached_property
    def words(self) -> str:
        return plain(self.raw)

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [
            Sentence(
                words,
                "" if self.quoted else _QUOTED.sub("“…”", words),
                self,
                CITED in kept,
            )
            for kept in _sentences(plain(self.raw, cited=CITED))
            if (words := _close(kept.replace(CITED, "")))
        ]


@dataclass(frozen=True)
class Text:
    """What can be checked without a database: a revision, or a file that may become one."""

    kind: str
    title: str
    summary: str
    body: str
    #: The sources that its citations lead to, by key.
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)
    #: As of which day it is true, or when a clinician signed it; None where nobody says.
    dated: date | None = None
    language: str = "en"
    today: date = field(default_factory=timezone.localdate)

    @cached_property
    def passages(self) -> list[Passage]:
        return [
            Passage(Sort.TITLE, self.title, "Title", 1),
            Passage(Sort.SUMMARY, self.summary, "Summary", 1),
            *_passages(self.body),
        ]

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [sentence for passage in self.passages for sentence in passage.sentences]

    @cached_property
    def citations(self) -> list[tuple[str, Passage]]:
        """Every key that the text cites, with the passage of its first marker."""
        first: dict[str, Passage] = {}
        for passage in self.passages[1:]:
            for key in CITATION.findall(passage.raw):
                first.setdefault(key, passage)
        return list(first.items())


# --- Markdown into passages -----------------------------------------------------------------------
_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<quote>(?:>[ \t]?)*)[ \t]*"
    r"(?:(?P<heading>\#{1,6})(?!\#)[ \t]*|(?P<box>(?:!!!|\?\?\?\+?)[ \t]*)"
    r"|(?P<item>(?:[-+*]|\d{1,9}\.)[ \t]+)|(?P<row>\|))?(?P<rest>.*)"
)
_BOX = re.compile(r"(?P<kind>[\w-]+)[^\"]{0,100}(?:\"(?P<title>.*)\"?)?")
_ATTRIBUTES = re.compile(r"[ \t]*\{#(?P<name>[a-z-]{1,60})\}[ \t]*$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*\Z")


def _passages(body: str) -> Iterator[Passage]:
    """Line by line: a paragraph goes on until a blank line or another sort of line."""
    under, block, box, paragraph = "", "", "", 0
    begun: list[str] = []
    start, sort, quoted = 0, Sort.PARAGRAPH, False

    def finished() -> Iterator[Passage]:
        if begun:
            raw = "\n".join(begun)
            begun.clear()
            where = f"Text, under “{under}”" if under else f"Text, paragraph {paragraph}"
            yield Passage(sort, raw, where, start, block, box, quoted)

    for number, line in enumerate(body.split("\n"), start=1):
        match = _LINE.match(line)
        rest = match["rest"].strip()
        inside = bool(match["indent"]) and (match["indent"][0] == "\t" or len(match["indent"]) > 3)
        if not rest and not match["heading"]:
            yield from finished()
            continue
        if not inside and not begun:
            box = ""  # a box holds what is indented below its heading
        is_underline = _UNDERLINE.match(rest) and begun and sort == Sort.PARAGRAPH
        if match["heading"] or is_underline:
            level = len(match["heading"] or "") or (1 if rest.startswith("=") else 2)
            if is_underline and not match["heading"]:
                rest = begun.pop()
            yield from finished()
            words, box = rest.rstrip("# \t"), ""
            name = _ATTRIBUTES.search(words)
            words = _ATTRIBUTES.sub("", words)
            if level < 3:
                opened = block_of(words, name["name"] if name else None)
                block = opened.name if opened else ""
            under = plain(words)[:80] or "…"
            yield Passage(Sort.HEADING, words, f"Heading “{under}”", number, block, level=level)
        elif match["box"]:
            yield from finished()
            opening = _BOX.match(rest)
            box = opening["kind"].lower() if opening else "note"
            title = (opening["title"] or "").rstrip('" ') if opening else ""
            where = f"Box “{plain(title)[:80]}”" if title else f"Box of the kind {box}"
            yield Passage(Sort.BOX, title, where, number, block, box)
        elif match["item"] or match["row"] or not begun:
            yield from finished()
            sort = Sort.ITEM if match["item"] else Sort.ROW if match["row"] else Sort.PARAGRAPH
            quoted, start = bool(match["quote"]), number
            paragraph += 1
            begun.append(rest)
        else:
            begun.append(rest)
    yield from finished()


# --- Markdown into words --------------------------------------------------------------------------
#: Stands for a citation while a passage is cut into sentences.
CITED = "\ufffc"
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f]")
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]{0,300})\]\((?P<to>[^()\s]{0,500})[^()]{0,200}\)")
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>()]+>?", re.IGNORECASE)
_MARKER = re.compile(r"\{(?:evidence|status|#)[^{}]{0,80}\}")
_EMPHASIS = re.compile(r"\*+|`+|(?<![^\W_])_+|_+(?![^\W_])|\\(?=[\\`*_{}\[\]()#+.!<>~|-])")
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r" +(?=[.,;:!?])")
_QUOTED = re.compile(r"“[^”]{0,400}”|\"[^\"]{0,400}\"|„[^“]{0,400}“|«[^»]{0,400}»")
_STRAIGHT = str.maketrans({"’": "'", "\u2018": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-"})


def plain(raw: str, *, cited: str = "") -> str:
    """The words of Markdown on one line. Names of other pages are those pages' words, not ours."""
    text = _MARKER.sub("", CITATION.sub(cited, raw.replace(CITED, "")))
    text = _LINK.sub(lambda m: "that page" if m["to"].startswith("/") else m["words"], text)
    text = _ADDRESS.sub("", text)
    text = _INVISIBLE.sub("", unescape(_EMPHASIS.sub("", text))).translate(_STRAIGHT)
    return _close(text)


def _close(text: str) -> str:
    return _BEFORE_MARK.sub("", _SPACES.sub(" ", text)).strip()


_END = re.compile(rf"(?<=[.!?…])[\"”')\]{CITED} ]{{0,20}}\s+(?=[^\sa-z])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|St|vs|cf|e\.g|i\.e|etc|al|approx|No|Fig|Jr|Inc)|\b[A-Z])\.\Z"
)


def _sentences(text: str) -> Iterator[str]:
    begin = 0
    for end in _END.finditer(text):
        if _ABBREVIATED.search(text, max(begin, end.start() - 8), end.start()):
            continue
        yield from _pieces(text[begin : end.end()])
        begin = end.end()
    yield from _pieces(text[begin:])


def _pieces(sentence: str) -> Iterator[str]:
    for begin in range(0, len(sentence), LONGEST_SENTENCE):
        yield sentence[begin : begin + LONGEST_SENTENCE].strip()
