"""Asking somebody to review a text: who can be asked, who is told, and links that open once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any, Self

from django.db import IntegrityError, models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone

from articles import models as articles  # they import this module: their names are read when used
from articles.reviewing import signing
from portal.models import User
from portal.notifications import notify
from portal.states import IllegalMove

#: A link for reading without an account opens once, and not after that time.
LINK_HOLDS = timedelta(days=14)


def order_for(user: User) -> list[Any]:
    """Open ones first; of those, what this person was asked by name, then what anybody was."""
    rank = Case(
        When(~Q(state="open"), then=Value(3)),
        When(reviewer__user=user, then=Value(0)),
        When(reviewer=None, then=Value(1)),
        default=Value(2),
    )
    return [rank, F("answer_by").asc(nulls_last=True), "-asked_at", "-pk"]


class ReviewRequestQuerySet(models.QuerySet):
    """Requests for a review: how they are made, and whose turn it is."""

    @transaction.atomic
    def ask(
        self,
        revision: articles.Revision,
        reviewer: articles.Reviewer | None = None,
        *,
        by: User,
        answer_by: date | None = None,
        message: str = "",
        quietly: bool = False,
    ) -> articles.ReviewRequest:
        """Ask this reviewer, or any, for a review of this text, and tell them.

        `quietly`: nobody is told, for the text will be read by a link. Raises IllegalMove.
        """
        article = signing.lock(revision)
        if article.latest != revision:
            raise IllegalMove("There is a newer text now. Ask for a review of that one.")
        if articles.SignOff.objects.filter(revision=revision).exists():
            raise IllegalMove("This text is signed already.")
        can = may_be_asked(revision)
        if reviewer and not can.filter(pk=reviewer.pk).exists():
            raise IllegalMove(f"{reviewer.name} cannot sign this text.")
        if answer_by and answer_by < timezone.localdate():
            raise IllegalMove("Please choose a day that is still to come.")
        try:
            with transaction.atomic():
                asked = self.create(
                    revision=revision,
                    reviewer=reviewer,
                    asked_by=by,
                    answer_by=answer_by,
                    message=message,
                )
        except IntegrityError as error:
            who = f"{reviewer.name} has" if reviewer else "Any reviewer has"
            raise IllegalMove(f"{who} already been asked about this text.") from error
        if not quietly:
            for each in [reviewer] if reviewer else can.select_related("user"):
                _tell_reviewer(asked, each)
        return asked

    def still_open(self) -> Self:
        return self.filter(state="open")

    def waiting_for(self, user: User) -> Self:
        """Open requests that this person can answer: asked by name, or of anybody who may sign."""
        profile = articles.Reviewer.objects.filter(user=user).first()
        if profile is None or not profile.may_sign:
            return self.none()
        mine = Q(reviewer=profile) | Q(reviewer=None)
        wrote = Q(revision__author=user)
        return self.still_open().filter(mine).exclude(wrote).soonest_first(user)

    def sent_back_to(self, user: User) -> Self:
        """What reviewers sent back to whoever asked, and nobody has rewritten since."""
        newer = articles.Revision.objects.filter(
            article=OuterRef("revision__article"), number__gt=OuterRef("revision__number")
        )
        return self.filter(~Exists(newer), asked_by=user, state="sent back")

    def soonest_first(self, user: User) -> Self:
        return self.order_by(*order_for(user))

    def for_list(self) -> Self:
        return self.select_related("revision__article", "reviewer", "asked_by").defer(
            "revision__summary",
            "revision__body",
            *(
                f"revision__article__{name}"
                for name in ("summary_html", "body_html", "body_text", "contents")
            ),
        )

    def overtaken_by(self, revision: articles.Revision) -> int:
        """Nobody need read an older text any more. Editors see it, and may ask again."""
        older = self.still_open().filter(
            revision__article=revision.article_id, revision__number__lt=revision.number
        )
        return older.update(state="overtaken", closed_at=timezone.now())

    def by_secret(self, secret: str) -> articles.ReviewRequest | None:
        return self.select_related("revision__article").filter(link_hash=hash_of(secret)).first()


def may_be_asked(revision: articles.Revision) -> QuerySet[articles.Reviewer]:
    """Who may sign this text: a checked credential, an account that works, and no word of it."""
    signs = Q(user__groups__permissions__codename="sign") | Q(user__is_superuser=True)
    return (
        articles.Reviewer.objects.filter(
            signs,
            state=articles.Reviewer.State.ACTIVE,
            valid_until__gte=timezone.localdate(),
            user__is_active=True,
            user__is_staff=True,
        )
        .exclude(user__in=signing.authors(revision))
        .distinct()
    )


def waiting_for(user: User) -> QuerySet[articles.ReviewRequest]:
    """For the front page of the desk: what waits for this reviewer, the soonest first."""
    return articles.ReviewRequest.objects.waiting_for(user).for_list()


def give_up(reviewer: articles.Reviewer) -> None:
    """This reviewer will not answer: nobody waits for them, and whoever asked is told."""
    for asked in articles.ReviewRequest.objects.still_open().filter(reviewer=reviewer):
        asked.cancel()
        tell_who_asked(asked, "review_given_up", "A reviewer whom you asked cannot answer")


def tell_who_asked(asked: articles.ReviewRequest, kind: str, title: str) -> None:
    """Without a word of the text: it is not public, and mail is read over shoulders."""
    if asked.asked_by and asked.asked_by.is_active:
        url = reverse("admin:articles_reviewrequest_change", args=[asked.pk])
        notify(asked.asked_by, kind=kind, title=title, url=url)


def _tell_reviewer(asked: articles.ReviewRequest, reviewer: articles.Reviewer) -> None:
    notify(
        reviewer.user,
        kind="review_asked",
        title="You are asked to review a text",
        url=reverse("admin:articles_article_sign", args=[asked.revision.article_id]),
    )


def new_secret() -> str:
    """What only the link knows."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """No salt and no stretching: the secret is 256 random bits, not a word somebody chose."""
    return hashlib.sha256(secret.encode()).hexdigest()
