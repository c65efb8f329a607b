"""Who may sign which text, and which sign-off stands for which text."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from articles import models as articles  # they import this module: their names are read when used
from articles.reviewing.typos import is_only_typo
from portal.models import User
from portal.states import IllegalMove


def signoff_of(revision: articles.Revision) -> articles.SignOff | None:
    """The sign-off under which readers may see this text.

    It is of exactly this text, or of one from which this differs by typing mistakes only. What a
    reviewer signed who was withdrawn since stands for nothing.
    """
    signoff = _own(revision) or _carried_over(revision)
    return None if signoff is None or _withdrawn(signoff) else signoff


def _own(revision: articles.Revision) -> articles.SignOff | None:
    return articles.SignOff.objects.filter(revision=revision).first()


def _carried_over(revision: articles.Revision) -> articles.SignOff | None:
    """Compared with the text that was signed, so that many small steps make no long way."""
    typo = articles.Revision.Significance.TYPO
    if revision.significance != typo:
        return None
    earlier = articles.Revision.objects.filter(
        article=revision.article_id, number__lt=revision.number
    )
    before = earlier.select_related("signoff", "article").exclude(
        significance=typo, signoff__isnull=True
    )
    signed = before.order_by("-number").first()
    if signed is None or not hasattr(signed, "signoff"):
        return None
    cited = [list(each.citations.values_list("source")) for each in (signed, revision)]
    if cited[0] != cited[1] or not is_only_typo(signed, revision):
        return None
    if signed.signoff.reviewer_id in authors(revision):
        return None
    return signed.signoff


def _withdrawn(signoff: articles.SignOff) -> bool:
    withdrawn = articles.Reviewer.State.WITHDRAWN
    return articles.Reviewer.objects.filter(user=signoff.reviewer_id, state=withdrawn).exists()


def lock(revision: articles.Revision) -> articles.Article:
    """The article of this revision, locked: of two who sign at once, one comes second."""
    return articles.Article.objects.select_for_update().get(pk=revision.article_id)


def check(
    revision: articles.Revision, article: articles.Article, *, by: User, review_due_on: date
) -> articles.Reviewer:
    """The profile under which this person may sign this text, locked. Raises IllegalMove."""
    # Locked: who withdraws this reviewer in the same moment sees this sign-off, or we see that.
    reviewer = articles.Reviewer.objects.select_for_update().filter(user=by).first()
    if why := why_not(revision, by=by, reviewer=reviewer):
        raise IllegalMove(why)
    latest = articles.ReviewPolicy.of(article.kind).due_after(timezone.localdate())
    if not timezone.localdate() < review_due_on <= latest:
        raise IllegalMove(f"Choose a day from tomorrow to {latest:%-d %B %Y}.")
    return reviewer


def why_not(revision: articles.Revision, *, by: User, reviewer: articles.Reviewer | None) -> str:
    """Why this person cannot sign this text, and what to do; empty where nothing is in the way."""
    if by.pk == revision.author_id:
        return "You wrote this text. Please ask somebody else to sign it."
    if by.pk in authors(revision):
        return (
            "You wrote a part of this text: a revision since the last one that was signed. "
            "Somebody other than those who wrote this text must sign it."
        )
    if before := _own(revision):
        again = (
            " Their sign-off was taken back since. Please ask an editor to save the text once "
            "more, with a note: that makes a revision that you can sign."
        )
        return f"{before.name} has already signed this.{again if _withdrawn(before) else ''}"
    if reviewer is None:
        return (
            "An administrator must first check your credential, and make a profile under which "
            "you sign. Please ask one."
        )
    if reviewer.state != reviewer.State.ACTIVE:
        return "Your profile no longer allows you to sign. Please ask an administrator."
    if not reviewer.may_sign:
        return (
            f"Your credential is no longer valid here: it was to be checked again by "
            f"{reviewer.valid_until:%-d %B %Y}. Please ask an administrator to check it."
        )
    return ""


def authors(revision: articles.Revision) -> set[int]:
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
    """Where readers already see this text, this sign-off stands for it; nobody waits any more."""
    if article.live_id == signoff.revision_id:
        article.signoff, article.review_due_on = signoff, signoff.review_due_on
        article.save(update_fields=["signoff", "review_due_on"])
        tasks = articles.ReviewTask.objects.filter(article=article, signoff__isnull=False)
        words = f"{signoff.name} signed the text that readers see."
        tasks.exclude(signoff=signoff).close("kept", by=signoff.reviewer, reason=words)
    for asked in signoff.revision.review_requests.still_open():
        asked.close_as_signed()


def signed_by(user: User) -> QuerySet[articles.SignOff]:
    """Everything that this person ever signed, first what readers see now (`is_live`)."""
    Article, Task = articles.Article, articles.ReviewTask  # noqa: N806 (classes)
    seen = Article.objects.filter(
        Q(signoff=OuterRef("pk")) | Q(live=OuterRef("revision")), state=Article.State.PUBLISHED
    )
    undecided = Task.objects.filter(signoff=OuterRef("pk"), state=Task.State.OPEN)
    return (
        articles.SignOff.objects.filter(reviewer=user)
        .select_related("revision__article")
        .defer("revision__summary", "revision__body", *_LONG)
        .annotate(is_live=Exists(seen) | Exists(undecided))
        .order_by("-is_live", "-signed_on", "-pk")
    )


_LONG = [
    f"revision__article__{name}"
    for name in ("summary_html", "summary_text", "body_html", "body_text", "contents")
]


def lock_signed_by(user: User) -> None:
    """Nobody publishes a text of theirs in this moment: of two at once, one comes second."""
    list(
        articles.Article.objects.select_for_update()
        .filter(pk__in=articles.SignOff.objects.filter(reviewer=user).values("revision__article"))
        .order_by("pk")
        .values_list("pk")
    )


def take_back(reviewer: articles.Reviewer) -> int:
    """Claim no review by this person any more, and let editors decide on every page that did.

    The sign-offs themselves stay as they were signed. Returns how many published pages.
    """
    pages = articles.Article.objects.filter(signoff__reviewer=reviewer.user_id)
    due_again = 0
    for page in pages.select_related("signoff"):
        signoff, page.signoff, page.review_due_on = page.signoff, None, timezone.localdate()
        page.save(update_fields=["signoff", "review_due_on"])
        if page.state == page.State.PUBLISHED:
            due_again += 1
            articles.ReviewTask.objects.create(
                article=page,
                why=articles.ReviewTask.Why.REVIEWER_WITHDRAWN,
                signoff=signoff,
                detail=f"{reviewer.name} signed it on {signoff.signed_on:%-d %B %Y}, and was "
                "withdrawn as a reviewer. Ask somebody else to review it.",
            )
    return due_again
