"""A family at the end of its strength, who should be answered soon."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

RULE = compiled(
    r"""!!+ | \?!+ | \bhelp\b\s{0,9}! | please\s{1,9}help
    | what\s{1,9}(to|do\s{1,9}(i|we))\s{1,9}do
    | where\s{1,9}(to|do\s{1,9}(i|we))\s{1,9}go | desperate
    | at\s{1,9}(my|our)\s{1,9}wits'?\s{1,9}end"""
)


def find(text: Text) -> Iterator[Finding]:
    for found in RULE.finditer(text.plain):
        why = "Sounds desperate: answer this family soon."
        yield text.finding("despair", Severity.RAISED, *found.span(), why)
