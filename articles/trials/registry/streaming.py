"""JSON as a stream: one study at a time is held, however long the file and whatever is in it.

`ijson` reads the bytes and tells what it meets; here values are put together from that, within
limits. What passes a limit is read past and refused, without being held.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from io import BufferedIOBase
from itertools import chain
from typing import Any, NamedTuple

import ijson

from articles.trials.registry.contacts import blanked
from articles.trials.registry.study import KEPT, OLD_FORMAT

#: The largest real records, with all their results, have some ten megabytes.
MOST_BYTES = 64_000_000
#: The largest real studies have about two thousand sites.
MOST_ITEMS = 10_000
MOST_VALUES = 400_000
#: Real records have about a dozen levels.
DEEPEST = 40
#: Of one text, in bytes. The registry's own limit is 32,000 characters.
LONGEST_TEXT = 8_000_000
#: Of fields of one study or page.
MOST_FIELDS = 100
#: After so many studies of one file that cannot be used, the rest will be no better.
MOST_REFUSED = 1_000

_EMPTY: dict[str, type] = {"start_map": dict, "start_array": list}
_ENDS = {"end_map", "end_array"}
_TWICE = "has two fields called {}"
#: Fields of the answers of API v1, and of pages of a list.
_OLD = {"FullStudiesResponse", "FullStudies", "FullStudy", "StudyFieldsResponse", "Study"}
_OF_PAGES = ("nextPageToken",)
#: What ijson's parser in C raises for what no JSON should hold, such as a number of 5,000 figures.
_BROKEN = (ijson.JSONError, UnicodeError, ValueError, ArithmeticError, SystemError)

Event = tuple[str, Any]


class Found(NamedTuple):
    """A study's JSON, or why there is none, and which study of the file it is (none: the file)."""

    number: int | None
    data: dict[str, Any] | None
    reason: str = ""


class Refused(Exception):
    """Too much, or not what JSON may be. It has been read past."""


@dataclass
class Stream:
    """Bytes with a count, so that nothing can make the parser hold what nobody asked for."""

    source: BufferedIOBase
    total: int = 0
    #: Bytes since the parser last told of something.
    silent: int = 0
    problem: str = ""

    def read(self, size: int) -> bytes:
        if self.silent > LONGEST_TEXT:
            self.problem = f"holds a text of more than {LONGEST_TEXT:,} bytes"
            return b""
        try:
            found = self.source.read1(size)  # not more at once: an error would swallow it
        except EOFError:
            return b""  # compressed and cut off: the parser tells
        except (OSError, ValueError, ArithmeticError) as error:  # gzip, zlib and the disk
            self.problem = f"cannot be read to its end ({type(error).__name__})"
            return b""
        self.total += len(found)
        self.silent += len(found)
        return found


@dataclass
class _Budget:
    """What one study may still take."""

    stream: Stream
    values: int = MOST_VALUES
    begun: int = field(init=False)

    def __post_init__(self) -> None:
        self.begun = self.stream.total

    def problem(self, path: list[Any], length: int) -> str:
        """Why it may take no more."""
        self.values -= 1
        if length > MOST_ITEMS:
            return f"{_spelled(_steps(path)[:-1])} has more than {MOST_ITEMS:,} entries"
        if len(path) > DEEPEST:
            return f"is nested deeper than {DEEPEST} levels"
        if self.values < 0:
            return f"holds more than {MOST_VALUES:,} values"
        if self.stream.total - self.begun > MOST_BYTES:
            return f"is larger than {MOST_BYTES // 1_000_000} MB"
        return ""


def studies(stream: Stream) -> Generator[Found, None, str]:
    """All studies of a file: one, a page, a list, or several of these one after the other.

    Returns the token of the next page, if the file is a page and has one.
    """
    reader = _Reader(stream)
    refused = 0
    try:
        for found in reader.studies():
            yield found
            refused += found.data is None
            if refused >= MOST_REFUSED:
                yield Found(None, None, f"has {refused:,} studies that cannot be used; stopped")
                return ""
        if stream.problem:  # an archive whose check sum is wrong, after all that was in it
            yield Found(None, None, stream.problem)
    except _BROKEN as error:
        yield Found(None, None, _told(error, stream, reader.number))
    return reader.token


def _told(error: Exception, stream: Stream, number: int) -> str:
    if not stream.total and not stream.problem:
        return "is empty"
    where = f" (in or after study {number})" if number else ""
    if stream.problem:
        return stream.problem + where
    if "premature EOF" in str(error):
        return f"ends in the middle{where}. Please fetch it again"
    return f"is not JSON{where}"


