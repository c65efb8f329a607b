"""Files, folders and bytes: what they hold, one study after the other."""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from articles.trials.registry.streaming import Stream, studies
from articles.trials.registry.study import Rejected, Study, study_from

Source = Path | str | bytes | BinaryIO
#: Told how many bytes of a file were read, for a progress bar.
Progress = Callable[[int], object]

#: Of a folder, what is read. The rest, such as a README, is nobody's business here.
NAMES = re.compile(r"(?!\.).+\.(?:json|jsonl|ndjson)(?:\.gz)?", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
#: How files begin that are no JSON, and what to do.
_NOT_JSON = [
    (re.compile(rb"\xff\xfe|\xfe\xff|\x00.|.\x00", re.DOTALL),
     "is UTF-16 or UTF-32. Please save it as UTF-8"),
    (re.compile(rb"\s*<"), "is a web page or XML, not JSON"),
    (re.compile(rb"PK\x03\x04"), "is a ZIP archive. Please unpack it first"),
]  # fmt: skip


def read(source: Source, *, progress: Progress | None = None) -> Iterator[Study | Rejected]:
    """All studies of a file, a folder (with those below it) or bytes, in the order of their names.

    A study that comes a second time is refused: which of the two is newer, nobody said.
    """
    seen: dict[str, str] = {}
    for one in _all(source, progress):
        if isinstance(one, Rejected):
            yield one
        elif one.number in seen:
            reason = f"{one.number} is here a second time. The first counts ({seen[one.number]})"
            yield Rejected(one.where, reason)
        else:
            seen[one.number] = one.where
            yield one


def size(source: Source) -> int:
    """The bytes that `read` will go through, as far as they can be told."""
    if isinstance(source, bytes):
        return len(source)
    if not isinstance(source, Path | str):
        return 0
    try:
        paths = _below(Path(source)) if Path(source).is_dir() else [Path(source)]
        return sum(path.stat().st_size for path in paths if not path.is_symlink())
    except (OSError, ValueError):
        return 0


def read_stream(
    source: BinaryIO, where: str, progress: Progress | None = None
) -> Generator[Study | Rejected, None, str]:
    """The studies of one open file. Returns the token of the next page, if it is a page."""
    content = io.BufferedReader(_Told(source, progress))
    if content.peek(2)[:2] == _GZIP:
        content = gzip.GzipFile(fileobj=content)
    try:
        begin = content.peek(64)[:64]
    except (OSError, EOFError, ValueError):
        yield Rejected(where, "is compressed and damaged")
        return ""
    if begin.startswith(_BOM):
        content.read(len(_BOM))
        begin = begin.removeprefix(_BOM)
    for pattern, reason in _NOT_JSON:
        if pattern.match(begin):
            yield Rejected(where, reason)
            return ""
    return (yield from _studies(Stream(content), where))


def _studies(stream: Stream, where: str) -> Generator[Study | Rejected, None, str]:
    reading = studies(stream)
    while True:
        try:
            found = next(reading)
        except StopIteration as end:
            return end.value
        place = f"{where}, study {found.number}" if found.number else where
        if found.data is None:
            yield Rejected(place, found.reason)
        else:
            yield study_from(found.data, place)


def _all(source: Source, progress: Progress | None) -> Iterator[Study | Rejected]:
    if isinstance(source, bytes):
        yield from read_stream(io.BytesIO(source), "what was given", progress)
    elif not isinstance(source, Path | str):
        yield from read_stream(source, str(getattr(source, "name", "what was given")), progress)
    else:
        yield from _path(Path(source), progress)


def _path(path: Path, progress: Progress | None) -> Iterator[Study | Rejected]:
    try:
        if not path.is_dir():
            yield from _file(path, progress)
            return
        paths = _below(path)
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
        return
    if not paths:
        yield Rejected(str(path), "holds no file whose name ends in .json, .jsonl or .json.gz")
    for one in paths:
        if one.is_symlink():
            yield Rejected(str(one), "is a link: those are not followed out of a folder")
        else:
            yield from _file(one, progress)


def _below(folder: Path) -> list[Path]:
    """Files to read, also in folders below. Links to folders are not followed."""
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(here, name) for name in names if NAMES.fullmatch(name)]
    return sorted(found)


def _file(path: Path, progress: Progress | None) -> Iterator[Study | Rejected]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Rejected(str(path), "is not an ordinary file")
            return
        with path.open("rb") as content:
            for one in read_stream(content, str(path), progress):
                yield _compared_with_name(one, path)
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)


def _compared_with_name(one: Study | Rejected, path: Path) -> Study | Rejected:
    """A file that is called after one study and holds another: what is inside counts."""
    called = path.name.partition(".")[0].upper()
    if (
        isinstance(one, Rejected)
        or not re.fullmatch(r"NCT\d{8}", called)
        or called in {each.number for each in one.registrations}
    ):
        return one
    warning = f"the file is called after {called} and holds {one.number}"
    return replace(one, warnings=(*one.warnings, warning))


def _unreadable(path: Path, error: Exception) -> Rejected:
    if isinstance(error, FileNotFoundError):
        return Rejected(str(path), "does not exist")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Rejected(str(path), f"cannot be read: {reason}")


class _Told(io.RawIOBase):
    """A file that tells how much of it was read."""

    def __init__(self, source: BinaryIO, progress: Progress | None) -> None:
        self.source, self.progress = source, progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        found = self.source.read(len(buffer))
        buffer[: len(found)] = found
        if self.progress and found:
            self.progress(len(found))
        return len(found)
