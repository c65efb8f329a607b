"""What sells: unproven treatments, clinics that call, promises, and people who collect.

One word seldom tells: each sign has a weight, counts once, and it takes three to say something. A
family that worries about costs, asks whether a clinic can be trusted or warns of one sells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.phrases import phrases
from forum.screening.text import Text

CALLS = "Calls to a clinic, a shop or a seller elsewhere."
PROMISES = "Promises a cure or sure success. No treatment here can promise that."
PRICES = "Names a price or a discount, as adverts do."
ELSEWHERE = "Asks to be written to outside the portal."
PRAISES = "Reads like a testimonial that sells."
COLLECTS = "Collects money. Members are asked for that only where moderators agreed."
STUDIES = "Asks members to take part in a survey or a study. Moderators check who asks."
ENOUGH, MUCH = 3, 6
#: Letters of a text in which two weak signs are enough: there is little else in it.
SHORT = 160
#: Letters within which weak signs add up.
NEAR = 200

_WORDS = phrases("promotion")
#: Section of the words, weight, what a moderator reads.
_SIGNS = [
    ("sign-call", 3, CALLS),
    ("sign-ours", 2, CALLS),
    ("sign-sell", 2, CALLS),
    ("sign-guarantee", 3, PROMISES),
    ("sign-rate", 3, PROMISES),
    ("sign-claim", 2, PROMISES),
    ("sign-praise", 2, PRAISES),
    ("sign-discount", 3, PRICES),
    ("sign-price", 2, PRICES),
    ("sign-elsewhere", 2, ELSEWHERE),
    ("sign-travel", 2, CALLS),
    ("sign-course", 3, CALLS),
    ("sign-collect", 3, COLLECTS),
    ("sign-study", 3, STUDIES),
]
#: Weak signs: three say something where one pulls the reader away and one lures.
_PULLS = [rule for name, rule in _WORDS.items() if name.startswith("pull-")]
_LURES = [rule for name, rule in _WORDS.items() if name.startswith("lure-")]


def find(text: Text) -> Iterator[Finding]:
    signs = list(_signs(text))
    strong = sum({name: weight for name, weight, _, _, _ in signs}.values())
    less = 2 * bool(_WORDS["asks"].search(text.plain)) + bool(_WORDS["approved"].search(text.plain))
    weak = max((_weak(text, *piece) for piece in _pieces(text.plain)), key=len)
    lures = sum(lures for lures, _, _ in weak)
    weight = strong + len(weak) - less
    short = len(text.plain) < SHORT and "?" not in text.plain
    both = 0 < lures < len(weak) and weight >= ENOUGH - short + (strong > 0)
    if strong - less < ENOUGH and not both and lures - less < ENOUGH:
        return
    severity = Severity.HIGH if weight >= MUCH else Severity.RAISED
    for why, start, end in [sign[2:] for sign in signs] or [(CALLS, *one[1:]) for one in weak]:
        yield text.finding("promotion", severity, start, end, why)


def _pieces(plain: str) -> list[tuple[int, int]]:
    """Weak signs belong together only when they stand near each other."""
    return [(start, start + 2 * NEAR) for start in range(0, max(1, len(plain) - NEAR), NEAR)]


def _weak(text: Text, start: int, end: int) -> list[tuple[bool, int, int]]:
    """Where each weak sign is said first in this piece, unless to warn, and whether it lures."""
    places = []
    for lures, rules in ((False, _PULLS), (True, _LURES)):
        for rule in rules:
            found = rule.search(text.plain, start, end)
            if found and not _warned(text.plain, *found.span()):
                places.append((lures, *found.span()))
    return places


def _signs(text: Text) -> Iterator[tuple[str, int, str, int, int]]:
    for name, weight, why in _SIGNS:
        for found in _WORDS[name].finditer(text.plain):
            start, end = found.span()
            if start < end and not _warned(text.plain, start, end):
                yield name, weight, why, start, end


def _warned(plain: str, start: int, end: int) -> bool:
    """Whether its sentence warns, doubts or denies before it is over."""
    begin = max(plain.rfind(sign, max(0, start - 120), start) for sign in ".!?\n")
    return bool(_WORDS["warns"].search(plain, max(begin + 1, start - 120), end))
