"""What must not wait: somebody may come to harm by their own hand or another's."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.guards import near
from forum.screening.text import Text
from forum.screening.words import Hit

WHY = {
    "self-harm": "May speak of not wanting to live, or of hurting themselves.",
    "carer": "A carer may think of ending a life, or of hurting whom they care for.",
    "young": "Somebody young may be writing for themselves, and be in distress.",
    "abuse": "Somebody may be hurt, neglected or locked up.",
    "stopping-medicine": "Advises to stop a medicine or a device that keeps somebody alive.",
    "threat": "Reads like a threat or like hate.",
}
#: Points from which words are taken for advice to stop, and what each thing said counts.
ADVICE_FROM = 3
ADVICE = {"telling": 2, "advising": 1, "disparaging": 2, "careful stop": -4, "past": -1}
ADVICE_ELSEWHERE = {"telling": 2, "disparaging elsewhere": 2, "careful stop": -4}
SAID_AT_ONCE = 12


def find(text: Text) -> Iterator[Finding]:
    yield from _own_life(text)
    yield from _others(text)
    yield from _stopping(text)


def _own_life(text: Text) -> Iterator[Finding]:
    young = text.hits.get("young", [])
    for name, road in (("both", "carer"), ("self-harm", "self-harm")):
        for hit in text.hits.get(name, ()):
            if not near(text, hit, "idiom") and not near(text, hit, "about suicide", words=3):
                past = near(text, hit, "past") and near(text, hit, "over", sentences=1)
                severity = Severity.HIGH if past else Severity.URGENT
                yield _finding(text, hit, "young" if young else road, severity)
    for hit in young:
        if text.hits.get("young hint"):
            yield _finding(text, hit, "young", Severity.HIGH)


def _others(text: Text) -> Iterator[Finding]:
    for hit in text.hits.get("abuse", ()):
        if not near(text, hit, "abuse denied", words=6):
            severity = Severity.HIGH if near(text, hit, "past") else Severity.URGENT
            yield _finding(text, hit, "abuse", severity)
    for hit in text.hits.get("threat", ()):
        yield _finding(text, hit, "threat", Severity.HIGH)


def _stopping(text: Text) -> Iterator[Finding]:
    for name, weights in (("stop", ADVICE), ("stop elsewhere", ADVICE_ELSEWHERE)):
        for hit in text.hits.get(name, ()):
            points = 1 + sum(
                weight
                for said, weight in weights.items()
                if near(text, hit, said, words=SAID_AT_ONCE, sentences=2)
            )
            if points + 2 * _begins_sentence(text, hit) >= ADVICE_FROM:
                yield _finding(text, hit, "stopping-medicine", Severity.HIGH)


def _begins_sentence(text: Text, hit: Hit) -> bool:
    """“Stop the steroids” is advice; “she stopped the steroids” is not."""
    here = text.words.sentences
    return hit.first == 0 or here[hit.first - 1] != here[hit.first]


def _finding(text: Text, hit: Hit, road: str, severity: Severity) -> Finding:
    return text.finding("crisis", severity, *text.words.span(hit), WHY[road], road=road)
