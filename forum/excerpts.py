"""The part of a text by which a moderator can tell what it is: how it begins, and what stands
around the words that were noticed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

#: Characters: of a text that is shown whole, of the beginning of a longer one, around a match.
WHOLE, BEGINNING, AROUND = 420, 160, 70
#: Characters of an excerpt at most, however many matches there are.
MOST = 700

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool = False


@dataclass(frozen=True)
class Excerpt:
    pieces: list[Piece] = field(default_factory=list)
    #: Whether nothing is left out.
    is_whole: bool = True
    #: Matches that stand in what is left out.
    unseen: int = 0


def mark(text: str, spans: Iterable[Span]) -> list[Piece]:
    """All of the text, what the spans cover marked."""
    return _pieces(text, 0, len(text), joined(spans))


def excerpt(text: str, spans: Iterable[Span]) -> Excerpt:
    spans = joined((start, end) for start, end in spans if start < end <= len(text))
    if len(text) <= WHOLE:
        return Excerpt(mark(text, spans))
    windows, shown = [(0, BEGINNING)], BEGINNING
    for start, end in spans:
        if shown < MOST:
            windows.append((max(0, start - AROUND), min(len(text), min(end, start + 200) + AROUND)))
            shown += windows[-1][1] - windows[-1][0]
    windows = joined((_word_start(text, start), _word_end(text, end)) for start, end in windows)
    pieces = []
    for start, end in windows:
        if start:
            pieces.append(Piece(" … "))
        pieces += _pieces(text, start, end, spans)
    if windows[-1][1] < len(text):
        pieces.append(Piece(" …"))
    seen = sum(any(first <= start < last for first, last in windows) for start, _ in spans)
    return Excerpt(pieces, is_whole=False, unseen=len(spans) - seen)


def joined(spans: Iterable[Span]) -> list[Span]:
    """In their order, those that touch made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, first: int, last: int, spans: Iterable[Span]) -> list[Piece]:
    pieces, here = [], first
    for start, end in spans:
        start, end = max(start, here), min(end, last)
        if start < end:
            pieces += [Piece(text[here:start]), Piece(text[start:end], marked=True)]
            here = end
    return [piece for piece in [*pieces, Piece(text[here:last])] if piece.text]


def _word_start(text: str, place: int) -> int:
    """At most a few characters earlier or later, so that no word is cut; some scripts have none."""
    space = text.find(" ", place, place + 20)
    return space + 1 if place and space >= 0 else place


def _word_end(text: str, place: int) -> int:
    space = text.rfind(" ", max(place - 20, 0), place)
    return space if place < len(text) and space > 0 else place
