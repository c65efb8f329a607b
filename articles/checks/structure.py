"""Whether a text has the parts that a page of its kind needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.blocks import BLOCKS, BUILT_FROM_BLOCKS, Block, blocks_of
from articles.checks.findings import Finding, Severity
from articles.checks.text import Passage, Sort, Text, plain
from portal.markdown import CITATION
from portal.markdown.evidence import ANY_MARKER, LEVELS

B, W = Severity.BLOCKS, Severity.WARNS
#: By the name of the block: the code, and whether a text may go without.
CODES = {
    "applies": ("APPLIES-MISSING", B),
    "how": ("MECH-MISSING", B),
    "effects": ("EFFECTS-MISSING", B),
    "risks": ("RISK-MISSING", B),
    "unknown": ("UNCERT-MISSING", B),
    "without": ("WITHOUT-MISSING", B),
    "options": ("OPTIONS-MISSING", W),
    "daily": ("DAILY-MISSING", W),
}
FEWEST_QUESTIONS = 3
#: What the skeleton of a new text holds in place of a part.
_ASKS = {f"({block.ask})" for block in BLOCKS}
IMAGE = re.compile(r"!\[(?P<alt>[^\[\]]{0,500})\]\((?P<to>[^()\s]{0,500})")
WHEN = re.compile(r"\b(?:if|when|whenever|as soon as|after|for|in case|unless)\b", re.IGNORECASE)


def check(text: Text) -> Iterator[Finding]:
    """What is missing, or stands in the wrong place."""
    if not text.summary.strip():
        yield Finding(
            "SUMMARY-MISSING", B, "Summary", "Write two or three sentences that say the most."
        )
    if not text.body.strip():
        yield Finding("TEXT-MISSING", B, "Text", "There is no text below the summary. Write one.")
    yield from _headings(text)
    yield from _images(text)
    yield from _boxes(text)
    yield from _levels(text)
    if text.kind in BUILT_FROM_BLOCKS:
        yield from _blocks(text)
        yield from _claims(text)


def _headings(text: Text) -> Iterator[Finding]:
    before = 1
    for passage in text.passages:
        if passage.sort is not Sort.HEADING:
            continue
        if passage.level == 1:
            yield Finding(
                "HEADING-SKIP", B, passage.where,
                "The title of the article is the only heading of the first level. Begin this one "
                "with ## instead of #.",
                passage.words[:200], passage.line,
            )  # fmt: skip
        elif passage.level > before + 1:
            yield Finding(
                "HEADING-SKIP", B, passage.where,
                f"This heading jumps from level {before} to {passage.level}, and a screen reader "
                f"loses its way. Begin it with {'#' * (before + 1)}.",
                passage.words[:200], passage.line,
            )  # fmt: skip
        before = max(2, passage.level)


def _images(text: Text) -> Iterator[Finding]:
    """A picture of ours has its words in its own record; any other needs them here."""
    for passage in text.passages:
        for image in IMAGE.finditer(passage.raw):
            if not image["alt"].strip() and not image["to"].startswith("picture:"):
                yield Finding(
                    "ALT-MISSING", B, passage.where,
                    "Somebody who does not see this picture learns nothing of it. Upload it under "
                    "Pictures with a description, and show it with ![](picture:key).",
                    image[0][:200], passage.line,
                )  # fmt: skip


def _boxes(text: Text) -> Iterator[Finding]:
    for passage in text.passages:
        if passage.box not in {"emergency", "urgent"}:
            continue
        if passage.sort is Sort.BOX and text.language.startswith("en"):
            if not WHEN.search(passage.words):
                yield Finding(
                    "BOX-NO-WHEN", W, passage.where,
                    "A frightened reader must see at once whether this is about them. Say in the "
                    "box's heading when to act: “Call your emergency number if …”.",
                    passage.words[:200], passage.line,
                )  # fmt: skip
        elif passage.box == "emergency" and re.search(r"\]\((?!tel:|#|/(?!/))", passage.raw):
            yield Finding(
                "BOX-LINK", W, passage.where,
                "A link leads away from what must be done now. Move it below the box.",
                passage.words[:80], passage.line,
            )  # fmt: skip


def _blocks(text: Text) -> Iterator[Finding]:
    found = {name: _filled(words) for name, words in blocks_of(text.body).items()}
    for block in BLOCKS:
        where = f"Text, under “{block.heading}”"
        if block.name == "questions":
            asked = _questions(found.get("questions", ""))
            if asked < FEWEST_QUESTIONS:
                yield Finding(
                    "QUESTIONS-FEW", B, where,
                    f"Give at least {FEWEST_QUESTIONS} questions that families can take to their "
                    f"team, in a list under “## {block.heading}”. There "
                    f"{'is' if asked == 1 else 'are'} {asked or 'none'}.",
                )  # fmt: skip
        elif not found.get(block.name):
            code, severity = CODES[block.name]
            yield Finding(code, severity, where, _missing(block, text.language))


def _missing(block: Block, language: str) -> str:
    heading = block.heading if language.startswith("en") else f"… {{#{block.name}}}"
    return f"This part is missing or empty. Write it under “## {heading}”. {block.ask}"


def _filled(words: str) -> str:
    """Without what only asks for it."""
    return "\n".join(line for line in words.split("\n") if line.strip() not in _ASKS).strip()


def _questions(words: str) -> int:
    items = re.findall(r"^[ \t]*(?:[-+*]|\d{1,3}\.)[ \t]+\S", words, re.MULTILINE)
    return max(len(items), len(re.findall("[?\u061f\uff1f]", words)))


# --- Claims and their evidence --------------------------------------------------------------------
#: Sentences that tell readers what to do or ask claim nothing.
ADVICE = re.compile(
    r"(?:please |so |then )?(?:ask|do not|don't|look|talk|call|read|check|see|take|be|keep|"
    r"tell|remember|discuss|compare)\b",
    re.IGNORECASE,
)
NO_NUMBER = re.compile(r"\bno (?:\w+ )?(?:number|figure|data)s?\b|\bnot (?:yet )?known\b", re.I)


def _levels(text: Text) -> Iterator[Finding]:
    for passage in text.passages:
        for marker in ANY_MARKER.finditer(passage.raw):
            if _level(marker) not in LEVELS:
                yield Finding(
                    "EVIDENCE-UNKNOWN", B, passage.where,
                    f"This level of evidence does not exist. Use one of: {', '.join(LEVELS)}.",
                    marker[0], passage.line,
                )  # fmt: skip
            elif passage.sort is not Sort.ROW and _words_after(passage.raw, marker.end()):
                yield Finding(
                    "EVIDENCE-UNKNOWN", B, passage.where,
                    "Only at the end of a paragraph or list item does this say how sure it is. "
                    "Move it there, or begin a new paragraph after it.",
                    marker[0], passage.line,
                )  # fmt: skip


def _level(marker: re.Match[str]) -> str:
    return " ".join(marker["level"].lower().split())


def _words_after(raw: str, end: int) -> bool:
    return bool(CITATION.sub("", raw[end:]).strip())


def _claims(text: Text) -> Iterator[Finding]:
    """What a treatment does is claimed with a level of evidence, and with a source."""
    for passage in _wholes(text.passages):
        markers = [_level(marker) for marker in ANY_MARKER.finditer(passage.raw)]
        claims = passage.block == "effects" and _claims_something(passage, text.language)
        if claims and not markers:
            yield Finding(
                "EVIDENCE-MISSING", B, passage.where,
                "Readers must see how sure this is. Write {evidence: high}, moderate, low, "
                "very low or none at its end.",
                passage.words[:200], passage.line,
            )  # fmt: skip
        # Where the studies say nothing, there is nothing to cite.
        sure = [level for level in markers if level != "none"]
        if (sure or (claims and not markers)) and "[@" not in passage.raw:
            yield Finding(
                "CLAIM-UNCITED", B, passage.where,
                "This claim has no source. Cite one as [@key], or delete the claim.",
                passage.words[:200], passage.line,
            )  # fmt: skip


def _wholes(passages: list[Passage]) -> Iterator[Passage]:
    """Paragraphs and items of a list; the rows of a table are one claim together."""
    rows: list[Passage] = []
    for passage in [*passages, None]:
        if rows and (passage is None or passage.sort is not Sort.ROW):
            whole = rows[0]
            yield Passage(
                Sort.ROW, "\n".join(row.raw for row in rows), whole.where, whole.line, whole.block
            )
            rows = []
        if passage and passage.sort is Sort.ROW:
            rows.append(passage)
        elif passage and passage.sort in {Sort.PARAGRAPH, Sort.ITEM}:
            yield passage


def _claims_something(passage: Passage, language: str) -> bool:
    """Not a lead-in to a list, a question, a piece of advice, or “no reliable number”."""
    words = plain(passage.raw)
    if passage.raw.strip() in _ASKS or passage.box in {"emergency", "urgent"}:
        return False
    if not words or words.endswith((":", "?")):
        return False
    return not language.startswith("en") or not all(
        sentence.asks or ADVICE.match(sentence.words) or NO_NUMBER.search(sentence.words)
        for sentence in passage.sentences
    )
