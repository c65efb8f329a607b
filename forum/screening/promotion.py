"""What sells: unproven treatments, clinics that call, promises, and people who collect.

One word seldom tells: each sign has a weight, counts once, and it takes three to say something. A
family that worries about costs, asks whether a clinic can be trusted or warns of one sells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from forum.screening.finding import Finding, Severity
from forum.screening.phrases import Phrases
from forum.screening.text import Text

CALLS = "Calls to a clinic, a shop or a seller elsewhere."
PROMISES = "Promises a cure or sure success. No treatment here can promise that."
PRICES = "Names a price or a discount, as adverts do."
ELSEWHERE = "Asks to be written to outside the portal."
PRAISES = "Reads like a testimonial that sells."
COLLECTS = "Collects money. Members are asked for that only where moderators agreed."
STUDIES = "Asks members to take part in a survey or a study. Moderators check who asks."
ENOUGH, MUCH = 3, 6
#: What lures enough for a short text.
ALONE = 2
#: Letters of a text in which two weak signs are enough, and beyond which it takes four.
SHORT, LONG = 160, 1000
#: Letters within which weak signs add up, and how many of one kind are looked at.
NEAR, MOST = 400, 20

_WORDS = Phrases("promotion")
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
_PULLS, _LURES = _WORDS.named("pull-"), _WORDS.named("lure-")


def find(text: Text) -> Iterator[Finding]:
    signs = list(_signs(text))
    strong = sum({name: weight for name, weight, _, _, _ in signs}.values())
    weak = _together(_weak(text))
    lures = sum(bool(lures) for lures, _, _ in weak)
    less = _less(text.plain, [sign[3:] for sign in signs] or [one[1:] for one in weak])
    weight = strong + len(weak) - less
    lured = any(one[0] == ALONE for one in weak)
    short = lured and len(text.plain) < SHORT and "?" not in text.plain
    enough = ENOUGH - short + (len(text.plain) > LONG)
    both = 0 < lures < len(weak) and weight >= enough + (strong > 0)
    if strong - less < ENOUGH and not both and lures - less < enough + short:
        return
    severity = Severity.HIGH if weight >= MUCH else Severity.RAISED
    for why, start, end in [sign[2:] for sign in signs] or [(CALLS, *one[1:]) for one in weak]:
        yield text.finding("promotion", severity, start, end, why)


def _less(plain: str, places: list[tuple[int, int]]) -> int:
    """What is to be taken off where somebody asks, or speaks of what is approved, near by."""
    if not places:
        return 0
    start, end = min(places)[0] - NEAR, max(end for _, end in places) + NEAR
    asks, approved = (
        bool(_WORDS[name].search(plain, max(0, start), end)) for name in ("asks", "approved")
    )
    return 2 * asks + approved


def _weak(text: Text) -> list[tuple[int, int, int]]:
    """Each weak sign, unless it warns: which rule's it is, and where. Those that lure come last."""
    return [
        (number, *found.span())
        for number, name in enumerate(_PULLS + _LURES)
        for found in islice(_WORDS[name].finditer(text.plain), MOST)
        if not _warned(text.plain, *found.span())
    ]


def _together(weak: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The most of them that stand near each other, each rule and word once; whether they lure."""
    best: dict[int, tuple[int, int]] = {}
    for _, first, _ in weak:
        near: dict[int, tuple[int, int]] = {}
        for number, start, end in weak:
            if 0 <= start - first < NEAR and (start, end) not in near.values():
                near[number] = start, end
        best = max(best, near, key=len)
    names = _PULLS + _LURES
    return [(_lure(names[number]), *place) for number, place in best.items()]


def _lure(name: str) -> int:
    """How much it lures: a sum or a foreign country alone do less than a cure."""
    return name.startswith("lure-") * (1 if name in {"lure-trade", "lure-abroad"} else ALONE)


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
