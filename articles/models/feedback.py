"""What readers say of a text: without an account, an address or anything else about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from articles.models.revisions import Revision
from articles.querysets import FeedbackQuerySet
from portal.models import User
from portal.states import IllegalMove, Stateful


class Feedback(Stateful):
    """One answer to "Was this helpful?", about exactly one revision."""

    class Why(models.TextChoices):
        NONE = "", "No reason given"
        HARD = "hard", "It was hard to understand"
        MISSING = "missing", "It did not answer my question"
        WRONG = "wrong", "Something is wrong or out of date"
        NOT_OURS = "not ours", "It did not fit our situation"
        UPSETTING = "upsetting", "It upset me"
        BROKEN = "broken", "Something on the page did not work"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Something was changed"
        NOTED = "noted", "Noted, nothing to change"

    NEXT = {State.OPEN: {State.DONE, State.NOTED}, State.DONE: set(), State.NOTED: set()}

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="feedback")
    helpful = models.BooleanField()
    why = models.CharField(max_length=9, choices=Why, blank=True, default=Why.NONE)
    text = models.TextField(max_length=1_000, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=5, choices=State, default=State.OPEN, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
        editable=False,
    )  # fmt: skip
    handled_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(max_length=500, blank=True, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "feedback"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "done", "noted"]), name="feedback_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="open", handled_at=None)
                | (~Q(state="open") & Q(handled_at__isnull=False)),
                name="feedback_handled_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(outcome=""), name="feedback_done_says_what"
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="feedback_queue")]

    def __str__(self) -> str:
        return f"{'Helpful' if self.helpful else 'Not helpful'}: {self.revision}"

    @transaction.atomic
    def decide(self, to: str, *, by: User, outcome: str = "") -> Feedback:
        """Close it: something was changed, or nothing needs to be. Of two editors one decides."""
        if to == self.State.DONE and not outcome.strip():
            raise IllegalMove("Please say what was changed.")
        return self._move(to, handled_by=by, handled_at=timezone.now(), outcome=outcome)
