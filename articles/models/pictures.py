"""Pictures in articles, re-encoded when they arrive: nothing of the original file is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Picture(models.Model):
    """Shown in a text by `![](picture:key)`. Kept in the database, so that backups hold it."""

    key = models.SlugField(max_length=60, unique=True, help_text="In a text: ![](picture:key)")
    alt = models.CharField(
        "text for those who do not see it",
        max_length=300,
        blank=True,
        help_text="What the picture says. Left empty only where it is decoration.",
    )
    decorative = models.BooleanField("decoration only", default=False)
    credit = models.CharField(max_length=200, help_text="Who made it, and under which licence.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
        editable=False,
    )  # fmt: skip
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    #: SHA-256 of the large version; part of its address, so that caches may keep it for ever.
    fingerprint = models.CharField(max_length=64, editable=False)
    large = models.BinaryField(editable=False)
    small = models.BinaryField(editable=False)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decorative=True, alt="") | (Q(decorative=False) & ~Q(alt="")),
                name="picture_alt_or_decorative",
                violation_error_message="Either describe the picture, or mark it as decoration.",
            )
        ]

    def __str__(self) -> str:
        return self.key
