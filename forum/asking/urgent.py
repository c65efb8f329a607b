"""What to do now, when what somebody types cannot wait for an answer in a forum."""

from __future__ import annotations

from dataclasses import dataclass

from forum import screening
from forum.asking.numbers import AMBULANCE, LISTENING
from forum.screening import Severity


@dataclass(frozen=True)
class Typed:
    """What stands in a form so far, as screening reads it."""

    title: str
    body: str


@dataclass(frozen=True)
class Now:
    """What cannot wait, and whom to call; `kinds` holds "emergency", "crisis" or both."""

    kinds: frozenset[str]
    #: Empty where we are not sure of the country's number.
    ambulance: str
    listening: tuple[str, str] | None

    @property
    def is_emergency(self) -> bool:
        return "emergency" in self.kinds

    @property
    def is_crisis(self) -> bool:
        return "crisis" in self.kinds


def what_to_do_now(title: str, body: str, *, country: str = "") -> Now | None:
    """None when nothing in these words is urgent."""
    findings = screening.screen_contribution(Typed(title, body))
    kinds = {finding.kind for finding in findings if finding.severity == Severity.URGENT}
    if not kinds:
        return None
    return Now(frozenset(kinds), AMBULANCE.get(country, ""), LISTENING.get(country))
