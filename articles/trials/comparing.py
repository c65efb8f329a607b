"""What changed between two records of a study, for editors: module by module, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from portal import diff

#: Characters of one module; what is longer is compared to here.
MOST = 60_000
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
#: Says when a record was shown, not what it says.
_WHEN = {"versionHolder", "lastUpdateSubmitDate", "lastUpdatePostDateStruct", "miscInfoModule"}


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, list[diff.Stretch]]]:
    """The modules in which something changed, each with the stretches that did."""
    before, after = _modules(old), _modules(new)
    parts = []
    for name in dict.fromkeys([*before, *after]):
        texts = [_text(side.get(name)) for side in (before, after)]
        if texts[0] != texts[1]:
            changed = [_closed(each) for each in diff.changes(*texts) if each.changed]
            parts.append((_label(name), changed))
    return parts


def _closed(stretch: diff.Stretch) -> diff.Stretch:
    """Without the empty lines that only kept its paragraphs apart."""
    return diff.Stretch(
        tuple(diff.Piece(piece.kind, piece.text.rstrip("\n")) for piece in stretch.pieces)
    )


def _modules(record: dict[str, Any]) -> dict[str, Any]:
    """By name, whatever section they stand in; what is no module stands by itself."""
    found: dict[str, Any] = {}
    for name, section in record.items():
        is_section = name.endswith("Section") and isinstance(section, dict)
        found |= section if is_section else {name: section}
    return {name: each for name, each in found.items() if name not in _WHEN}


def _text(module: Any) -> str:
    """A paragraph for each value, and for each of many alike."""
    return "".join(f"{each}\n\n" for each in _paragraphs(module))[:MOST]


def _paragraphs(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in _WHEN:
                yield from _paragraphs(
                    each, f"{name}, {_label(key).lower()}" if name else _label(key)
                )
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for each in value:
            yield f"{name}: {_line(each)}"
    elif value not in (None, ""):
        yield f"{name}: {_line(value)}" if name else _line(value)


def _line(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{_label(key).lower()} {_line(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(_line(each) for each in value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _label(name: str) -> str:
    """Such as `overallStatus`: “Overall status”."""
    words = _HUMP.sub(" ", name.removesuffix("Module").removesuffix("Struct"))
    return words[:1].upper() + words[1:].lower()
