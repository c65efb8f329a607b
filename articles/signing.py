"""Who may sign which text, and which sign-off stands for which text."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils import timezone

from articles import models as articles  # they import this module: their names are read when used
from portal.models import User
from portal.states import IllegalMove


def standing(revision: articles.Revision) -> articles.SignOff | None:
    """The sign-off of exactly this text."""
    return articles.SignOff.objects.filter(revision=revision).first()


def lock(revision: articles.Revision) -> articles.Article:
    """The article of this revision, locked: of two who sign at once, one comes second."""
    return articles.Article.objects.select_for_update().get(pk=revision.article_id)


def check(
    revision: articles.Revision, article: articles.Article, *, by: User, review_due_on: date
) -> articles.Reviewer:
    """The profile under which this person may sign this text. Raises IllegalMove."""
    if by.pk in _authors(revision):
        raise IllegalMove("Somebody other than those who wrote this text must sign it.")
    if before := standing(revision):
        raise IllegalMove(f"{before.name} has already signed this.")
    reviewer = articles.Reviewer.objects.filter(user=by).first()
    if reviewer is None:
        raise IllegalMove("An administrator must first check your credential.")
    if not reviewer.may_sign:
        raise IllegalMove("Your credential is no longer valid here. Please ask an administrator.")
    latest = articles.ReviewPolicy.of(article.kind).due_after(timezone.localdate())
    if not timezone.localdate() < review_due_on <= latest:
        raise IllegalMove(f"Choose a day from tomorrow to {latest:%-d %B %Y}.")
    return reviewer


def _authors(revision: articles.Revision) -> set[int]:
    """Who wrote this text, or any other since the last that was signed; a trigger asks the same."""
    before = articles.Revision.objects.filter(
        article=revision.article_id, number__lt=revision.number, signoff__isnull=False
    )
    last = before.aggregate(number=Max("number"))["number"] or 0
    since = articles.Revision.objects.filter(
        article=revision.article_id, number__gt=last, number__lte=revision.number
    )
    return set(since.exclude(author=None).values_list("author", flat=True))


def signed(signoff: articles.SignOff, article: articles.Article) -> None:
    """Where readers already see this text unsigned, the sign-off stands for it from now on."""
    if article.live_id == signoff.revision_id and article.signoff_id is None:
        article.signoff, article.review_due_on = signoff, signoff.review_due_on
        article.save(update_fields=["signoff", "review_due_on"])
