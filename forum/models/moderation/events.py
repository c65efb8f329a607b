"""What happened to an item before it was decided. A trigger in the database forbids changes.

It goes only with its item, when an author takes back what nobody has decided on.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class ItemEvent(models.Model):
    class What(models.TextChoices):
        NOTICED = "noticed", "The portal noticed"
        TAKEN = "taken", "Taken"
        RELEASED = "released", "Put back"

    item = models.ForeignKey("ReviewItem", on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=12, choices=What)
    #: Of the text as it was then: `[{"kind", "why"}]`, never its words.
    findings = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_what_display()
