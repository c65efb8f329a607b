"""The kinds of articles, which policies, checks and blocks ask for."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """What an article is for."""

    OVERVIEW = "overview", "Overview of a condition"
    UNDERSTANDING = "understanding", "Understanding it"
    LIVING = "living", "Living with it"
    TREATMENT = "treatment", "Treatment"
    RESEARCH = "research", "Research"
    TRIALS = "trials", "Clinical trials"
