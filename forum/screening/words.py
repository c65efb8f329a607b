"""A text as words, and phrases that are looked for among them.

A lexicon is a file of lines. `[name]` begins what is noticed under that name; below it stands one
phrase to a line. In a phrase, words stand one after another as parents type them, without accents
and apostrophes ("cant", "hes"):

    a|b      either        breath*   any word that begins so      a+b   two words in one place
    [a]      or nothing    ~ ~~ ~~~  up to 2, 5 or 10 words       #     a number in digits
    @names   what `@names = a|b` says, above it or in `common.txt`

A long word is also known by a slip: a letter missing, doubled or swapped with its neighbour.
Phrases never reach across the end of a sentence. Reading takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicon"
TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|(?P<end>[.!?…\n]+)"
)
#: What English joins to a word; other languages put an article or a pronoun before the apostrophe.
JOINED = {"t", "s", "re", "m", "ve", "ll", "d"}
GAPS = {"~": 2, "~~": 5, "~~~": 10}
#: Letters from which on a word is known with a slip in it.
LONG = 6
#: Different words of one text in which slips are looked for: more are no text by a parent.
MOST_MENDED = 5_000
LONGEST = 24


@dataclass(frozen=True)
class Hit:
    """A phrase found: its words are `words[first:last]` of the text."""

    name: str
    first: int
    last: int


class Words:
    """The words of `plain`: what they are, where they stand, and in which sentence."""

    def __init__(self, plain: str) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentences: list[int] = []
        sentence = 0
        for token in TOKEN.finditer(plain):
            if token["end"]:
                sentence += 1
                continue
            start = token.start()
            for part in _parts(token[0]) if token["word"] else [token[0]]:
                self.words.append(part.replace("'", ""))
                self.starts.append(start)
                self.ends.append(start + len(part))
                self.sentences.append(sentence)
                start += len(part) + 1
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.words):
            self.places[word].append(place)
            if word[0].isdigit():
                self.places["#"].append(place)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, hit: Hit) -> tuple[int, int]:
        return self.starts[hit.first], self.ends[hit.last - 1]

    def before(self, place: int, count: int) -> list[str]:
        """The words before one, in the same sentence."""
        first = max(0, place - count)
        here = self.sentences[place]
        return [self.words[n] for n in range(first, place) if self.sentences[n] == here]


def _parts(word: str) -> list[str]:
    parts = word.split("'")
    if len(parts) == 1 or parts[-1] in JOINED:
        return [word]
    return parts


@dataclass(frozen=True)
class Element:
    """One place of a phrase: sets of words by number, one set or several one after another."""

    ways: tuple[tuple[int, ...], ...]
    gap: int = 0
    optional: bool = False


@dataclass
class Lexicon:
    phrases: dict[str, list[tuple[Element, ...]]] = field(default_factory=dict)
    #: Numbers of the sets to which a word, or whatever begins with it, belongs.
    exact: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    beginning: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    sets: dict[frozenset[str], int] = field(default_factory=dict)

    def find(self, words: Words) -> dict[str, list[Hit]]:
        """All that is noticed, by name."""
        stands = Standing(self._places(words), words)
        possible = {which for one in stands.places for which in self._anchored.get(one, ())}
        spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for name, number in possible:
            spans[name].update(stands.match(self.phrases[name][number]))
        return {
            name: [Hit(name, *span) for span in sorted(spans[name])]
            for name in self.phrases
            if spans.get(name)
        }

    @cached_property
    def _anchored(self) -> dict[int, set[tuple[str, int]]]:
        """For each set of words the phrases that cannot be there without it: of thousands of
        phrases, few have their rarest element in a text."""
        sizes = {number: len(words) for words, number in self.sets.items()}
        anchored: dict[int, set[tuple[str, int]]] = defaultdict(set)
        for name, phrases in self.phrases.items():
            for number, phrase in enumerate(phrases):
                needed = [one.ways for one in phrase if not one.optional]
                rarest = min(needed, key=lambda ways: sum(sizes[way[0]] for way in ways))
                for way in rarest:
                    anchored[way[0]].add((name, number))
        return anchored

    def _places(self, words: Words) -> dict[int, set[int]]:
        """Where each set of words stands."""
        found: dict[int, set[int]] = defaultdict(set)
        for number, (word, places) in enumerate(words.places.items()):
            sets = self._sets_of(word)
            if not sets and number < MOST_MENDED and LONG <= len(word) <= LONGEST:
                sets = self._sets_of_mended(word)
            for one in sets:
                found[one].update(places)
        return found

    def _sets_of(self, word: str) -> list[int]:
        sets = list(self.exact.get(word, ()))
        for length in range(2, min(len(word), LONGEST) + 1):
            sets += self.beginning.get(word[:length], ())
        return sets

    def _sets_of_mended(self, word: str) -> list[int]:
        """Those of the word that was meant, if it was long and has one slip in it."""
        sets = list(self._slips[0].get(word, ()))
        for meant in _mended(word):
            sets += self.exact.get(meant, ()) if len(meant) >= LONG else ()
        for length in range(LONG - 1, len(word) + 1):
            sets += self._slips[1].get(word[:length], ())
            for meant in _mended(word[:length]):
                sets += self.beginning.get(meant, ()) if len(meant) >= LONG else ()
        return sets

    @property
    def _slips(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Long words of the lexicon without one of their letters."""
        if not hasattr(self, "_without"):
            self._without = tuple(
                _without_a_letter(index) for index in (self.exact, self.beginning)
            )
        return self._without


