"""An author says that a decision is wrong, and somebody else looks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from forum import notifications
from forum.models.moderation.statements import Statement
from portal.models import User
from portal.states import IllegalMove

#: How long we take at most, if nobody sets another time.
DUE_WITHIN = timedelta(days=7)


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self) -> Self:
        return self.filter(decided_at=None)

    def make(self, statement: Statement, *, words: str) -> Appeal:
        """Against that statement, once and in time. Raises IllegalMove."""
        if not statement.can_be_appealed:
            raise IllegalMove("This can no longer be appealed against, or you have done so.")
        try:
            with transaction.atomic():
                return self.create(
                    statement=statement, words=words, due_at=timezone.now() + DUE_WITHIN
                )
        except IntegrityError as error:  # sent twice
            raise IllegalMove("You have appealed against this already.") from error


class Appeal(models.Model):
    """One per statement. A trigger forbids change but for its one decision, and deletion."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "The decision stands"
        OVERTURNED = "overturned", "The decision is taken back"

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="appeal")
    words = models.TextField(
        "why do you think that it is wrong?", validators=[MaxLengthValidator(2_000)]
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(editable=False)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, editable=False)
    answer = models.TextField(blank=True, editable=False, validators=[MaxLengthValidator(2_000)])
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["due_at", "id"], name="appeal_open", condition=Q(decided_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answer="", decided_by=None, decided_at=None)
                | Q(outcome__in=["upheld", "overturned"], decided_by__isnull=False)
                & ~Q(answer="")
                & Q(decided_at__isnull=False),
                name="appeal_decided_in_full",
            )
        ]

    def __str__(self) -> str:
        return f"Appeal {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    def may_be_decided_by(self, user: User) -> bool:
        """Not by who decided first, and not by whom it is about."""
        first = self.statement.by
        return user.pk not in {first and first.pk, self.statement.member_id}

    @transaction.atomic
    def decide(self, outcome: str, *, by: User, answer: str) -> None:
        """Let the decision stand, or take it back, and tell the author. Raises IllegalMove."""
        if not self.may_be_decided_by(by):
            raise IllegalMove("Somebody else than the first moderator must decide on an appeal.")
        if not answer.strip():
            raise IllegalMove("The author is owed an answer in words.")
        values: dict[str, Any] = {
            "outcome": self.Outcome(outcome), "answer": answer.strip(), "decided_by": by,
            "decided_at": timezone.now(),
        }  # fmt: skip
        if not type(self).objects.open().filter(pk=self.pk).update(**values):
            raise IllegalMove("This appeal was decided by somebody else.")
        if outcome == self.Outcome.OVERTURNED:
            self.statement.undo(by=by)
        self.refresh_from_db(fields=list(values))
        notifications.appeal_decided(self)
