"""Plain text to the Markdown of a draft: the words stay, and the marks lose their meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Characters. A longer first line is a paragraph, not a title; so is a longer "heading".
MAX_TITLE, MAX_HEADING = 150, 90
#: Lines of a text that was wrapped by an editor are no longer than this.
WRAPPED = 100


@dataclass
class PlainText:
    title: str
    summary: str
    body: str


def read_plain(text: str) -> PlainText:
    """The first line that says something is the title, unless it is as long as a paragraph."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    first = lines[0] if lines else ""
    has_title = len(first) <= MAX_TITLE
    title = first if has_title else _cut(first, 80)
    paragraphs = _paragraphs(lines[1:] if has_title else lines)
    prose = [part for part, is_heading in paragraphs if not is_heading]
    body = "\n\n".join(f"## {_plain(p)}" if heading else _plain(p) for p, heading in paragraphs)
    return PlainText(title, _plain(_first_sentences(prose[0]) if prose else title), body)


def _paragraphs(lines: list[str]) -> list[tuple[str, bool]]:
    """Every paragraph, and whether it reads like a heading of the one that follows."""
    parts: list[str] = []
    for block in re.split(r"\n{2,}", "\n".join(lines).strip()):
        rows = block.split("\n")
        # Short lines were wrapped and belong together; long ones are a paragraph each.
        parts += [" ".join(rows)] if max(map(len, rows)) <= WRAPPED else rows
    parts = [part for part in parts if part]
    following = [*parts[1:], ""][: len(parts)]
    pairs = zip(parts, following, strict=True)
    return [(part, _is_heading(part, after)) for part, after in pairs]


def _is_heading(part: str, after: str) -> bool:
    return len(part) <= MAX_HEADING < len(after) and not part.endswith((".", ",", ";", ":", "!"))


def _plain(text: str) -> str:
    """As it is, in Markdown. `[` becomes an entity, so that no `[@word]` turns into a citation."""
    text = re.sub(r"([\\`*_])", r"\\\1", text).replace("[", "&#91;").replace("<", "&lt;")
    text = re.sub(r"^([#>+-])", r"\\\1", text)
    return re.sub(r"^(\d+)\.", r"\1\\.", text)


def _first_sentences(text: str, most: int = 300) -> str:
    sentences = re.split(r"(?<=[.?!])\s+", text)
    kept = sentences[0]
    for sentence in sentences[1:3]:
        if len(kept) + len(sentence) >= most:
            break
        kept += f" {sentence}"
    return _cut(kept, most)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0].rstrip(',;:')}…"