def _without_a_letter(index: dict[str, list[int]]) -> dict[str, list[int]]:
    slips: dict[str, list[int]] = defaultdict(list)
    for word, sets in index.items():
        if len(word) >= LONG:
            for place in range(1, len(word)):
                slips[word[:place] + word[place + 1 :]] += sets
    return slips


def _mended(word: str) -> Iterator[str]:
    """The word without one letter, and with two neighbours swapped; its first letter stands."""
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]
        if place + 1 < len(word):
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


class Standing:
    """Where the elements of phrases stand in one text."""

    def __init__(self, places: dict[int, set[int]], words: Words) -> None:
        self.places = places
        self.sentences = words.sentences
        self.known: dict[tuple[tuple[int, ...], ...], dict[int, list[int]]] = {}

    def match(self, phrase: tuple[Element, ...]) -> Iterator[tuple[int, int]]:
        """Step by step through the phrase, keeping for each end the nearest start."""
        if not all(one.optional or self._may_stand(one.ways) for one in phrase):
            return
        steps = [self._stands(one.ways) for one in phrase]
        reached = {end: start for start, ends in sorted(steps[0].items()) for end in ends}
        for element, ends_at in zip(phrase[1:], steps[1:], strict=True):
            onward = dict(reached) if element.optional else {}
            for end, start in reached.items():
                here = self.sentences[start]
                for at in range(end, min(end + element.gap + 1, len(self.sentences))):
                    if self.sentences[at] != here:
                        break
                    for to in ends_at.get(at, ()):
                        if start >= onward.get(to, -1):
                            onward[to] = start
            reached = onward
        for end, start in reached.items():
            yield start, end

    def _may_stand(self, ways: tuple[tuple[int, ...], ...]) -> bool:
        return any(all(one in self.places for one in way) for way in ways)

    def _stands(self, ways: tuple[tuple[int, ...], ...]) -> dict[int, list[int]]:
        """For each place where one of these begins, the places where it ends."""
        if ways not in self.known:
            found: dict[int, list[int]] = defaultdict(list)
            for way in ways:
                length = len(way)
                for start in self.places.get(way[0], ()):
                    if length == 1 or self._is_at(start, way):
                        found[start].append(start + length)
            self.known[ways] = found
        return self.known[ways]

    def _is_at(self, start: int, way: tuple[int, ...]) -> bool:
        """Whether all these words stand there, in one sentence."""
        return (
            all(start + n in self.places.get(one, ()) for n, one in enumerate(way))
            and self.sentences[start] == self.sentences[start + len(way) - 1]
        )


@cache
def lexicon() -> Lexicon:
    """All files in one: a text is gone through once."""
    made = Lexicon()
    names: dict[str, str] = {}
    current = ""
    for path in sorted(FOLDER.glob("*.txt"), key=lambda path: (path.stem != "common", path)):
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = raw.split(";;")[0].strip()
            if not line:
                continue
            try:
                if line.startswith("["):
                    current = line[1:-1]
                    made.phrases.setdefault(current, [])
                elif line.startswith("@") and " = " in line:
                    alias, _, meaning = line[1:].partition(" = ")
                    names[alias] = "|".join(filter(None, [names.get(alias), meaning.strip()]))
                else:
                    made.phrases[current].append(_phrase(line, names, made))
            except KeyError as error:
                raise ValueError(f"{path.name}:{number}: unknown {error}") from error
    return made


def _phrase(line: str, names: dict[str, str], made: Lexicon) -> tuple[Element, ...]:
    elements, gap = [], 0
    for part in line.split():
        if part in GAPS:
            gap = GAPS[part]
            continue
        optional = part.startswith("[")
        elements.append(Element(_ways(part.strip("[]"), names, made), gap, optional))
        gap = 0
    if not elements or elements[0].optional:
        raise KeyError(line)
    return tuple(elements)


def _ways(part: str, names: dict[str, str], made: Lexicon) -> tuple[tuple[int, ...], ...]:
    singles, several = set(), []
    for one in _spelled_out(part, names):
        words = one.split("+")
        if len(words) == 1:
            singles.add(words[0])
        else:
            several.append(tuple(_set({word}, made) for word in words))
    return (*([(_set(singles, made),)] if singles else []), *several)


def _spelled_out(part: str, names: dict[str, str]) -> Iterator[str]:
    for one in part.split("|"):
        if one.startswith("@"):
            yield from _spelled_out(names[one[1:]], names)
        else:
            yield one


def _set(words: set[str], made: Lexicon) -> int:
    """The number of this set of words, known to the index."""
    key = frozenset(words)
    if key not in made.sets:
        made.sets[key] = len(made.sets)
        for word in words:
            index = made.beginning if word.endswith("*") else made.exact
            index[word.removesuffix("*")].append(made.sets[key])
    return made.sets[key]
