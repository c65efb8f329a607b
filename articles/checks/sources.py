"""What a text rests on: sources that exist, hold, and are not old."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from articles.checks.findings import Finding, Severity
from articles.checks.text import SourceFacts, Text
from portal.markdown import CITATION

B, W = Severity.BLOCKS, Severity.WARNS
#: Years after which a newest source is called old.
OLD = 5
#: What was meant as a citation, also as Pandoc writes it: `[@a; @b]`, `[see @a]`, `[@A]`.
_MEANT = re.compile(r"\[(?:[^\[\]@\n]{0,40}[ -])?@[^\[\]\n]{0,200}+\]?+(?!\()")


def check(text: Text) -> Iterator[Finding]:
    """Each citation, whether there is any, and how old the sources are."""
    known = {key: text.sources[key] for key, _ in text.citations if key in text.sources}
    for key, passage in text.citations:
        if wrong := _wrong_with(known.get(key)):
            code, severity, message = wrong
            yield Finding(code, severity, passage.where, message, f"[@{key}]", passage.line)
    yield from _mistyped(text)
    if not known:
        yield Finding(
            "SRC-NONE", B, "Sources",
            "The text rests on no source. Add what you wrote it from under Sources, and cite it in "
            "the text as [@key].",
        )  # fmt: skip
    yield from _dates(text, known.values())


def _wrong_with(source: SourceFacts | None) -> tuple[str, Severity, str] | None:
    """What stands against citing it: code, severity, and what to do."""
    if source is None:
        return (
            "SRC-DANGLING",
            B,
            "This citation has no source: add it and save the text again, or correct the key.",
        )
    if source.state == "retracted" and source.kept_because:
        return (
            "SRC-RETRACTED",
            W,
            (
                "This source was retracted, and an editor decided that the page holds all the same "
                f"(“{source.kept_because}”). Make sure that it still does."
            ),
        )
    if source.state == "retracted":
        return (
            "SRC-RETRACTED",
            B,
            (
                "This source was retracted by those who published it. Delete what rests on it, or "
                "find another source."
            ),
        )
    if source.state == "superseded":
        return (
            "SRC-SUPERSEDED",
            W,
            ("There is a newer version of this source. Read that one, and cite it instead."),
        )
    return None


def _mistyped(text: Text) -> Iterator[Finding]:
    for passage in text.passages[1:]:
        for meant in _MEANT.finditer(passage.raw):
            if not CITATION.fullmatch(meant[0]):
                yield Finding(
                    "SRC-DANGLING", B, passage.where,
                    "Readers would see this as it stands here, and no source. A citation is one "
                    "key of a source in small letters, figures and hyphens, such as "
                    "[@fumagalli-2022]; two sources are two of them: [@one] [@two].",
                    meant[0], passage.line,
                )  # fmt: skip


def _dates(text: Text, sources: Iterable[SourceFacts]) -> Iterator[Finding]:
    years = [source.year for source in sources if source.year]
    if years and max(years) < text.today.year - OLD:
        yield Finding(
            "NEWEST-SOURCE-OLD", W, "Sources",
            f"The newest source is of {max(years)}. Look for a newer one, or say that there is "
            "none.",
        )  # fmt: skip
    if not years and text.dated is None:
        yield Finding(
            "DATE-NONE", B, "Sources",
            "Nothing says when this was true: no day of writing, no sign-off and no source with a "
            "year. Give the day (“written: 2026-11-20” in a file), or the years of the sources.",
        )  # fmt: skip
