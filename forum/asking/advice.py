"""What an author is told of a text before it is sent: which words, why, and what would be safer.

Whatever is advised, it can be sent as it is; the moderators then see that its author was told.
Words that cannot wait are never held up: their author is advised once they are sent.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from articles.models import Article
from forum import screening
from forum.asking.safer import LEFT_OUT, reworded
from forum.models import Contribution, Photo, ScreeningRule
from forum.screening.actions import NEVER_LESS, Action
from forum.screening.finding import Finding, Severity

#: What is advised along with something else, and holds nothing up by itself; beside what cannot
#: wait nobody is asked to write a better question.
ALONG = ("despair",)
#: More at once nobody reads.
MOST_POINTS, MOST_REWORDED = 12, 4
SENTENCE = re.compile(r"[^\n]+?(?:[.!?]+(?=\s)|$)", re.MULTILINE)
#: By kind, what to do instead.
BETTER = {
    "personal-data": "What is published can be found for years, also by people who know you.",
    "promotion": (
        "We do not publish prices, addresses of sellers or promises of a cure. You are welcome to "
        "tell what you have lived through, good and bad."
    ),
    "dosing": (
        "Somebody could copy it, and doses differ from person to person. “Her team raised it "
        "slowly” says as much."
    ),
    "look-alike": "If it is right as it stands, send it as it is.",
    "spam": "Moderators look closely at this. In your own words it helps others more.",
    "despair": (
        "We hear that it is hard, and your question comes up early for our moderators. Others can "
        "help sooner if it says which disease it is, how old the person is, what the doctors have "
        "said so far, and in which country you are."
    ),
}


@dataclass(frozen=True)
class Point:
    """One thing to look at once more, with the words that it is about."""

    kind: str
    why: str
    words: tuple[str, ...]
    article: Article | None = None
    #: What to do instead; said once for each kind.
    better: str = ""

    @property
    def key(self) -> str:
        """By which a form remembers that its author has seen this; says nothing of the words."""
        said = "\n".join([self.kind, self.why, *sorted(word.casefold() for word in self.words)])
        return hashlib.sha256(said.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Advice:
    """On one text: empty where there is nothing to say."""

    points: list[Point] = field(default_factory=list)
    #: The text, in stretches that are marked or not.
    stretches: list[tuple[str, bool]] = field(default_factory=list)
    safer: list[str] = field(default_factory=list)
    holds_up: bool = False

    def __bool__(self) -> bool:
        return bool(self.points)

    @property
    def keys(self) -> set[str]:
        return {point.key for point in self.points}

    def has_news(self, seen: set[str]) -> bool:
        """Whether it is to come back: for what its author has not been told of before."""
        return self.holds_up and not self.keys <= seen


def advice_on(contribution: Contribution, pictures: Iterable[Photo] = ()) -> Advice:
    findings = screening.screen_contribution(contribution, pictures)
    urgent = any(one.kind in NEVER_LESS for one in findings)
    advised = [
        one for one in findings if _is_for_author(one) and not (urgent and one.kind in ALONG)
    ]
    if not advised:
        return Advice()
    text = screening.words_of(contribution, pictures)
    personal = [(one.start, one.end) for one in advised if one.kind == "personal-data"]
    return Advice(
        points=_points(advised, text),
        stretches=_stretches(text, [(one.start, one.end) for one in advised]),
        safer=_safer(text, _apart(personal)),
        holds_up=not urgent and any(one.kind not in ALONG for one in advised),
    )


def _is_for_author(one: Finding) -> bool:
    """Not what weighs nothing, such as a dose where a clinician names it."""
    if one.kind in ALONG:
        return one.action != Action.OFF
    return one.action == Action.ADVISE and not (
        one.kind == "dosing" and one.severity == Severity.ORDINARY
    )


def _points(findings: list[Finding], text: str) -> list[Point]:
    words: dict[tuple[str, str, int], list[str]] = {}
    for one in findings:
        said = words.setdefault((one.kind, one.why, one.rule), [])
        quote = " ".join(text[one.start : one.end].split())
        if quote and quote not in said:
            said.append(quote)
    evidence = _evidence({rule for _, _, rule in words} - {0})
    in_order = sorted(words.items(), key=lambda item: (item[0][0] in ALONG, item[0][0]))
    points = [
        Point(kind, why, tuple(said), evidence.get(rule))
        for (kind, why, rule), said in in_order[:MOST_POINTS]
    ]
    last = {point.kind: point for point in points}
    return [
        replace(point, better=BETTER.get(point.kind, "")) if point is last[point.kind] else point
        for point in points
    ]


def _evidence(numbers: set[int]) -> dict[int, Article]:
    """The articles to which rules lead, as far as they are published."""
    rules = ScreeningRule.objects.filter(pk__in=numbers, article__state="published")
    if not numbers:
        return {}
    return {rule.pk: rule.article for rule in rules.select_related("article")}


def _apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that touch as one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(place for place in places if place[0] < place[1]):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _stretches(text: str, places: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    stretches, done = [], 0
    for start, end in _apart(places):
        stretches += [(text[done:start], False), (text[start:end], True)]
        done = end
    return [*stretches, (text[done:], False)]


def _safer(text: str, places: list[tuple[int, int]]) -> list[str]:
    """Each sentence that tells too much, said in a safer way."""
    safer = []
    for sentence in SENTENCE.finditer(text):
        inside = [
            (start - sentence.start(), end - sentence.start())
            for start, end in places
            if sentence.start() <= start and end <= sentence.end()
        ]
        other = reworded(sentence[0], inside)
        if inside and other.count(LEFT_OUT) < len(inside):  # else there is nothing but gaps
            safer.append(other.strip())
    return safer[:MOST_REWORDED]
