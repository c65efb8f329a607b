"""What must not wait: somebody may come to harm by their own hand or another's."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

RULE = compiled(
    r"""suicid\w{0,9} | \bwant(s|ed|ing)?\s{1,9}to\s{1,9}die\b
    | wish\s{1,9}i\s{1,9}(was|were)\s{1,9}dead | kill\s{1,9}(myself|him|her|us)
    | end\s{1,9}(it\s{1,9}all|(my|his|her)\s{1,9}life)
    | (don'?t|do\s{1,9}not|can'?t|cannot)\s{1,9}want\s{1,9}to\s{1,9}(live|be\s{1,9}here|wake)
    | better\s{1,9}off\s{1,9}(dead|without\s{1,9}me)
    | no\s{1,9}reason\s{1,9}to\s{1,9}(live|go\s{1,9}on)
    | (hurt|harm)(ing)?\s{1,9}(myself|my\s{1,9}self)"""
)


def find(text: Text) -> Iterator[Finding]:
    for found in RULE.finditer(text.plain):
        why = "May speak of not wanting to live."
        yield text.finding("crisis", Severity.URGENT, *found.span(), why, road="self-harm")
