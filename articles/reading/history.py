"""What readers are told has changed: the publications of a page, without typing mistakes.

Never the editors' notes, their reasons or their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from articles import models as articles  # they import this module: their names are read when used

#: So many of the newest changes stand on the page.
SHOWN = 10


@dataclass(frozen=True)
class Change:
    """What happened to the page on one day, in the words of readers."""

    at: datetime
    what: str
    note: str = ""


def is_quiet(revision: articles.Revision, *, after: articles.Revision | None) -> bool:
    """Whether everything since that text is the mending of typing mistakes."""
    if after is None or revision.pk == after.pk:
        return False
    since = articles.Revision.objects.filter(
        article=revision.article_id, number__gt=after.number, number__lte=revision.number
    )
    return not since.exclude(significance=articles.Revision.Significance.TYPO).exists()


def of(article: articles.Article) -> list[Change]:
    """What became of the page, the newest first. One query."""
    rows = list(
        articles.Revision.objects.filter(article=article)
        .order_by("number")
        .values_list(
            "number", "significance", "public_note", "publications__action", "publications__at"
        )
    )
    significance = {number: how for number, how, *_ in rows}
    published = sorted((row for row in rows if row[4]), key=lambda row: row[4])
    changes: list[Change] = []
    shown, was = 0, ""  # the number of the text that readers saw, and what was done last
    for number, _, note, action, at in published:
        if action != "published":
            changes.append(Change(at, _ENDED[action]))
        elif not shown:
            changes.append(Change(at, "First published", note))
        elif number == shown:
            changes += [Change(at, "Published again")] if was != "published" else []
        else:
            since = {how for each, how in significance.items() if shown < each <= number}
            if since - {"typo"}:
                changes.append(Change(at, "Major change" if "major" in since else "Update", note))
            elif was != "published":
                changes.append(Change(at, "Published again"))
        shown, was = (number if action == "published" else shown), action
    return changes[::-1]


_ENDED = {"retired": "No longer kept up to date", "withdrawn": "Withdrawn"}
