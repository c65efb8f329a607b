"""What screening says about a text, and what it may know besides the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import IntegerChoices

if TYPE_CHECKING:
    from forum.screening.rules import Rule

#: What may be noticed in words. The portal adds others by itself: "picture", "link".
KINDS = (
    "emergency", "crisis", "personal-data", "promotion", "dosing", "look-alike", "spam", "despair",
)  # fmt: skip


class Severity(IntegerChoices):
    ORDINARY = 1, "Ordinary"
    RAISED = 2, "Raised"
    HIGH = 3, "High"
    URGENT = 4, "Urgent"


@dataclass(frozen=True)
class Finding:
    """One thing noticed, at `text[start:end]` of the text as it was written."""

    kind: str
    severity: Severity
    start: int
    end: int
    #: A sentence that a volunteer understands. Never the words themselves: they may be redacted.
    why: str
    #: Which of several ways it takes: "adrenal" or "seizure", "self-harm" or "abuse" …
    road: str = ""
    #: What is done about it (`forum.screening.actions`), once that has been looked up.
    action: str = ""
    #: The number of the administrators' rule that found it; 0 where the portal did by itself.
    rule: int = 0
    #: Whether its author was advised of it, and sent it as it is.
    told: bool = False


@dataclass(frozen=True)
class Context:
    """What a rule may know besides the text. Whoever knows nothing gets what words alone say."""

    #: "question", "answer", "comment", "articlecomment", or nothing.
    kind: str = ""
    language: str = ""
    is_clinician: bool = False
    #: The portal's own address: links to it lead nobody away.
    own_address: str = ""
    #: What the same author wrote lately, for repeats.
    recent: tuple[str, ...] = ()
    #: What administrators look for besides.
    rules: tuple[Rule, ...] = ()
    #: Between opening the form and sending it, where that is known.
    seconds: float | None = None


def kept(findings: Iterable[Finding]) -> list[dict[str, str | int]]:
    """What a review item keeps of them, each thing once: never the words, nor where they stand."""
    rows = {(one.kind, one.why, one.road, one.rule): _row(one) for one in findings}
    return list(rows.values())


def _row(one: Finding) -> dict[str, str | int]:
    row = {"kind": one.kind, "severity": int(one.severity), "road": one.road, "why": one.why}
    more = {"rule": one.rule, "told": one.told, "case": one.action == "case"}
    return row | {name: value for name, value in more.items() if value}
