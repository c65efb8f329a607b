"""Who let readers see which plain words of a study, and who took them away."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.trials.summaries import TrialSummary
from articles.models.trials.trials import Trial


class TrialPublication(models.Model):
    """One change to what readers see. A trigger in the database keeps it from ever changing."""

    class Action(models.TextChoices):
        PUBLISHED = "published", "Published"
        TAKEN_DOWN = "taken down", "Taken off the pages"

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="publications")
    action = models.CharField(max_length=10, choices=Action)
    summary = models.ForeignKey(TrialSummary, on_delete=models.CASCADE, related_name="publications")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    #: Why each warning was set aside: `{code of the check: reason}`. For staff only.
    reasons = models.JSONField(default=dict)
    #: Why it was taken away. For staff only.
    because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action="published") | (Q(action="taken down") & ~Q(because="")),
                name="trial_publication_known_action",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.summary}"
