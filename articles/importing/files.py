"""The text of one file."""

from __future__ import annotations

from pathlib import Path

from articles.importing.problems import Place, Problems

MAX_FILE = 1_000_000  # bytes


def read_file(path: Path, problems: Problems) -> str | None:
    """The text of a file, with lines that end as ours do; None where it cannot be read."""
    try:
        if path.stat().st_size > MAX_FILE:
            problems.add(Place(path), f"the file is larger than {MAX_FILE // 1_000_000} MB")
            return None
        content = path.read_bytes()
    except OSError as error:
        problems.add(Place(path), f"cannot be read: {error.strerror}")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.add(Place(path, line), "this line is not UTF-8; please save the file as UTF-8")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
