"""All checks that a text alone can answer, without a database."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from articles.checks import sources, structure, wording
from articles.checks.findings import Finding, Severity
from articles.checks.text import Text
from portal.markdown import check_article, render_article


def check(text: Text) -> Iterator[Finding]:
    """Everything that the text alone answers."""
    yield from _shown(text)
    yield from structure.check(text)
    yield from sources.check(text)
    yield from wording.check(text)


def check_text(text: Text) -> list[Finding]:
    """Every finding, what blocks first."""
    return sorted(check(text), key=lambda finding: not finding.blocks)


def _shown(text: Text) -> Iterator[Finding]:
    """A text that the page could not show."""
    for where, words in (("Summary", text.summary), ("Text", text.body)):
        try:
            check_article(words)
            render_article(words, {})
        except ValidationError as error:
            yield Finding(
                "TEXT-UNSHOWN", Severity.BLOCKS, where,
                f"The page could not show this. {' '.join(error.messages)} Write it more simply.",
            )  # fmt: skip
