"""What moderators decided, recorded for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.querysets import DecisionQuerySet

if TYPE_CHECKING:
    from portal.models import User

#: After these the author need not be told why: it is no refusal, or the words are the portal's.
WITHOUT_MESSAGE = ["publish", "keep", "duplicate", "move", "label", "merge", "escalate", "undo"]


class Decision(models.Model):
    """What was decided, by whom and why. A trigger in the database forbids change and deletion."""

    class Kind(models.TextChoices):
        PUBLISH = "publish", "Publish"
        REJECT = "reject", "Do not publish"
        ASK = "ask", "Ask to edit"
        KEEP = "keep", "Keep"
        HIDE = "hide", "Hide"
        REMOVE = "remove", "Remove"
        REDACT = "redact", "Take out personal data"
        LOCK = "lock", "Lock"
        DUPLICATE = "duplicate", "Mark as a duplicate"
        MOVE = "move", "Move to another condition"
        LABEL = "label", "Label"
        MERGE = "merge", "Merge"
        ESCALATE = "escalate", "Ask a second moderator"
        UNDO = "undo", "Undo"

    item = models.ForeignKey("ReviewItem", on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField(max_length=10, choices=Kind)
    #: The change that was published or refused; None where all of it was decided on.
    edit = models.ForeignKey(
        "ContributionRevision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.ForeignKey(
        "Reason", on_delete=models.PROTECT, to_field="code", db_column="reason", related_name="+"
    )
    message = models.TextField(
        "message to the author", blank=True, validators=[MaxLengthValidator(2_000)]
    )
    #: For other moderators only.
    note = models.TextField(
        "note to moderators", blank=True, validators=[MaxLengthValidator(2_000)]
    )
    #: Whether nothing was left to decide after it.
    closes = models.BooleanField(default=True, editable=False)
    #: What was before, to undo it: numbers and names of states, never what anybody wrote.
    effect = models.JSONField(default=dict, editable=False)
    #: The decision that this one takes back.
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="undone_by"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="decision_newest"),
            models.Index(
                fields=["item"], name="decision_escalated", condition=Q(decision="escalate")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=WITHOUT_MESSAGE) | ~Q(message=""),
                name="decision_refusal_has_message",
            ),
            models.CheckConstraint(
                condition=~Q(decision="escalate") | ~Q(note=""),
                name="decision_escalated_with_note",
            ),
            models.CheckConstraint(
                condition=Q(decision="undo", undoes__isnull=False)
                | ~Q(decision="undo") & Q(undoes=None),
                name="decision_undo_says_of_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} by {self.by}"

    @property
    def can_be_undone(self) -> bool:
        """Whether it is of a kind that can, and nobody has."""
        final = {self.Kind.REDACT, self.Kind.UNDO}
        return self.decision not in final and not hasattr(self, "undone_by")

    def undo(self, *, by: User, message: str = "", reason: str = "mistake") -> Decision:
        """Restore what was before, and record that. Raises IllegalMove where that is impossible."""
        return self.item.take_back(self, by=by, message=message, reason=reason)
