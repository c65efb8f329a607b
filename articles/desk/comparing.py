"""Two revisions side by side, as the pages of the desk show them."""

from __future__ import annotations

from articles.models import Revision
from portal import diff

Parts = list[tuple[str, list[diff.Stretch]]]


def compare(before: Revision, after: Revision) -> Parts:
    """What changed in title, summary and text, for `_diff.html`."""
    return [
        (name, diff.changes(getattr(before, field), getattr(after, field)))
        for name, field in (("Title", "title"), ("Summary", "summary"), ("Text", "body"))
    ]
