"""Doses: a number and a unit, which nobody but the child's own team can set."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

RULE = compiled(
    r"\b\d{1,9}([.,]\d{1,9})?\s{0,9}(mg|mcg|ug|ml|micrograms?|milligrams?|units?|iu)(/\w{1,9})?\b"
)


def find(text: Text) -> Iterator[Finding]:
    for found in RULE.finditer(text.plain):
        yield text.finding("dosing", Severity.RAISED, *found.span(), "Speaks of a dose.")
