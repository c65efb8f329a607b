"""What says who somebody is: addresses, numbers, names."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

RULES = [
    (
        "Contains an e-mail address.",
        compiled(
            r"""(?<![\w.+-])[\w.+-]{1,64}\s{0,3}(@|\(at\)|\[at\])\s{0,3}[\w-]{1,63}
            (\.|\s?\(dot\)\s?)\w{1,63}"""
        ),
    ),
    (
        "Contains what looks like a phone or record number.",
        compiled(r"(?<![\w/.])\+?\d[\d\s().-]{7,60}\d(?![\w/])"),
    ),
]


def find(text: Text) -> Iterator[Finding]:
    for why, rule in RULES:
        for found in rule.finditer(text.plain):
            yield text.finding("personal-data", Severity.HIGH, *found.span(), why)
