"""The named blocks that treatment and research articles are built from.

A block begins with a second-level heading that either is one of the block's usual headings, or
carries the block's name: `## Risiken {#risks}`. It ends with the next heading of that level. The
list follows DISCERN, questions 3 and 8 to 15 (Charnock 1999, JECH 53:105).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.kinds import Kind

#: The kinds of articles that are built from blocks.
BUILT_FROM_BLOCKS = {Kind.TREATMENT, Kind.RESEARCH}


@dataclass(frozen=True)
class Block:
    """One part that readers find in every article of these kinds."""

    name: str
    heading: str
    #: What belongs into it, for editors.
    ask: str
    others: tuple[str, ...] = ()
    #: Folds behind a warning when the article's review is long overdue.
    folds: bool = False


BLOCKS = [
    Block(
        "applies",
        "Who it applies to",
        "Which condition, form, stage and age, and who it is not for.",
        folds=True,
    ),
    Block("how", "How it works", "In plain words, without promises."),
    Block(
        "effects",
        "What it can and cannot do",
        "With numbers, or the words “no reliable number”. Every claim has an evidence level.",
        folds=True,
    ),
    Block("risks", "Risks", "The serious and the common ones, with numbers.", folds=True),
    Block("unknown", "What is not known", "What the studies cannot say yet."),
    Block(
        "without",
        "What happens without it",
        "The usual course, said gently.",
        ("Without treatment",),
    ),
    Block(
        "options",
        "Other options",
        "Also supportive care, and doing nothing for now.",
        folds=True,
    ),
    Block("daily", "Daily life", "What it means for the days before, during and after."),
    Block(
        "questions",
        "Questions to ask your team",
        "At least three.",
        ("Questions to ask",),
    ),
]
_BY_NAME = {block.name: block for block in BLOCKS}
_BY_HEADING = {
    heading.casefold(): block for block in BLOCKS for heading in (block.heading, *block.others)
}
_HEADING = re.compile(r"^## +(?P<words>.*?)(?: *\{#(?P<name>[a-z-]+)\})? *#* *$", re.MULTILINE)


def blocks_of(body: str) -> dict[str, str]:
    """The Markdown of each block of this text by the block's name, without its heading.

    Of two blocks with one name the texts are joined.
    """
    found: dict[str, str] = {}
    headings = list(_HEADING.finditer(body))
    for heading, following in zip(headings, [*headings[1:], None][: len(headings)], strict=True):
        block = block_of(heading["words"], heading["name"])
        if block:
            text = body[heading.end() : following.start() if following else len(body)].strip()
            found[block.name] = f"{found.get(block.name, '')}\n\n{text}".strip()
    return found


def block_of(words: str, name: str | None) -> Block | None:
    """The block that a heading opens, by its explicit name or by its words."""
    return _BY_NAME.get(name or "") or _BY_HEADING.get(words.strip().casefold())


def skeleton() -> str:
    """A body with every block and what belongs into it, for an editor who begins a text."""
    return "\n\n".join(f"## {block.heading}\n\n({block.ask})" for block in BLOCKS)
