"""What a check says of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.states import IllegalMove

#: Characters.
SHORTEST_REASON = 10


class Severity(StrEnum):
    """Whether a text can be published all the same."""

    BLOCKS = "blocks"
    #: Whoever publishes may set it aside with a reason, which is kept.
    WARNS = "warns"


@dataclass(frozen=True)
class Finding:
    """One thing to mend. Codes are stable: records, tests and importers rely on them."""

    #: Such as "SRC-NONE".
    code: str
    severity: Severity
    #: Where it can be mended, in words: "Summary", "Text, paragraph 3", "Sources".
    where: str
    #: What is wrong and what to do, for an editor who has never seen the code.
    message: str
    #: The words in question, where there are any.
    quote: str = ""
    #: The line of the text's body (or of the summary) where it begins; 0 for the whole text.
    line: int = 0

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKS


def unanswered(findings: Iterable[Finding], reasons: Mapping[str, str]) -> list[Finding]:
    """What still stands in the way: every block, and every warning without a reason."""
    return [f for f in findings if f.blocks or not says_why(reasons.get(f.code, ""))]


def says_why(reason: str) -> bool:
    """More than “ok”: whoever asks later must understand it."""
    return len(reason.strip()) >= SHORTEST_REASON


class Refused(IllegalMove):
    """Checks stand against a publication; `findings` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        codes = ", ".join(dict.fromkeys(finding.code for finding in findings))
        super().__init__(f"These checks stand against it: {codes}.")
