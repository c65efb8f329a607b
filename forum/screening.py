"""What the portal notices by itself in a new contribution, so that moderators see the worst first.

Screening never refuses, hides or answers anything: it sorts the queue and says why. These rules
are a first few, chosen to miss little; a moderator reads every contribution in any case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import IntegerChoices

if TYPE_CHECKING:
    from forum.models import Contribution, Photo


class Severity(IntegerChoices):
    ORDINARY = 1, "Ordinary"
    RAISED = 2, "Raised"
    HIGH = 3, "High"
    URGENT = 4, "Urgent"


@dataclass(frozen=True)
class Finding:
    kind: str
    severity: Severity
    why: str


#: Words cannot be looked for in a picture: somebody must look at it.
PICTURE = Finding("picture", Severity.ORDINARY, "Has a picture: look for faces, names, places.")

#: kind, severity, what a moderator reads, pattern
RULES: list[tuple[str, Severity, str, re.Pattern[str]]] = [
    (kind, severity, why, re.compile(pattern, re.IGNORECASE | re.VERBOSE))
    for kind, severity, why, pattern in [
        (
            "crisis",
            Severity.URGENT,
            "May speak of not wanting to live.",
            r"""suicid | \bwant(s|ed|ing)?\s+to\s+die\b | wish\s+i\s+(was|were)\s+dead
            | kill\s+(myself|him|her|us) | end\s+(it\s+all|my\s+life|his\s+life|her\s+life)
            | (don'?t|do\s+not|can'?t|cannot)\s+want\s+to\s+(live|be\s+here|wake\s+up)
            | better\s+off\s+(dead|without\s+me) | no\s+reason\s+to\s+(live|go\s+on)
            | (hurt|harm)(ing)?\s+(myself|my\s*self)""",
        ),
        (
            "emergency",
            Severity.URGENT,
            "May describe a medical emergency happening now.",
            r"""(seizure|fit|convuls\w{1,9})\b.{0,60}\b(won'?t\s+stop|not\s+stop\w*|minutes|still)
            | (can'?t|cannot|not|stopped|trouble|struggling\s+to)\s+breath
            | (adrenal|addison\w*)\s+crisis | unconscious | won'?t\s+wake | not\s+waking
            | (vomit\w{0,9}|throwing\s+up)\b.{0,80}\b(floppy|drowsy|sleepy|grey|collaps\w+|limp)""",
        ),
        (
            "personal-data",
            Severity.HIGH,
            "Contains an e-mail address.",
            r"(?<![\w.+-])[\w.+-]{1,64}\s{0,3}(@|\(at\)|\[at\])\s{0,3}[\w-]{1,63}(\.|\s?\(dot\)\s?)\w+",
        ),
        (
            "personal-data",
            Severity.HIGH,
            "Contains what looks like a phone or record number.",
            r"(?<![\w/.])\+?\d[\d\s().-]{7,}\d(?![\w/])",
        ),
        (
            "dosing",
            Severity.RAISED,
            "Speaks of a dose.",
            r"\b\d+([.,]\d+)?\s*(mg|mcg|µg|ml|micrograms?|milligrams?|units?|iu)(/\w+)?\b",
        ),
        (
            "promotion",
            Severity.RAISED,
            "Reads like an advert or names a price.",
            r"""(?<!\w)([$€£]\s?\d{2,} | \d{2,}\s?(usd|eur|euros?|dollars?|pounds?)\b)
            | visit\s+(us|our)\b | contact\s+(our|us\s+at)\b | whats\s?app | telegram
            | \bour\s+clinic | guaranteed?\b.{0,40}\b(result|cure|recover) | success\s+rate""",
        ),
        ("link", Severity.RAISED, "Contains a link.", r"https?:// | www\."),
        (
            "despair",
            Severity.RAISED,
            "Sounds desperate: answer this family soon.",
            r"""!!+ | \?!+ | \bHELP\b\s*! | please\s+help | what\s+(to|do\s+(i|we))\s+do
            | where\s+(to|do\s+(i|we))\s+go | desperate | at\s+(my|our)\s+wits'?\s+end""",
        ),
    ]
]


def screen(contribution: Contribution, *, pictures: Iterable[Photo] = ()) -> list[Finding]:
    """What moderators should know before they read, the worst first.

    What is said of its pictures is published as well, for whoever cannot see them.
    """
    text = _words(contribution, *(picture.alt for picture in pictures))
    findings = {
        Finding(kind, severity, why) for kind, severity, why, rule in RULES if rule.search(text)
    }
    return sorted(findings, key=lambda finding: (-finding.severity, finding.why))


def noticed_words(contribution: Contribution) -> dict[str, str]:
    """For each thing noticed, the words that made it so. Never stored: the text may be redacted."""
    text = _words(contribution)
    matches = ((why, rule.search(text)) for _, _, why, rule in RULES)
    return {why: " ".join(match[0].split())[:100] for why, match in matches if match}


def _words(contribution: Contribution, *more: str) -> str:
    """What is screened. Phones type a curly apostrophe: the rules know the straight one.

    Characters that nobody sees could split a word so that no rule finds it.
    """
    text = "\n".join([getattr(contribution, "title", ""), contribution.body, *more])
    text = text.replace("\u2019", "'")
    text = text.replace(f"({settings.SITE_URL}/", "(/")  # links of our own lead nobody away
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
