"""Where a revision stands on its way to readers, derived in this one place."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from articles.models import Article, ReviewRequest, Revision
from articles.reviewing import signing


class Standing(models.TextChoices):
    """How far a text has come."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in review", "In review"
    SENT_BACK = "sent back", "Sent back by its reviewer"
    SIGNED = "signed", "Signed, not published yet"
    PUBLISHED = "published", "Readers see this"
    DUE = "due", "Readers see this; its review is overdue"
    REPLACED = "replaced", "Replaced by a newer text"
    RETIRED = "retired", "Retired; readers still see this, with a notice"
    WITHDRAWN = "withdrawn", "Withdrawn; readers are told why"


_SHOWN = {
    Article.State.PUBLISHED: Standing.PUBLISHED,
    Article.State.RETIRED: Standing.RETIRED,
    Article.State.WITHDRAWN: Standing.WITHDRAWN,
}


def of(
    article: Article, number: int, *, is_signed: bool, last_request: str | None = None
) -> Standing:
    """Of the revision with this number; `last_request` is the state of its newest request.

    Reads `article.live`, and no other row.
    """
    live = article.live.number if article.live else 0
    if number == live:
        if article.state == Article.State.PUBLISHED and article.is_overdue:
            return Standing.DUE
        return _SHOWN[article.state]
    if number < live:
        return Standing.REPLACED
    if is_signed:
        return Standing.SIGNED
    return {
        ReviewRequest.State.OPEN: Standing.IN_REVIEW,
        ReviewRequest.State.SENT_BACK: Standing.SENT_BACK,
    }.get(last_request, Standing.DRAFT)


#: One that is still open counts before those that were answered.
_OPEN_FIRST = models.Case(models.When(state="open", then=0), default=1)


def last_request(revision: str) -> models.Subquery:
    """The state of the newest request to review a revision: of `revision`, a path to its key."""
    requests = ReviewRequest.objects.filter(revision=models.OuterRef(revision))
    return models.Subquery(requests.order_by(_OPEN_FIRST, "-asked_at").values("state")[:1])


def newest_request() -> models.Subquery:
    """The same of an article's newest revision."""
    newest = Revision.objects.filter(article=models.OuterRef("pk")).order_by("-number")
    return models.Subquery(newest.values(asked=last_request("pk"))[:1])


def with_standings(article: Article, revisions: Iterable[Revision]) -> list[Revision]:
    """The revisions, each with its `standing`; they come with `asked`, see `last_request`."""
    found = list(revisions)
    for revision in found:
        is_signed = hasattr(revision, "signoff") or _carried_over(article, revision)
        revision.standing = of(
            article, revision.number, is_signed=is_signed, last_request=revision.asked
        )
    return found


def _carried_over(article: Article, revision: Revision) -> bool:
    """Whether the signature of the text before stands for this one, which mends its typing."""
    waits = not article.live or revision.number > article.live.number
    is_typo = revision.significance == Revision.Significance.TYPO
    return waits and is_typo and signing.signoff_of(revision) is not None
