"""What cannot wait: signs of a medical emergency that happens now.

Some words are enough by themselves (“not breathing”). Others are everyday for many children, and
count together: vomiting in a child who takes hydrocortisone, an alarm of the pump and stiffness.
What is long past, over, or only supposed does not count. Rather one too many than one too few.
"""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.guards import first_holding, holding
from forum.screening.text import Text
from forum.screening.words import Hit

WHY = {
    "seizure": "A seizure seems to go on, or to come again and again.",
    "breathing": "Somebody may not get enough air.",
    "pump": "The pump may have failed: without its medicine that is dangerous within a day.",
    "adrenal": "Signs of an adrenal crisis in somebody whose adrenal glands may be ill.",
    "other": "May describe a medical emergency happening now.",
}
#: Enough by themselves, by road.
ALONE = {
    "seizing": "seizure",
    "not breathing": "breathing",
    "saturation": "breathing",
    "unconscious": "other",
    "overdose": "other",
    "injury": "other",
}
#: Signs that count together, and how much.
SIGNS = {
    "vomiting": 1,
    "floppy": 1,
    "poorly": 1,
    "high fever": 1,
    "collapsed": 2,
    "stress dose": 1,
    "knock": 1,
}
ENOUGH = 2


def find(text: Text) -> Iterator[Finding]:
    for name, road in ALONE.items():
        for hit in holding(text, name):
            yield _finding(text, hit, road)
    yield from _together(text)


def _together(text: Text) -> Iterator[Finding]:
    signs = {name: hit for name in SIGNS if (hit := first_holding(text, name))}
    points = sum(SIGNS[name] for name in signs)
    asking, now = bool(text.hits.get("asking")), bool(text.hits.get("now"))
    first = next(iter(signs.values()), None)
    if text.hits.get("adrenal") and first:
        grave = signs.keys() & {"vomiting", "floppy", "collapsed"}
        if points + asking + now >= ENOUGH + (not grave):
            yield _finding(text, first, "adrenal")
    elif first and ("collapsed" in signs or len(signs) + (now or asking) > ENOUGH):
        yield _finding(text, first, "other")
    if text.hits.get("frail") and "high fever" in signs:
        yield _finding(text, signs["high fever"], "other")
    if first_holding(text, "due now"):
        for hit in holding(text, "device out"):
            yield _finding(text, hit, "other")
    for hit in holding(text, "adrenal crisis"):
        if now or asking or signs:
            yield _finding(text, hit, "adrenal")
    if first_holding(text, "pump sign"):
        for hit in holding(text, "pump trouble"):
            yield _finding(text, hit, "pump")
    if text.hits.get("seizure at all") and (now or asking or signs):
        for hit in holding(text, "seizure going on"):
            yield _finding(text, hit, "seizure")


def _finding(text: Text, hit: Hit, road: str) -> Finding:
    span = text.words.span(hit)
    return text.finding("emergency", Severity.URGENT, *span, WHY[road], road=road)
