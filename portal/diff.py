"""What changed between two texts, paragraph by paragraph, and inside those word by word.

`changes(old, new)` gives stretches in reading order. Nothing is lost: joining the pieces that were
not added gives the old text, joining those that were not removed gives the new one.

Python's difflib takes minutes for some texts of 100,000 characters. This is Myers' algorithm (1986)
with a bound on its steps; beyond the bound a passage counts as replaced as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

#: Steps of the search for one list of paragraphs or words; some tenths of a second at most.
MOST_STEPS = 400_000
#: The same for two whole texts, which may hold hundreds of such lists.
MOST_STEPS_IN_ALL = 4_000_000
#: Pairs of changed paragraphs that are looked at, to find which became which.
MOST_CELLS = 100_000
#: Of a paragraph, the share of words that must have stayed for a comparison word by word.
ALIKE = 0.3
#: Characters. A longer stretch without a change folds.
FOLDS_FROM = 400

SAME, REMOVED, ADDED = "same", "removed", "added"

#: A paragraph with the empty lines after it.
_PARAGRAPH = re.compile(r".+?(?:\n[^\S\n]*(?=\n)\n*|\Z)", re.DOTALL)
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str

    @property
    def shown(self) -> str:
        """With a sign for changed white space, which nobody would see otherwise."""
        if self.kind == SAME or self.text.strip():
            return self.text
        return self.text.replace("\n", "¶\n").replace(" ", "␣")


@dataclass(frozen=True)
class Stretch:
    """Paragraphs that stayed as they were, or a passage in which something changed."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.kind != SAME for piece in self.pieces)

    @property
    def folds(self) -> bool:
        return not self.changed and len(self.pieces[0].text) > FOLDS_FROM

    @property
    def words(self) -> int:
        return sum(len(piece.text.split()) for piece in self.pieces)


@dataclass
class _Patience:
    """What is left of the steps for two texts."""

    steps: int = MOST_STEPS_IN_ALL


def changes(old: str, new: str) -> list[Stretch]:
    """The stretches of both texts in reading order; none for two empty texts."""
    stretches, patience = [], _Patience()
    for kind, before, after in _runs(_PARAGRAPH.findall(old), _PARAGRAPH.findall(new), patience):
        if kind == SAME:
            stretches.append(Stretch((Piece(SAME, "".join(before)),)))
        else:
            pairs = _alike(before, after)
            stretches += [Stretch(tuple(_words(*pair, patience))) for pair in pairs]
    return stretches


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """Each changed paragraph beside what became of it, which may be nothing, in both orders."""
    if len(old) * len(new) > MOST_CELLS:
        together = len(old) == len(new)
        return list(zip(old, new, strict=True)) if together else [("".join(old), "".join(new))]
    words, others = ([{*re.findall(r"\w+", text)} for text in side] for side in (old, new))
    # best[x][y]: how much of old[x:] and new[y:] can be paired at most (Needleman and Wunsch, 1970)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    share = [[len(a & b) / max(len(a), len(b), 1) for b in others] for a in words]
    for x in range(len(old) - 1, -1, -1):
        for y in range(len(new) - 1, -1, -1):
            paired = best[x + 1][y + 1] + share[x][y] if share[x][y] >= ALIKE else 0
            best[x][y] = max(paired, best[x + 1][y], best[x][y + 1])
    pairs, x, y = [], 0, 0
    while x < len(old) and y < len(new):
        if share[x][y] >= ALIKE and best[x][y] == best[x + 1][y + 1] + share[x][y]:
            pairs.append((old[x], new[y]))
            x, y = x + 1, y + 1
        elif best[x][y] == best[x + 1][y]:
            pairs.append((old[x], ""))
            x += 1
        else:
            pairs.append(("", new[y]))
            y += 1
    return pairs + [(text, "") for text in old[x:]] + [("", text) for text in new[y:]]


def _words(old: str, new: str, patience: _Patience) -> Iterator[Piece]:
    """One paragraph word by word, or as a whole where hardly a word has stayed."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    runs = list(_runs(before, after, patience))
    stayed = sum(_weight(words) for kind, words, _ in runs if kind == SAME)
    if stayed < ALIKE * max(_weight(before), _weight(after)):
        runs = [(REMOVED, before, after)]
    runs = [
        # White space alone between two changes would tear them into crumbs.
        (REMOVED, words, after)
        if kind == SAME and 0 < at < len(runs) - 1 and not _weight(words)
        else (kind, words, after)
        for at, (kind, words, after) in enumerate(runs)
    ]
    for same, group in groupby(runs, key=lambda run: run[0] == SAME):
        removed, added = "", ""
        for _, words, others in group:
            removed += "".join(words)
            added += "".join(others)
        if same:
            yield Piece(SAME, removed)
            continue
        if removed:
            yield Piece(REMOVED, removed)
        if added:
            yield Piece(ADDED, added)


def _weight(words: Iterable[str]) -> int:
    return sum(1 for word in words if not word.isspace())


def _runs(
    old: Sequence[str], new: Sequence[str], patience: _Patience
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """What is the same on both sides and what is not, in turn, each with both sides."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    end, other_end = len(old) - last, len(new) - last
    pairs = [(at, at) for at in range(first)]
    found = _pairs(old[first:end], new[first:other_end], patience)
    pairs += [(first + x, first + y) for x, y in found]
    pairs += [(end + at, other_end + at) for at in range(last)]
    yield from _between(old, new, pairs)


def _between(
    old: Sequence[str], new: Sequence[str], pairs: list[tuple[int, int]]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    x = y = at = 0
    while at < len(pairs):
        left, right = pairs[at]
        if x < left or y < right:
            yield REMOVED, old[x:left], new[y:right]
        together = 1
        while pairs[at + together : at + together + 1] == [(left + together, right + together)]:
            together += 1
        x, y = left + together, right + together
        yield SAME, old[left:x], new[right:y]
        at += together
    if x < len(old) or y < len(new):
        yield REMOVED, old[x:], new[y:]


def _pairs(old: Sequence[str], new: Sequence[str], patience: _Patience) -> list[tuple[int, int]]:
    """A longest list of places that match, in order; none where finding it takes too long."""
    furthest, trail, most = {1: 0}, [], min(MOST_STEPS, patience.steps)
    steps = 0
    for edits in range(len(old) + len(new) + 1):
        trail.append({k: furthest[k] for k in range(-edits - 1, edits + 2) if k in furthest})
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
            x = start = furthest[k + 1] if down else furthest[k - 1] + 1
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            furthest[k] = x
            steps += 1 + x - start
            if x >= len(old) and x - k >= len(new):
                patience.steps -= steps
                return _walk_back(trail, len(old), len(new))
        steps += edits
        if steps > most:
            break
    patience.steps -= steps
    return []


def _walk_back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs = []
    for edits in range(len(trail) - 1, -1, -1):
        furthest, k = trail[edits], x - y
        down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
        before = k + 1 if down else k - 1
        came_from = furthest[before] if edits else 0
        start = came_from + (0 if down or not edits else 1)
        while x > start:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        if edits:
            x, y = came_from, came_from - before
    return pairs[::-1]
