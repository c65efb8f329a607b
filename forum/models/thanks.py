"""Thanks for an answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from forum.models.answers import Answer


class Thanks(models.Model):
    """One member's thanks for one answer. Shown as a number, never made into points."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="thanks")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "thanks"
        constraints = [models.UniqueConstraint(fields=["member", "answer"], name="thanks_once")]

    def __str__(self) -> str:
        return f"{self.member} thanks for {self.answer_id}"
