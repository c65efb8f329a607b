"""What administrators look for besides, in words of their own (`forum.screening.patterns`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from forum.screening import patterns
from forum.screening.finding import Finding, Severity
from forum.screening.text import Text


@dataclass(frozen=True)
class Rule:
    """A row as screening reads it (`forum.models.ScreeningRule`)."""

    number: int
    pattern: str
    kind: str
    severity: Severity
    why: str
    action: str = ""
    language: str = ""


#: Places at which one rule is noted: it fires, however often.
MOST_OF_A_RULE = 5


def find(text: Text) -> Iterator[Finding]:
    for rule in text.context.rules:
        if rule.language and text.context.language and rule.language != text.context.language:
            continue
        for start, end in islice(_places(rule, text), MOST_OF_A_RULE):
            yield Finding(
                rule.kind,
                rule.severity,
                *text.place(start, end),
                rule.why,
                action=rule.action,
                rule=rule.number,
            )


def _places(rule: Rule, text: Text) -> Iterator[tuple[int, int]]:
    """Nothing where the pattern was written for an earlier version of the language."""
    try:
        pattern = patterns.read(rule.pattern)
    except patterns.NotAPattern:
        return iter(())
    return pattern.find(text)
