"""What a text rests on: sources that exist, hold, and are not old."""

from __future__ import annotations

from collections.abc import Iterator

from articles.checks.findings import Finding, Severity
from articles.checks.text import Text

B, W = Severity.BLOCKS, Severity.WARNS
#: Years after which a newest source is called old.
OLD = 5


def check(text: Text) -> Iterator[Finding]:
    known = {key: text.sources[key] for key, _ in text.citations if key in text.sources}
    for key, passage in text.citations:
        if key not in known:
            yield Finding(
                "SRC-DANGLING", B, passage.where,
                "This citation has no source. Add the source and save the text again, or correct "
                "the key.",
                f"[@{key}]", passage.line,
            )  # fmt: skip
        elif known[key].state == "retracted":
            yield Finding(
                "SRC-RETRACTED", B, passage.where,
                "This source was retracted by those who published it. Delete what rests on it, or "
                "find another source.",
                f"[@{key}]", passage.line,
            )  # fmt: skip
        elif known[key].state == "superseded":
            yield Finding(
                "SRC-SUPERSEDED", W, passage.where,
                "There is a newer version of this source. Read that one, and cite it instead.",
                f"[@{key}]", passage.line,
            )  # fmt: skip
    if not known:
        yield Finding(
            "SRC-NONE", B, "Sources",
            "The text rests on no source. Add what you wrote it from under Sources, and cite it in "
            "the text as [@key].",
        )  # fmt: skip
    years = [source.year for source in known.values() if source.year]
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
