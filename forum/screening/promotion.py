"""What sells: prices, clinics that call, promises."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

RULE = compiled(
    r"""(?<!\w)([$€£]\s?\d{2,12} | \d{2,12}\s?(usd|eur|euros?|dollars?|pounds?)\b)
    | visit\s{1,9}(us|our)\b | contact\s{1,9}(our|us\s{1,9}at)\b | whats\s?app | telegram
    | \bour\s{1,9}clinic | guaranteed?\b.{0,40}\b(result|cure|recover) | success\s{1,9}rate"""
)


def find(text: Text) -> Iterator[Finding]:
    for found in RULE.finditer(text.plain):
        why = "Reads like an advert or names a price."
        yield text.finding("promotion", Severity.RAISED, *found.span(), why)
