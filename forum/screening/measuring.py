"""How well screening does on labelled examples: what it finds, and what it finds wrongly."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from forum.screening import KINDS, screen

EXAMPLES = Path(__file__).parent / "examples"
#: Rules may be written with the first half in sight; of the second only figures are looked at.
HALVES = ("tuning", "confirming")


@dataclass(frozen=True)
class Example:
    text: str
    language: str
    #: All that should be noticed in it.
    kinds: frozenset[str]
    #: What may be noticed in it as well, without being right or wrong.
    may: frozenset[str]
    half: str


@dataclass
class Score:
    """Of one kind and one half."""

    found: int = 0
    missed: list[Example] = field(default_factory=list)
    wrong: list[Example] = field(default_factory=list)

    @property
    def positives(self) -> int:
        return self.found + len(self.missed)

    @property
    def recall(self) -> float:
        return self.found / self.positives if self.positives else 1.0

    @property
    def precision(self) -> float:
        called = self.found + len(self.wrong)
        return self.found / called if called else 1.0


def load(folder: Path = EXAMPLES) -> list[Example]:
    """Raises ValueError with file and line for what is no example."""
    examples = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    examples.append(_example(json.loads(line)))
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    raise ValueError(f"{path.name}:{number}: no example ({error}).") from error
    return examples


def _example(row: dict) -> Example:
    kinds, may = frozenset(row["kinds"]), frozenset(row.get("may", ()))
    if unknown := (kinds | may) - set(KINDS):
        raise ValueError(f"unknown kind {min(unknown)}")
    if row["set"] not in HALVES:
        raise ValueError(f"the set is one of {', '.join(HALVES)}")
    return Example(row["text"], row.get("language", ""), kinds, may, row["set"])


def measure(examples: Iterable[Example]) -> dict[tuple[str, str], Score]:
    """By kind and half."""
    scores = {(kind, half): Score() for kind in KINDS for half in HALVES}
    for example in examples:
        found = {one.kind for one in screen(example.text)}
        for kind in KINDS:
            score = scores[kind, example.half]
            if kind in example.kinds and kind in found:
                score.found += 1
            elif kind in example.kinds:
                score.missed.append(example)
            elif kind in found and kind not in example.may:
                score.wrong.append(example)
    return scores
