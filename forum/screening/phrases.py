"""Long lists of phrases, in text files with one on each line: anybody can add a language."""

from __future__ import annotations

import re
from pathlib import Path

_FOLDER = Path(__file__).with_name("adverts")
_SECTION = re.compile(r"\{([a-z][a-z-]*)\}")


def phrases(name: str) -> dict[str, re.Pattern[str]]:
    """The sections of `adverts/name.txt`, each as one pattern for `Text.plain`.

    A line is a pattern in which a space stands for any white space, and `{section}` for the lines
    of a section above it.
    """
    sections: dict[str, list[str]] = {}
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            lines = sections.setdefault(line.removeprefix("== "), [])
        elif line and not line.startswith("#"):
            lines.append(_SECTION.sub(lambda found: _either(sections[found[1]]), line))
    return {section: re.compile(_spaced(_either(lines))) for section, lines in sections.items()}


def _either(lines: list[str]) -> str:
    return f"(?:{'|'.join(lines)})"


def _spaced(pattern: str) -> str:
    """Spaces as `\\s`, but for those in a set of characters, which stand for themselves."""
    return re.sub(r"\\.|\[(?:\\.|[^\]\\])+\]| ", lambda m: r"\s" if m[0] == " " else m[0], pattern)
