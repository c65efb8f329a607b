"""What nobody wrote for this forum."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding
from forum.screening.text import Text


def find(text: Text) -> Iterator[Finding]:
    yield from ()
