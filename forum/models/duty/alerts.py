"""Of what urgent items whom was told, and when: once for each step."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Alert(models.Model):
    """One step in telling people of one item. It holds nothing of what the item says."""

    class Step(models.TextChoices):
        OPENED = "opened", "It became urgent"
        HALFWAY = "halfway", "Half of its time has passed, and nobody has taken it"
        OVERDUE = "overdue", "It is overdue"
        ESCALATED = "escalated", "A moderator asks for a second one"

    item = models.ForeignKey("ReviewItem", on_delete=models.CASCADE, related_name="alerts")
    step = models.CharField(max_length=9, choices=Step)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            # Of two workers at once, one takes the step.
            models.UniqueConstraint(
                fields=["item", "step"],
                condition=~Q(step="escalated"),
                name="alert_each_step_once",
            ),
            models.CheckConstraint(
                condition=Q(step__in=["opened", "halfway", "overdue", "escalated"]),
                name="alert_known_step",
            ),
        ]

    def __str__(self) -> str:
        return self.get_step_display()


class AlertMail(models.Model):
    """That one moderator is to be mailed about an alert, and was."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="mails")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alert_mails"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    #: When it went out, or was found to be needed no more.
    done_at = models.DateTimeField(null=True, editable=False)
    emailed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["moderator", "-created_at"], name="alertmail_newest")]
        constraints = [
            models.UniqueConstraint(fields=["alert", "moderator"], name="alertmail_once"),
            models.CheckConstraint(
                condition=Q(emailed_at=None) | Q(done_at__isnull=False),
                name="alertmail_sent_is_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert} for {self.moderator}"
