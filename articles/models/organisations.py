"""Who helps: charities, expert centres and networks. Listed is not endorsed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from articles.models.conditions import Condition


class Organisation(models.Model):
    class Kind(models.TextChoices):
        CHARITY = "charity", "Patient organisation"
        CENTRE = "centre", "Expert centre"
        NETWORK = "network", "Network of expert centres"
        INFORMATION = "information", "Source of information"

    class Link(models.TextChoices):
        UNKNOWN = "unknown", "Not checked"
        GOOD = "good", "Answers"
        MOVED = "moved", "Has moved"
        DEAD = "dead", "Does not answer"

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=11, choices=Kind)
    url = models.URLField("address", max_length=300, unique=True)
    country = models.CharField(
        max_length=60, blank=True, help_text="Left empty for those that work across countries."
    )
    what = models.CharField(max_length=300, help_text="What it offers, in one plain sentence.")
    conditions = models.ManyToManyField(Condition, blank=True, related_name="organisations")
    last_verified_on = models.DateField(
        null=True, blank=True, help_text="When somebody of us last looked whether this is all true."
    )
    link = models.CharField(max_length=7, choices=Link, default=Link.UNKNOWN, editable=False)
    link_checked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="organisation_has_an_address"),
            models.CheckConstraint(
                condition=Q(kind__in=["charity", "centre", "network", "information"]),
                name="organisation_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name
