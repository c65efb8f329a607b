"""A study's JSON, field by field, each of the type that the registry's documentation says.

A field that is absent or null is absent. One of another type is `Wrong`, and so is the study: what
is read as empty because somebody renamed or reshaped it would be told to families as "not said".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

Value = TypeVar("Value")

#: Of a raw value that is shown to editors.
LONGEST_RAW = 200
#: Of a number: all up to here are exact in every program that reads JSON.
LARGEST = 2**53


class Wrong(Exception):
    """This study cannot be used."""


@dataclass
class Notes:
    """What an editor or operator should hear about a study that is used all the same."""

    unknown: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Fields:
    """One object of the JSON, and where it stands."""

    values: dict[str, Any]
    path: str
    notes: Notes

    def at(self, *names: str) -> str:
        return ".".join(filter(None, [self.path, *names]))

    def is_unknown(self, name: str, value: object) -> None:
        self.notes.unknown.append((self.at(name), shorten(str(value), LONGEST_RAW)))

    def within(self, *names: str) -> Fields:
        """The object below, empty where there is none."""
        here = self
        for name in names:
            found = here._get(name, dict, "an object")
            here = Fields(found or {}, here.at(name), self.notes)
        return here

    def each(self, name: str) -> Iterator[Fields]:
        """The objects of a list."""
        for path, one in self._items(name):
            if not isinstance(one, dict):
                raise Wrong(f"{path} is {kind(one)}, not an object")
            yield Fields(one, path, self.notes)

    def texts(self, name: str, most: int) -> tuple[str, ...]:
        """A list of short texts, without empty ones and without doubles."""
        found = {}
        for path, one in self._items(name):
            if not isinstance(one, str):
                raise Wrong(f"{path} is {kind(one)}, not a text")
            if line := self._fit(path, one, most):
                found[line] = None
        return tuple(found)

    def line(self, name: str, most: int) -> str:
        """A short text, on one line."""
        return self._fit(self.at(name), self._get(name, str, "a text") or "", most)

    def text(self, name: str) -> str:
        """A text of any length, as it is."""
        return (self._get(name, str, "a text") or "").replace("\r\n", "\n").strip()

    def flag(self, name: str) -> bool | None:
        return self._get(name, bool, "true or false")

    def count(self, name: str, most: int) -> int | None:
        """A number of people or things; one that cannot be is unknown."""
        value = self.number(name)
        if value is None or (value == int(value) and 0 <= value <= most):
            return None if value is None else int(value)
        self.is_unknown(name, value)
        return None

    def number(self, name: str) -> int | float | None:
        value = self.values.get(name)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        raise Wrong(f"{self.at(name)} is {kind(value)}, not a number")

    def choice(self, name: str, known: dict[str, Value], other: Value) -> tuple[Value, str]:
        """Our word for the registry's, and how it wrote it.

        `other` and nothing if it says nothing; `other` and the raw value if we do not know it.
        """
        raw = self.line(name, 60)
        if raw and raw not in known:
            self.is_unknown(name, raw)
        return known.get(raw, other), raw

    def choices(self, name: str, known: dict[str, Value]) -> tuple[Value, ...]:
        """Several of them; what we do not know is only noted."""
        found = self.texts(name, 60)
        for raw in found:
            if raw not in known:
                self.is_unknown(name, raw)
        return tuple(known[raw] for raw in found if raw in known)

    def _items(self, name: str) -> Iterator[tuple[str, Any]]:
        for number, one in enumerate(self._get(name, list, "a list") or []):
            if one is not None:
                yield f"{self.at(name)}[{number}]", one

    def _get(self, name: str, wanted: type, called: str) -> Any:
        value = self.values.get(name)
        if value is None or isinstance(value, wanted):
            return value
        raise Wrong(f"{self.at(name)} is {kind(value)}, not {called}")

    def _fit(self, path: str, value: str, most: int) -> str:
        value = one_line(value)
        if len(value) > most:
            self.notes.warnings.append(f"{path} was cut to {most} characters")
        return shorten(value, most)


def check(value: Any, path: str = "") -> None:
    """What JSON can say and no database or page can hold."""
    if isinstance(value, dict):
        for name, one in value.items():
            check(name, path)
            check(one, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            check(one, f"{path}[{number}]")
    elif isinstance(value, str):
        if "\0" in value:
            raise Wrong(f"{path} contains a NUL character")
        if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
            raise Wrong(f"{path} contains half a character (a lone surrogate)")
    elif isinstance(value, int | float) and not -LARGEST <= value <= LARGEST:
        raise Wrong(f"{path} is not a number that anybody counts with")


def one_line(value: str) -> str:
    return " ".join(value.split())


def shorten(value: str, most: int) -> str:
    return value if len(value) <= most else value[: most - 1].rstrip() + "…"


def kind(value: object) -> str:
    """What JSON calls it."""
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return names.get(type(value), "a number")
