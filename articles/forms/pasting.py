"""Texts that come out of a word processor, as Markdown.

The words stay. What only looked like a list, a paragraph or a space becomes one.
"""

from __future__ import annotations

import re

#: Characters. No editor wraps its lines so late: a longer line is a paragraph of its own.
WRAPPED = 160

#: Hard and thin spaces; a tab inside a line is one more.
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
#: Soft hyphens, zero-width spaces, byte-order marks: nobody sees them, no search finds over them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
#: Line ends of other systems, and those inside a paragraph of a word processor.
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u0085\u2028\u2029]")
#: The bullets that word processors draw; a dash is one only before a tab.
_BULLET = re.compile(
    "^(?P<indent>[ \t]*)(?:[•·▪▫■●○◦‣\u2043∙\uf0b7\uf0a7][ \t]*|o\t[ \t]*|[–—-]\t[ \t]*)(?=\\S)"
)
_NUMBERED = re.compile(r"^[ \t]*(?P<number>\d{1,3})[.)]\t[ \t]*(?=\S)")
#: A line of Markdown that has a meaning of its own.
_MARKDOWN = re.compile(r"^\s*(?:[-*+] |\d+\. |[>#|:!`~]|$)| {4}|\t")
_LISTED = re.compile(r"^\s*(?:[-*+]|\d+\.) ")


def tidy(text: str) -> str:
    """The same text with lists, paragraphs and spaces as Markdown knows them."""
    text = _LINE_ENDS.sub("\n", _UNSEEN.sub("", _SPACES.sub(" ", text)))
    lines: list[str] = []
    in_list = in_code = False  # a list: also one that was written as Markdown
    pasted = False  # the line before was made an item here
    for line in text.split("\n"):
        fence = line.lstrip().startswith(("```", "~~~"))
        if in_code or fence:
            in_code = in_code != fence
            lines.append(line)
            continue
        item = _item(line)
        before = lines[-1] if lines else ""
        begins = bool(item and not in_list) or bool(
            not item and (pasted or _ends_paragraph(before, line)) and not _MARKDOWN.match(line)
        )
        if before.strip() and begins:
            lines.append("")
        if line.strip():
            in_list = bool(item or _LISTED.match(line)) or (in_list and line[0] in " \t")
        lines.append(item or _without_tabs(line, in_list))
        pasted = bool(item)
    return "\n".join(lines)


def _without_tabs(line: str, in_list: bool) -> str:
    """At the beginning of a line a tab would make it code, unless it belongs to a list."""
    words = line.lstrip("\t")
    indent = line[: len(line) - len(words)] if in_list else ""
    return indent + words.replace("\t", " ")


def _item(line: str) -> str | None:
    """The line as an item of a list, if a word processor made it one."""
    if bullet := _BULLET.match(line):
        # The hollow bullets are those of the second level.
        deeper = "\t" in bullet["indent"] or bullet[0].strip(" \t") in {"o", "○", "◦"}
        return f"{'    ' if deeper else ''}- {line[bullet.end() :].rstrip()}"
    if number := _NUMBERED.match(line):
        return f"{number['number']}. {line[number.end() :].rstrip()}"
    return None


def _ends_paragraph(before: str, line: str) -> bool:
    """Whether the line begins a paragraph although no empty line says so."""
    return (len(before) > WRAPPED or len(line) > WRAPPED) and not _MARKDOWN.match(before)
