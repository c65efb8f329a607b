"""Names of diseases that are taken for each other."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

RULE = compiled(r"\bleuk?[ac]?[ea]?mi[ae]\w{0,3}\b")


def find(text: Text) -> Iterator[Finding]:
    for found in RULE.finditer(text.plain):
        why = "Speaks of leukaemia: leukodystrophy may be meant."
        yield text.finding("look-alike", Severity.RAISED, *found.span(), why)
