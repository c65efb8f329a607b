"""What is wrong in which file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file."""

    path: Path
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"

    def down(self, lines: int) -> Place:
        return Place(self.path, self.line + lines)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing in a file that keeps everything from being imported."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class ImportProblems(Exception):
    """Nothing was imported, for these reasons."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Problems:
    """Collects them, so that an editor hears of all at once."""

    found: list[Problem] = field(default_factory=list)

    def add(self, place: Place, message: str) -> None:
        self.found.append(Problem(place, message))

    def check(
        self, instance: models.Model, places: dict[str, Place], start: Place, names: dict[str, str]
    ) -> None:
        """What the model's own rules say of these fields, each at the line it stands on.

        `names` holds what the file calls a field where the model calls it otherwise.
        """
        leave_out = [f.name for f in instance._meta.get_fields() if f.name not in places]
        for clean in (partial(instance.clean_fields, exclude=leave_out), instance.clean):
            try:
                clean()
            except ValidationError as error:
                for name, messages in error.message_dict.items():
                    for message in messages:
                        self.add(places.get(name, start), f"{names.get(name, name)}: {message}")
