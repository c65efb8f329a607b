"""The first use of a doctor's word on a page, and what it means.

The meanings are put in when a page is made, not when its text is published: a better explanation
is everywhere at once, and what a clinician signed stays as it was. It costs one query for the words
and, for the longest texts, a few milliseconds (`tests/benchmarks/glossary.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple

from articles.models import GlossaryTerm
from articles.models.glossary import glossary_url

#: More marked words than these make a page harder to read, not easier.
MOST_WORDS = 40
#: Scripts that write without spaces, where every sign may begin a word: Han, Kana.
_SPACELESS = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
#: What belongs to the letter before it: accents, points of Hebrew and Arabic, joiners.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200c\u200d"
)
_WORD = re.compile(rf"[{_SPACELESS}]|[^\W{_SPACELESS}](?:[^\W{_SPACELESS}]|[{_MARKS}])*")
_CONTINUES = re.compile(rf"[^\W{_SPACELESS}]|[{_MARKS}]")
_ENDS_FREELY = re.compile(rf"[{_SPACELESS}]\Z")
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>')
#: Where a word is not explained: what is itself a name, a link or a control, and what is urgent.
_QUIET = {"a", "abbr", "button", "code", "h2", "h3", "h4", "pre", "summary", "sup", "th"}
_QUIET_CLASSES = re.compile(r"admonition emergency|admonition-title|visually-hidden")
_VOID = {"br", "hr", "img"}
#: A word's button with what must stay on its line: brackets, a full stop, the first source's mark.
_CLOSE_TO = re.compile(
    r"""([(\["'\u201c\u2018\u201e\u00ab\u00bf\u00a1]{0,3})(?:<(em|strong)>)?"""
    r"""<button type="button" class="term" [^>]*>[^<]*</button>"""
    r"""<span class="term__plain" [^>]*><strong>[^<]*</strong>[^<]*<a [^>]*>[^<]*</a></span>"""
    r"""(?(2)</\2>)([^\s\w<&]{0,3}(?:<sup class="cite">.{1,200}?</sup>[^\s\w<&]{0,3})?)"""
)


class Meaning(NamedTuple):
    """A term of the glossary as a page explains it."""

    slug: str
    term: str
    forms: tuple[str, ...]
    plain: str


@dataclass
class Explained:
    """Parts of a page, with the meanings put in, and the words that got one."""

    html: list[str]
    words: list[Meaning] = field(default_factory=list)


def explain(*html: str, language: str) -> Explained:
    """Explain the first use of each word in these parts of one page, which are cleaned HTML."""
    rows = GlossaryTerm.objects.filter(language=language)
    meanings = tuple(
        Meaning(row.slug, row.term, tuple(row.forms()), row.plain) for row in rows.order_by("pk")
    )
    page = _Page(_index(meanings), glossary_url(language))
    return Explained([page.explain(part) for part in html], page.words)


def _hold(found: re.Match[str]) -> str:
    """Browsers break a line on either side of a button, also between it and a full stop."""
    return f'<span class="term-with">{found[0]}</span>' if found[1] or found[3] else found[0]


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    length: int
    ends_freely: bool
    meaning: Meaning


@lru_cache(maxsize=8)
def _index(meanings: tuple[Meaning, ...]) -> dict[str, list[_Form]]:
    """Every form of every word under its first word, the longest first."""
    index: dict[str, list[_Form]] = {}
    for meaning in meanings:
        for form in meaning.forms:
            text = " ".join(unicodedata.normalize("NFC", form).split())
            first = _WORD.match(text)
            if not first:
                continue  # it begins with no letter or figure: only the glossary's page shows it
            pattern = r"\s{1,9}".join(re.escape(word) for word in text.split(" "))
            found = _Form(
                re.compile(pattern, re.IGNORECASE),
                len(text),
                bool(_ENDS_FREELY.search(text)),
                meaning,
            )
            index.setdefault(first[0].casefold(), []).append(found)
    for forms in index.values():
        forms.sort(key=lambda form: -form.length)
    return index


class _Page:
    def __init__(self, index: dict[str, list[_Form]], glossary: str) -> None:
        self.index = index
        self.glossary = glossary
        self.words: list[Meaning] = []
        self.seen: set[str] = set()

    def explain(self, html: str) -> str:
        if not self.index:
            return html
        parts: list[str] = []
        #: The open elements, each with whether it, or one around it, is quiet.
        around: list[tuple[str, bool]] = []
        end = 0
        for tag in _TAG.finditer(html):
            if tag.start() > end:
                text = html[end : tag.start()]
                parts.append(text if around and around[-1][1] else self.mark(text))
            parts.append(tag[0])
            end = tag.end()
            closes, name, attributes = tag.groups()
            if closes:
                while around and around.pop()[0] != name:
                    pass
            elif name not in _VOID:
                quiet = name in _QUIET or bool(_QUIET_CLASSES.search(attributes))
                around.append((name, quiet or bool(around and around[-1][1])))
        parts.append(self.mark(html[end:]))
        return _CLOSE_TO.sub(_hold, "".join(parts))

    def mark(self, escaped: str) -> str:
        """One run of text, between two tags."""
        if not escaped.strip():
            return escaped
        text = unicodedata.normalize("NFC", unescape(escaped))
        parts, end = [], 0
        for start, stop, meaning in self.finds(text):
            parts += [escape(text[end:start], quote=False), self.button(text[start:stop], meaning)]
            end = stop
        if not parts:
            return escaped
        return "".join([*parts, escape(text[end:], quote=False)])

    def finds(self, text: str) -> Iterator[tuple[int, int, Meaning]]:
        """Where the words stand that this page has not explained yet."""
        end = 0
        for word in _WORD.finditer(text):
            forms = self.index.get(word[0].casefold())
            if not forms or word.start() < end or len(self.words) >= MOST_WORDS:
                continue
            for form in forms:
                match = form.pattern.match(text, word.start())
                if not match or (not form.ends_freely and _CONTINUES.match(text, match.end())):
                    continue
                # The longest that fits has this place, also where it was explained before.
                end = match.end()
                if form.meaning.slug not in self.seen:
                    self.seen.add(form.meaning.slug)
                    self.words.append(form.meaning)
                    yield match.start(), end, form.meaning
                break

    def button(self, words: str, meaning: Meaning) -> str:
        """A button that opens its meaning right behind it, without a script."""
        place = escape(f"term-{meaning.slug}")
        said, term, plain = (
            escape(each, quote=False) for each in (words, meaning.term, meaning.plain)
        )
        return (
            f'<button type="button" class="term" popovertarget="{place}">{said}</button>'
            f'<span class="term__plain" id="{place}" popover><strong>{term}</strong> {plain} '
            f'<a href="{self.glossary}#word-{escape(meaning.slug)}">In the glossary</a></span>'
        )
