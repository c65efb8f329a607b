"""What a contribution said before, says now, and may say when a moderator agrees.

A contribution that was never edited has no rows here; its first edit keeps the original as number
1. Only what readers have seen is ever shown to them: what was changed before publication, perhaps
at a moderator's wish, stays between the author and the moderators.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.models.contributions import Contribution
from forum.models.moderation import AboutContribution
from forum.models.questions import MAX_TITLE, Question
from forum.querysets import moderates
from portal.markdown import plain_text, render_contribution, without_links
from portal.models import User
from portal.states import IllegalMove, Stateful

EDITABLE = ["question", "answer", "comment"]


class RevisionQuerySet(models.QuerySet["ContributionRevision"]):
    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What was shown; all of it to its author and to moderators.

        Ask it of revisions of what this reader may see: fetch that through its own door.
        """
        if moderates(user):
            return self
        if user.is_anonymous:
            return self.filter(state="shown")
        by_reader = Q(*(Q(**{f"{kind}__author": user}) for kind in EDITABLE), _connector=Q.OR)
        return self.filter(Q(state="shown") | by_reader)

    def below(self, questions: Iterable[Question | int]) -> Self:
        """Those of the questions themselves and of all that stands on their pages."""
        return self.filter(
            Q(question__in=questions)
            | Q(answer__question__in=questions)
            | Q(comment__question__in=questions)
            | Q(comment__answer__question__in=questions)
        )

    def settle(self, *, shown: bool) -> None:
        """What waits with its contribution goes the same way: readers see it now, or never."""
        self.waiting().update(state="shown" if shown else "replaced")

    def blank(self, contribution: Contribution) -> None:
        """Leave nothing of what it said before but what it says now."""
        self.settle(shown=False)
        title = getattr(contribution, "title", "")
        self.update(title=title, body=contribution.body, reason="")

    def note_on(self, items: Any) -> None:
        """Note on each review item, as `edit`, the change that waits for a decision, if any."""
        items = list(items)
        public = {
            (item.target.kind, item.target.pk): item for item in items if item.target.was_shown
        }
        for item in items:
            item.edit = None
        keys = [Q(**{kind: pk}) for kind, pk in public if kind in EDITABLE]
        if keys:
            for revision in self.waiting().filter(Q(*keys, _connector=Q.OR)):
                item = public[revision.kind, revision.about_pk]
                item.edit = revision


class ContributionRevision(Stateful, AboutContribution):
    """One text that a contribution had, has, or may have."""

    class State(models.TextChoices):
        SHOWN = "shown", "Shown"
        WAITING = "waiting", "Waiting for a moderator"
        REFUSED = "refused", "Not published"
        REPLACED = "replaced", "Replaced before it was shown"

    NEXT = {
        State.WAITING: {State.SHOWN, State.REFUSED, State.REPLACED},
        State.SHOWN: {State.WAITING},
        State.REFUSED: {State.WAITING},
        State.REPLACED: set(),
    }

    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, editable=False)
    #: Of a question only.
    title = models.CharField(max_length=MAX_TITLE, blank=True)
    body = models.TextField()
    #: What the author says has changed, for everybody who may read the history.
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            *AboutContribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(article_comment=None), name="contributionrevision_of_what_is_edited"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["shown", "waiting", "refused", "replaced"]),
                name="contributionrevision_known_state",
            ),
            models.CheckConstraint(
                condition=Q(question=None) | ~Q(title=""),
                name="contributionrevision_question_has_title",
            ),
            *(
                models.UniqueConstraint(
                    fields=[kind, "number"], name=f"contributionrevision_number_once_per_{kind}"
                )
                for kind in EDITABLE
            ),
            *(
                models.UniqueConstraint(
                    fields=[kind],
                    condition=Q(state="waiting"),
                    name=f"contributionrevision_one_waiting_per_{kind}",
                )
                for kind in EDITABLE
            ),
        ]

    def __str__(self) -> str:
        return f"Text {self.number}"

    @property
    def kind(self) -> str:
        return next(kind for kind in EDITABLE if getattr(self, f"{kind}_id") is not None)

    @property
    def about_pk(self) -> int:
        return getattr(self, f"{self.kind}_id")

    @property
    def body_html(self) -> str:
        return render_contribution(self.body)

    @property
    def html_without_links(self) -> str:
        return without_links(self.body_html)

    @property
    def body_text(self) -> str:
        return plain_text(self.body_html)

    def show(self, contribution: Contribution) -> None:
        """Make it the text that readers see. The caller has locked the contribution."""
        self._move(self.State.SHOWN)
        contribution.take(self)

    def refuse(self) -> None:
        self._move(self.State.REFUSED)

    def wait_again(self, contribution: Contribution, *, edited_at: datetime | None) -> None:
        """What was decided about it is taken back: readers see the text before it again."""
        if contribution.version != self.number:
            raise IllegalMove("Its author has changed the text since.")
        was_shown = self.state == self.State.SHOWN
        self._move(self.State.WAITING)
        if was_shown:
            before = contribution.contributionrevisions.filter(state="shown").latest("number")
            contribution.take(before)
            contribution.edited_at = edited_at
            contribution.save(update_fields=["edited_at"])
