"""A family at the end of its strength, who should be answered soon.

Capitals and exclamation marks alone are as often joy: they count where the words cry for help.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.guards import near
from forum.screening.text import Text

WHY = "Sounds desperate: answer this family soon."
SHOUTING = "Shouts: answer this family soon."
#: Words in capitals, one after another.
CAPITALS = re.compile(r"[A-Z]{3,30}(?![a-z])(?:[ ,.!?'-]{1,4}[A-Z]{1,30}(?![a-z])){0,40}")
#: Words in capitals one after another from which on they shout. Fewer are abbreviations.
SHOUTED_WORDS = 4


def find(text: Text) -> Iterator[Finding]:
    for hit in text.hits.get("despair", ()):
        if not near(text, hit, "calm"):
            yield text.finding("despair", Severity.RAISED, *text.words.span(hit), WHY)
    if not text.hits.get("joy"):
        yield from _shouts(text)


def _shouts(text: Text) -> Iterator[Finding]:
    cries = [text.words.span(hit) for hit in text.hits.get("help cry", ())]
    for found in CAPITALS.finditer(text.cased):
        start, end = found.span()
        many = len(re.findall("[A-Z]{2,}", found[0])) >= SHOUTED_WORDS
        if any(start <= first < end for first, _ in cries) and (
            many or text.plain[end : end + 2].strip().startswith(("!", "?"))
        ):
            yield text.finding("despair", Severity.RAISED, start, end, SHOUTING)
    for found in re.finditer(r"[!?]{2,9}", text.plain):
        if any(0 <= found.start() - last <= 40 for _, last in cries):
            yield text.finding("despair", Severity.RAISED, *found.span(), SHOUTING)
