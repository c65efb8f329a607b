"""Taking a pseudonym, and quotes of what was removed, out of other people's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

#: What stands there instead.
NOBODY = "a former member"
REMOVED_QUOTE = "> (This quote was removed together with what it was taken from.)"
#: Characters of a quoted line from which it is told apart from what anybody might say.
TELLING = 15

_QUOTED = re.compile(r"^(?:[ ]{0,3}>.*(?:\n|$))+", re.MULTILINE)
_MARKS = re.compile(r"[*_`~\\]+")


@dataclass(frozen=True)
class Name:
    """A pseudonym in the ways in which others write it.

    `ordinary`: it is also a word that people use, such as “Hope”. Then it is taken out only where
    it can be nothing but a name: after an @, and where somebody is quoted.
    """

    pseudonym: str
    ordinary: bool = False
    #: The texts of this member that are removed, so that quotes of them go too.
    removed: Iterable[str] = ()
    _lines: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        for text in self.removed:
            self._lines.add(_plain(text))

    @property
    def longest_word(self) -> str:
        """By which the database finds texts that may hold the name."""
        return max(re.split(r"[\s'’]+", self.pseudonym), key=len)

    @property
    def pattern(self) -> str:
        """The name with any kind of space and apostrophe, also as Markdown escapes it."""
        name = re.escape(unicodedata.normalize("NFC", self.pseudonym))
        name = re.sub(r"(?:\\ )+", r"\\s+", name).replace("_", r"\\?_")
        return name.replace("'", "['’]")

    @property
    def quoted(self) -> re.Pattern[str]:
        """The line above a quote: "> **Night owl** wrote:", by the quote button or by hand."""
        # One way to match each character: what strangers typed must not be tried in all ways.
        mark = rf"^([ ]{{0,3}}>[ >]*[*_\[]*){self.pattern}(?=[*_\]]*+\s*+(?:\w++\s*+)?:)"
        return re.compile(mark, re.IGNORECASE | re.MULTILINE)

    def taken_out_of(self, text: str) -> str:
        """The same text without the name, and without quotes of what is removed."""
        text = unicodedata.normalize("NFC", text)
        if self._lines:
            text = _QUOTED.sub(self._unquoted, text)
        name = self.pattern
        text = self.quoted.sub(rf"\1{NOBODY}", text)
        text = re.sub(rf"(?<![\w@])@\s?{name}(?![\w-])", NOBODY, text, flags=re.IGNORECASE)
        if not self.ordinary:
            whole = rf"(?<![\w-]){name}(?![\w-])"
            text = re.sub(whole, NOBODY, text, flags=re.IGNORECASE)
        return text

    def _unquoted(self, match: re.Match[str]) -> str:
        lines = [_plain(line).rstrip("… ") for line in match[0].splitlines()]
        telling = (line for line in lines if len(line) >= TELLING)
        said = any(line in text for line in telling for text in self._lines)
        if said or self.quoted.search(match[0]):
            return REMOVED_QUOTE + ("\n" if match[0].endswith("\n") else "")
        return match[0]


def _plain(text: str) -> str:
    """The words alone: as one line, without quote marks and emphasis, in small letters."""
    text = re.sub(r"^[ ]{0,3}(?:>[ ]?)+", "", text, flags=re.MULTILINE)
    return " ".join(_MARKS.sub("", unicodedata.normalize("NFC", text)).split()).lower()
