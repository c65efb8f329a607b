"""The plain language in which administrators say what to look for.

    stem cell*                    words beside one another; `*` is any end, or beginning, of a word
    miracle … cure                within five words; `~10` between them: within ten
    (clinic | hospital) ~8 visit  one or the other
    exosomes | secretome          either pattern; a new line says the same

Capitals, accents and hyphens make no difference. It is matched word by word, forwards: however it
is written, it takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from forum.screening.text import Text

#: Between words that the pattern does not say are beside one another, with `…`.
USUAL_GAP, MOST_GAP = 5, 20
MOST_ALTERNATIVES, MOST_PHRASES, MOST_WORDS = 60, 150, 12
TOO_MANY_WORDS = f"At most {MOST_WORDS} words in a row: hardly anybody says as much alike."
#: What a `*` must leave of a word: less would fit nearly everything.
LEAST_LETTERS = 3
#: Characters of a word in a text that are looked at. No language has longer ones.
LONGEST_WORD = 60
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[€$£]")
PART = re.compile(r"\s*(?:(…|\.\.\.)|~(\d+)|(\()|(\))|(\|)|([^\s()|~…]+)|(~))")


class NotAPattern(ValueError):
    """It cannot be read; the words say why, to whoever wrote it."""


@dataclass(frozen=True)
class Word:
    """One word of a pattern: whole, or with any beginning or end."""

    letters: str
    begins: bool = False  # anything may follow
    ends: bool = False  # anything may stand before

    def fits(self, word: str) -> bool:
        if self.begins and self.ends:
            return self.letters in word
        if self.begins:
            return word.startswith(self.letters)
        return word.endswith(self.letters) if self.ends else word == self.letters


Phrase = tuple[Word, ...]


@dataclass(frozen=True)
class Step:
    """Any of these phrases, after at most that many other words."""

    phrases: tuple[Phrase, ...]
    gap: int = 0


@dataclass(frozen=True)
class Pattern:
    alternatives: tuple[tuple[Step, ...], ...]

    def find(self, text: Text) -> Iterator[tuple[int, int]]:
        """Where it stands in `text.plain`, from left to right, one place within no other."""
        words = [(found[0][:LONGEST_WORD], *found.span()) for found in WORD.finditer(text.plain)]
        seen: set[int] = set()
        places = {
            (start, end)
            for steps in self.alternatives
            for start, end in _places(steps, [word for word, _, _ in words])
        }
        for start, end in sorted(places):
            if start not in seen:
                seen.update(range(start, end))
                yield words[start][1], words[end - 1][2]


def _places(steps: tuple[Step, ...], words: list[str]) -> Iterator[tuple[int, int]]:
    """First word, and the one after the last, of each place at which these steps are gone.

    From the last step to the first: each looks up where the way goes on, so none is gone twice.
    """
    goes_on: dict[int, int] | None = None
    gap = 0
    for step in reversed(steps):
        here: dict[int, int] = {}
        for place, after in _fits(step, words):
            if goes_on is None:
                end = after
            else:
                ways = (goes_on.get(next_) for next_ in range(after, after + gap + 1))
                end = min((way for way in ways if way is not None), default=0)
            if end:
                here[place] = min(end, here.get(place, end))
        if not here:
            return
        goes_on, gap = here, step.gap
    yield from (goes_on or {}).items()


def _fits(step: Step, words: list[str]) -> Iterator[tuple[int, int]]:
    """Each word at which one of its phrases begins, and the one after its end."""
    first = {
        word: [phrase for phrase in step.phrases if phrase[0].fits(word)] for word in set(words)
    }
    for place, word in enumerate(words):
        for phrase in first[word]:
            after = place + len(phrase)
            rest = zip(phrase[1:], words[place + 1 : after], strict=False)
            if after <= len(words) and all(one.fits(other) for one, other in rest):
                yield place, after


# --- Reading what an administrator wrote --------------------------------------------------------
@lru_cache(maxsize=512)
def read(written: str) -> Pattern:
    """Raises NotAPattern, with what is wrong and how it could be said instead."""
    alternatives = [
        alternative for line in written.splitlines() for alternative in _alternatives(line)
    ]
    if not alternatives:
        raise NotAPattern("Please write at least one word to look for.")
    phrases = sum(len(step.phrases) for steps in alternatives for step in steps)
    if len(alternatives) > MOST_ALTERNATIVES or phrases > MOST_PHRASES:
        raise NotAPattern("This is too long for one rule. Please make a second one of some of it.")
    return Pattern(tuple(alternatives))


def _alternatives(line: str) -> Iterator[tuple[Step, ...]]:
    steps: list[Step] = []
    group: list[list[Word]] | None = None
    gap = 0
    for part in PART.finditer(line):
        dots, number, opens, closes, either, typed, stray = part.groups()
        if stray:
            raise NotAPattern("After ~ comes a number, as in “clinic ~5 price”.")
        if opens and group is not None:
            raise NotAPattern("Brackets cannot stand within brackets.")
        if closes and group is None:
            raise NotAPattern("There is a ) without a ( before it.")
        if (dots or number) and (group is not None or not steps or gap):
            raise NotAPattern("… and ~5 stand between two words, not beside one another.")
        if dots or number:
            gap = _gap(number)
        elif opens:
            group = [[]]
        elif closes:
            steps.append(_step(group, gap))
            group, gap = None, 0
        elif either and group is not None:
            group.append([])
        elif either:
            yield _whole(steps, gap)
            steps, gap = [], 0
        elif group is not None:
            group[-1] += _words(typed)
        else:
            for word in _words(typed):
                steps.append(Step(((word,),), gap))
                gap = 0
    if group is not None:
        raise NotAPattern("There is a ( without a ) after it.")
    if line.strip():
        yield _whole(steps, gap)


def _gap(number: str | None) -> int:
    gap = int(number[:4]) if number else USUAL_GAP
    if not 1 <= gap <= MOST_GAP:
        raise NotAPattern(f"Words can be at most {MOST_GAP} words apart: ~1 to ~{MOST_GAP}.")
    return gap


def _step(group: list[list[Word]], gap: int) -> Step:
    if not all(group):
        raise NotAPattern("Between | and the brackets stand words, as in “(clinic | hospital)”.")
    if any(len(phrase) > MOST_WORDS for phrase in group):
        raise NotAPattern(TOO_MANY_WORDS)
    return Step(tuple(tuple(phrase) for phrase in group), gap)


def _whole(steps: list[Step], gap: int) -> tuple[Step, ...]:
    if not steps or gap:
        raise NotAPattern("There is a |, … or ~ with no word beside it.")
    if len(steps) > MOST_WORDS:
        raise NotAPattern(TOO_MANY_WORDS)
    return tuple(steps)


def _words(typed: str) -> list[Word]:
    """What stands between two spaces: one word, or several with hyphens or dots between them."""
    plain = Text(typed.replace("*", "\uffff")).plain
    found = re.findall(r"\uffff?[^\W_\uffff]+(?:'[^\W_]+)*\uffff?|[€$£]|\uffff", plain)
    if not found:
        raise NotAPattern(f"“{typed}” is no word: only letters and numbers can be looked for.")
    return [_word(each, typed) for each in found]


def _word(found: str, typed: str) -> Word:
    letters = found.strip("\uffff")
    word = Word(letters, begins=found.endswith("\uffff"), ends=found.startswith("\uffff"))
    if (word.begins or word.ends) and len(letters) < LEAST_LETTERS:
        raise NotAPattern(
            f"“{typed}” would find too much: write at least {LEAST_LETTERS} letters beside *."
        )
    return word
