"""What moderators decided, recorded for good."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.querysets import DecisionQuerySet


class Decision(models.Model):
    """What was decided, by whom and why. A trigger in the database forbids change and deletion."""

    class Kind(models.TextChoices):
        PUBLISH = "publish", "Publish"
        REJECT = "reject", "Do not publish"
        KEEP = "keep", "Keep"
        REMOVE = "remove", "Remove"

    class Reason(models.TextChoices):
        FINE = "fine", "Within the rules"
        PERSONAL = "personal", "Names or identifies a child or another person"
        HARM = "harm", "Could harm somebody who follows it"
        DOSING = "dosing", "Gives a dose"
        PROMOTION = "promotion", "Promotes a product, clinic or cure"
        UNKIND = "unkind", "Unkind"
        OFF_TOPIC = "off-topic", "Belongs somewhere else"
        SPAM = "spam", "Spam"
        DUPLICATE = "duplicate", "Sent twice"
        OTHER = "other", "Another reason"

    item = models.OneToOneField("ReviewItem", on_delete=models.PROTECT, related_name="decision")
    decision = models.CharField(max_length=7, choices=Kind)
    #: The change that was published or refused; None where all of it was decided on.
    edit = models.ForeignKey(
        "ContributionRevision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=10, choices=Reason)
    message = models.TextField(
        "message to the author", blank=True, validators=[MaxLengthValidator(2_000)]
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="decision_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["publish", "keep"]) | ~Q(message=""),
                name="decision_refusal_has_message",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} by {self.by}"
