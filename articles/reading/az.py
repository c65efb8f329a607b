"""The A to Z of conditions: every name that leads to one, under its first letter."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from string import ascii_uppercase

from articles.models import Condition, ConditionName

#: Where names go that begin with a figure, such as "4H".
FIGURES = "0-9"


@dataclass(frozen=True)
class Row:
    """A name, and the condition that it leads to."""

    name: str
    condition: Condition
    #: Another name of the condition: the row says where to look.
    see: bool
    #: More names of the same condition that would follow at once.
    also: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Letter:
    """The names that begin with one letter."""

    letter: str
    rows: list[Row]

    @property
    def anchor(self) -> str:
        return f"letter-{self.letter.lower()}"


def letters() -> list[Letter]:
    """Every letter, also those without a name, so that the row of letters never changes."""
    rows: dict[str, list[Row]] = {letter: [] for letter in [*ascii_uppercase, FIGURES]}
    for condition in Condition.objects.for_index():
        rows[_letter(condition.name)].append(Row(condition.name, condition, see=False))
        for other in condition.names.all():
            if other.kind != ConditionName.Kind.MISSPELLING:
                rows[_letter(other.name)].append(Row(other.name, condition, see=True))
    return [
        Letter(letter, _together(found))
        for letter, found in rows.items()
        if found or letter != FIGURES
    ]


def _together(rows: list[Row]) -> list[Row]:
    """In the order of the alphabet; names of one condition that follow one another share a row."""
    shown: list[Row] = []
    for row in sorted(rows, key=lambda row: (plain(row.name), row.condition.name)):
        if row.see and shown and shown[-1].condition == row.condition:
            shown[-1].also.append(row.name)
        else:
            shown.append(row)
    return shown


def _letter(name: str) -> str:
    first = plain(name)[:1].upper()
    return first if first and first in ascii_uppercase else FIGURES


def plain(name: str) -> str:
    """Without accents and capitals, as people look names up."""
    split = unicodedata.normalize("NFKD", name)
    return "".join(c for c in split if not unicodedata.combining(c)).casefold()
