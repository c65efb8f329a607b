"""Long lists of phrases, in text files with one on each line: anybody can add a language."""

from __future__ import annotations

import re
from pathlib import Path

_FOLDER = Path(__file__).with_name("adverts")
_SECTION = re.compile(r"\{([a-z][a-z-]*)\}")


class Phrases(dict[str, re.Pattern[str]]):
    """The sections of `adverts/name.txt`, each one pattern for `Text.plain`, made when first used.

    A line is a pattern, with no `|` but in brackets, in which a space stands for any white space,
    and `{section}` for the lines of a section above it.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._lines: dict[str, list[str]] = {}
        for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                lines = self._lines.setdefault(line.removeprefix("== "), [])
            elif line and not line.startswith("#"):
                lines.append(line)

    def __missing__(self, section: str) -> re.Pattern[str]:
        self[section] = rule = re.compile(_spaced(self._pattern(section)))
        return rule

    def named(self, prefix: str) -> list[str]:
        """The sections whose names begin so."""
        return [section for section in self._lines if section.startswith(prefix)]

    def _pattern(self, section: str) -> str:
        return _either(
            [_SECTION.sub(lambda f: self._pattern(f[1]), line) for line in self._lines[section]]
        )


def _either(lines: list[str]) -> str:
    """One of them. Those that begin a word stand together: `re` is much faster so."""
    begins = [line.removeprefix(r"\b") for line in lines if line.startswith(r"\b")]
    others = [line for line in lines if not line.startswith(r"\b")]
    words = [rf"\b(?:{'|'.join(begins)})"] if begins else []
    return f"(?:{'|'.join(words + others)})"


def _spaced(pattern: str) -> str:
    """Spaces as `\\s`, but for those in a set of characters, which stand for themselves."""
    return re.sub(r"\\.|\[(?:\\.|[^\]\\])+\]| ", lambda m: r"\s" if m[0] == " " else m[0], pattern)
