"""Links away from here, which the portal notes by itself."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

RULE = compiled(r"https?:// | www\.")


def find(text: Text) -> Iterator[Finding]:
    for found in RULE.finditer(text.plain):
        yield text.finding("link", Severity.RAISED, *found.span(), "Contains a link.")
