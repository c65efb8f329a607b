"""What a text claims of a treatment, and how sure that is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from articles.models.revisions import Revision
from articles.models.sources import Source


class Claim(models.Model):
    """A sentence or list item that carries an evidence level. Derived when it is written."""

    class Level(models.TextChoices):
        """How sure the studies are, in the words of GRADE."""

        HIGH = "high", "High"
        MODERATE = "moderate", "Moderate"
        LOW = "low", "Low"
        VERY_LOW = "very low", "Very low"
        NONE = "none", "None"

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="claims")
    position = models.PositiveSmallIntegerField()
    #: Name of the block it stands in (articles.blocks), or empty.
    block = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=8, choices=Level)
    #: Its words without markers.
    text = models.TextField()
    sources = models.ManyToManyField(Source, related_name="claims")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="claim_position_once"),
            models.CheckConstraint(
                condition=Q(level__in=["high", "moderate", "low", "very low", "none"]),
                name="claim_known_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.text[:60]}"
