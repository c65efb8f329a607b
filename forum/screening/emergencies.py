"""What cannot wait: signs of a medical emergency that happens now."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

RULE = compiled(
    r"""(seizure|fit|convuls\w{1,9})\b.{0,60}\b(won't|not\s+stop\w{0,9}|minutes|still)
    | (can't|cannot|not|stopped|trouble|struggling\s+to)\s{1,9}breath
    | (adrenal|addison\w{0,9})\s{1,9}crisis | unconscious | won't\s{1,9}wake | not\s{1,9}waking
    | (vomit\w{0,9}|throwing\s{1,9}up)\b.{0,80}\b(floppy|drowsy|sleepy|grey|collaps\w{1,9}|limp)"""
)


def find(text: Text) -> Iterator[Finding]:
    for found in RULE.finditer(text.plain):
        why = "May describe a medical emergency happening now."
        yield text.finding("emergency", Severity.URGENT, *found.span(), why, road="other")
