"""A study in plain words, as an editor wrote it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.trials.records import TrialSnapshot
from articles.models.trials.trials import Trial
from articles.trials.terms import Stage
from portal.markdown import check_article, render_article


class TrialSummary(models.Model):
    """One version of the plain words. It never changes: whoever mends it writes the next."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="summaries")
    number = models.PositiveIntegerField(editable=False)
    #: The record that its author had read. A newer one may say something else.
    snapshot = models.ForeignKey(
        TrialSnapshot, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    title = models.CharField("title in plain words", max_length=200)
    summary = models.TextField(
        max_length=3_000, help_text="What is tried, for whom, and why. No promises."
    )
    taking_part = models.TextField(
        "what taking part involves",
        max_length=3_000,
        blank=True,
        help_text="Visits, tests, stays, how long, what is paid: only what the record says.",
    )
    #: Empty: the criteria say nothing about it.
    stages = ArrayField(models.CharField(max_length=14, choices=Stage), default=list, blank=True)
    summary_html = models.TextField(editable=False)
    taking_part_html = models.TextField(editable=False, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False,
        related_name="+",
    )  # fmt: skip
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "trial summaries"
        constraints = [
            models.UniqueConstraint(fields=["trial", "number"], name="trial_summary_number_once"),
            models.CheckConstraint(
                condition=Q(stages__contained_by=Stage.values), name="trial_summary_known_stages"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(summary=""), name="trial_summary_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def clean(self) -> None:
        """Refuse what could not be shown."""
        for name in ("summary", "taking_part"):
            try:
                check_article(getattr(self, name))
            except ValidationError as error:
                raise ValidationError({name: error.messages}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        for name in ("summary", "taking_part"):
            setattr(self, f"{name}_html", render_article(getattr(self, name), {}).html)
        super().save(*args, **kwargs)
