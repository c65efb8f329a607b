"""What moderators note about a member, for one another."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone


class StaffNote(models.Model):
    """Only moderators read it. A trigger forbids change and deletion; when the member leaves, the
    words and whom they were about are taken out."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="staff_notes"
    )
    text = models.TextField("note", validators=[MaxLengthValidator(2_000)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Note by {self.by}"