class _Reader:
    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.events = self._events()
        #: Of the study that is being read.
        self.number = 0
        self.token = ""

    def _events(self) -> Iterator[Event]:
        for event in ijson.basic_parse(self.stream, multiple_values=True):
            self.stream.silent = 0
            yield event

    def studies(self) -> Iterator[Found]:
        for first in self.events:
            if first[0] == "start_array":
                yield from self._list()
            elif first[0] == "start_map":
                yield from self._document()
            else:
                yield Found(None, None, "is JSON, but neither a study nor a page of studies")

    def _list(self) -> Iterator[Found]:
        for first in self.events:
            if first[0] == "end_array":
                return
            self.number += 1
            if first[0] != "start_map":
                self._skip(first)
                yield Found(self.number, None, "is not a study, but something else in JSON")
                continue
            try:
                data = self._object()
            except Refused as refused:
                yield Found(self.number, None, str(refused))
            else:
                yield _study(self.number, data)

    def _document(self) -> Iterator[Found]:
        """A study, or a page: that shows only at its fields, which come in any order."""
        is_page = False
        data: dict[str, Any] = {}
        try:
            for name in self._fields(data, KEPT + _OF_PAGES):
                if name != "studies":
                    continue
                is_page = True
                if (first := next(self.events))[0] == "start_array":
                    yield from self._list()
                else:
                    self._skip(first)
                    yield Found(None, None, "is a page whose studies are not a list")
        except Refused as refused:
            yield Found(None, None, str(refused))
            return
        if is_page:
            token = data.get("nextPageToken")
            self.token = token if isinstance(token, str) else ""
        else:
            self.number += 1
            yield _study(self.number if self.number > 1 else None, data)

    def _object(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name in self._fields(data, KEPT):
            if name == "studies":
                self._skip(next(self.events))
        return data

    def _fields(self, data: dict[str, Any], kept: tuple[str, ...]) -> Iterator[str]:
        """Put the wanted fields into `data`. The value of "studies" is the caller's to read.

        Of other fields only the name is kept.
        """
        budget = _Budget(self.stream)
        problem = ""
        for event, name in self.events:
            if event == "end_map":
                break
            if name in data:
                problem = problem or _TWICE.format(_spelled([name]))
            if len(data) >= MOST_FIELDS:
                problem = problem or f"has more than {MOST_FIELDS} fields"
            if name == "studies" and not problem:
                yield name
                data[name] = None
            elif name in kept and not problem:
                try:
                    data[name] = self._value(next(self.events), name, budget)
                except Refused as refused:
                    problem = str(refused)
            else:
                self._skip(next(self.events))
                if not problem:
                    data[name] = None
        if problem:
            raise Refused(problem)

    def _skip(self, first: Event) -> None:
        self._leave(1 if first[0] in _EMPTY else 0)

    def _value(self, first: Event, name: str, budget: _Budget) -> Any:
        """One value, whose first event has been read."""
        path: list[str | int] = [name]
        around: list[dict | list] = []  # the objects and lists that are still open
        for event, value in chain([first], self.events):
            if event in _ENDS:
                done = around.pop()
                path.pop()
                if not around:
                    return done
                continue
            if event == "map_key":
                path[-1] = value
                problem = _TWICE.format(_spelled(path)) if value in around[-1] else ""
            else:
                value = _EMPTY[event]() if event in _EMPTY else _plain(value)
                length = _put(around, path, value)
                if event in _EMPTY:
                    around.append(value)
                    path.append("")
                problem = budget.problem(path, length)
            if problem:
                self._leave(len(around))
                raise Refused(problem)
            if not around:
                return value
        raise AssertionError("the parser ends only between values")

    def _leave(self, depth: int) -> None:
        """Read past the end of so many open objects and lists."""
        while depth:
            event, _ = next(self.events)
            depth += (event in _EMPTY) - (event in _ENDS)


def _put(around: list[dict | list], path: list[str | int], value: Any) -> int:
    """Where the path leads. Returns how many are there now."""
    if not around:
        return 0
    if isinstance(inside := around[-1], dict):
        inside[path[-1]] = value
    else:
        path[-1] = len(inside)
        inside.append(value)
    return len(inside)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _study(number: int | None, data: dict[str, Any]) -> Found:
    if "protocolSection" in data:
        return Found(number, {name: data[name] for name in KEPT if name in data})
    if _OLD.intersection(data):
        return Found(number, None, OLD_FORMAT)
    return Found(number, None, "has no protocolSection, so it is not a study of API v2")


def _steps(path: list[str | int]) -> list[str | int]:
    return [step for step in path if step != ""]


def _spelled(path: list[str | int]) -> str:
    """As in protocolSection.contactsLocationsModule.locations[3].city."""
    parts = (
        f"[{step}]" if isinstance(step, int) else f".{blanked(step[:60])}" for step in _steps(path)
    )
    return "".join(parts).lstrip(".")
