"""A text as rules read it, whatever was typed, and the way back to the place where it stands.

Phones type curly apostrophes, parents leave accents out, and whoever wants to slip by splits words
with characters that nobody sees or borrows letters from other alphabets. Rules read none of it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import cached_property, lru_cache

from forum.screening.finding import Context, Finding, Severity
from forum.screening.words import Hit, Words, lexicon

#: Letters without a decomposition, and signs that are typed in several ways.
LIKE = str.maketrans({
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE",
    "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "ð": "d",
    "’": "'", "‘": "'", "‛": "'", "`": "'", "´": "'", "ʼ": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "µ": "u", "μ": "u",
})  # fmt: skip
#: Cyrillic and Greek letters that look Latin, read so only inside words that have Latin letters.
BORROWED = str.maketrans(
    "аеорсухіјѕԁһԛԝкмтвнАЕОРСУХІЈЅКМТВНαοενρτυχικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhqwkmtbhAEOPCYXIJSKMTBHaoevptuxikABEZHIKMNOPTYX",
)
LATIN = re.compile("[A-Za-z]")
CAN_BE_BORROWED = re.compile("[\u0370-\u03ff\u0400-\u052f]")
WORD = re.compile(r"[^\W\d_]+")
KEPT_CONTROLS = "\n\t"


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """One character without accents; nothing of what nobody sees."""
    category = unicodedata.category(letter)
    if category == "Cc":
        return letter if letter in KEPT_CONTROLS else " " if letter in "\r\v\f" else ""
    if category in {"Cf", "Mn", "Me", "Cs"}:
        return ""
    if "\uac00" <= letter <= "\ud7a3":  # Korean syllables come apart into letters that nobody types
        return letter
    parts = unicodedata.normalize("NFKD", letter.translate(LIKE))
    plain = "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Me"})
    return plain.translate(LIKE)


@lru_cache(maxsize=4096)
def _lower(letter: str) -> str:
    return "".join(_plain(part) for part in _plain(letter).lower())


def compiled(pattern: str) -> re.Pattern[str]:
    """A verbose pattern for `Text.plain` (or `.cased`), which may be written with accents."""
    letters = unicodedata.normalize("NFKD", pattern.translate(LIKE))
    return re.compile(
        "".join(one for one in letters if unicodedata.category(one) != "Mn"), re.VERBOSE
    )


class Text:
    """`cased` and `plain` have the same length; a place in them leads back to the original."""

    def __init__(self, original: str, context: Context = Context()) -> None:  # noqa: B008
        self.original = original
        self.context = context
        if original.isascii() and not re.search(r"[\x00-\x08\x0b-\x1f\x7f`]", original):
            self._places: array[int] | None = None
            self.cased = original
            self.plain = original.lower()
        else:
            self._fold(original)
        if own := context.own_address:
            self._without(own)

    def _fold(self, original: str) -> None:
        cased, plain, places = [], [], array("L")
        for place, letter in enumerate(original):
            with_case, lower = _plain(letter), _lower(letter)
            if len(with_case) != len(lower):
                with_case = lower
            cased.append(with_case)
            plain.append(lower)
            places.extend([place] * len(lower))
        self._places = places
        self.cased = _without_borrowed("".join(cased))
        self.plain = _without_borrowed("".join(plain))

    def _without(self, address: str) -> None:
        """Links within the portal stay links to somewhere, but name no host."""
        link = re.compile(r"\(" + re.escape(address) + "(?=/)", re.IGNORECASE)
        self.cased = link.sub(lambda found: "(" + " " * (len(found[0]) - 1), self.cased)
        self.plain = link.sub(lambda found: "(" + " " * (len(found[0]) - 1), self.plain)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `plain[start:end]` stands in the original."""
        if self._places is None:
            return start, end
        return self._places[start], self._places[end - 1] + 1

    @cached_property
    def words(self) -> Words:
        return Words(self.plain)

    @cached_property
    def hits(self) -> dict[str, list[Hit]]:
        """What the lexicon knows of it, by name."""
        return lexicon().find(self.words)

    def finding(
        self, kind: str, severity: Severity, start: int, end: int, why: str, *, road: str = ""
    ) -> Finding:
        """A finding at `plain[start:end]`, which must not be empty."""
        return Finding(kind, severity, *self.place(start, end), why, road)


def _without_borrowed(text: str) -> str:
    return WORD.sub(_read_as_latin, text) if CAN_BE_BORROWED.search(text) else text


def _read_as_latin(word: re.Match[str]) -> str:
    return word[0].translate(BORROWED) if LATIN.search(word[0]) else word[0]
