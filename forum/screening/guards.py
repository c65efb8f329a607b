"""What takes the urgency out of words nearby: long ago, over, supposed, denied, or of the dog."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from forum.screening.text import Text
from forum.screening.words import Hit

#: Words between a sign and what is said of it, in a text without full stops.
NEAR = 16
#: Words that a phrase of the lexicon may span, and phrases looked at around a hit.
LONGEST_PHRASE, MOST_AROUND = 24, 60
#: How much each counts. A sign holds while it is above HOLDS_ABOVE.
WEIGHTS = {"now": 2, "past": -2, "over": -2, "supposing": -2, "another": -4}
DENIED = -4
HOLDS_ABOVE = -2


def near(text: Text, hit: Hit, name: str, *, words: int = NEAR, sentences: int = 0) -> bool:
    """Whether something of that name stands that near, at most so many sentences away."""
    here = text.words.sentences[hit.first]
    return any(
        abs(text.words.sentences[other.first] - here) <= sentences
        and other.first - hit.last <= words
        and hit.first - other.last <= words
        for other in _around(text, hit, name, words)
    )


def _around(text: Text, hit: Hit, name: str, words: int) -> list[Hit]:
    """Those that begin not too far away: a text may have very many."""
    others = text.hits.get(name, [])
    first = bisect_left(others, hit.first - words - LONGEST_PHRASE, key=lambda one: one.first)
    return list(islice(others, first, first + MOST_AROUND))


def is_denied(text: Text, hit: Hit) -> bool:
    """“No seizures”, “never in a coma”: said right before."""
    return any(
        0 <= hit.first - other.last <= 1
        and text.words.sentences[other.first] == text.words.sentences[hit.first]
        for other in _around(text, hit, "denied", 1)
    )


def urgency(text: Text, hit: Hit) -> int:
    """What the words around add to a sign, or take from it."""
    around = sum(
        weight
        for name, weight in WEIGHTS.items()
        if near(text, hit, name, sentences=1 if name in {"over", "now"} else 0)
    )
    return around + (DENIED if is_denied(text, hit) else 0)


def holding(text: Text, name: str) -> Iterator[Hit]:
    """What was found under that name and is not put off by the words around it."""
    return (hit for hit in text.hits.get(name, ()) if urgency(text, hit) > HOLDS_ABOVE)


def first_holding(text: Text, name: str) -> Hit | None:
    return next(holding(text, name), None)
