"""What follows from a finding: whom it waits for, and whether its author hears of it first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import TextChoices

from forum.screening.finding import Finding, Severity


class Action(TextChoices):
    """From the mildest to the most cautious. None of them deletes or refuses anything."""

    OFF = "off", "Nothing: not looked for"
    NOTE = "note", "Only tell moderators"
    ADVISE = "advise", "Advise the author before it is sent"
    LINKS_OFF = "links-off", "Show its links as mere text"
    HOLD = "hold", "Hold it, whoever wrote it"
    CASE = "case", "Hold it and call whoever is on call"


#: What a portal does that nobody has told otherwise. A detector says how grave it is.
USUAL = {
    "emergency": Action.HOLD,
    "crisis": Action.HOLD,
    "personal-data": Action.ADVISE,
    "promotion": Action.ADVISE,
    "dosing": Action.ADVISE,
    "look-alike": Action.ADVISE,
    "spam": Action.HOLD,
    "despair": Action.NOTE,
}
#: Lives may depend on these: they are never switched off, and never held up by advice.
NEVER_LESS = ("emergency", "crisis")
LEAST: Mapping[str, Severity] = {Action.HOLD: Severity.HIGH, Action.CASE: Severity.URGENT}


def acted_on(
    findings: Iterable[Finding], ways: Mapping[str, str], *, told: bool = False
) -> list[Finding]:
    """With what is to be done about each kind; without those that are switched off.

    A finding that has its own action, from a rule, keeps it.
    """
    acted = []
    for one in findings:
        action = one.action or ways.get(one.kind) or USUAL.get(one.kind, "")
        if action != Action.OFF:
            known = told and action == Action.ADVISE
            acted.append(replace(one, action=action, severity=_severity(one, action), told=known))
    return sorted(acted, key=lambda one: (-one.severity, one.kind, one.start, one.end, one.why))


def wants_links_off(findings: Iterable[Finding]) -> bool:
    """Whether its links are mere text until a moderator has looked."""
    return any(one.action == Action.LINKS_OFF for one in findings)


def _severity(one: Finding, action: str) -> Severity:
    """What is held is grave enough to wait; of what is only noted, nothing is."""
    if action == Action.NOTE and one.kind not in NEVER_LESS:
        return min(one.severity, Severity.RAISED)
    return max(one.severity, LEAST.get(action, Severity.ORDINARY))
