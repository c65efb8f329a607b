"""How many distressing items a moderator wants to decide on in a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class DutyLimit(models.Model):
    """Lower than the portal's own, chosen by the moderator. Nobody else is told."""

    moderator = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="duty_limit"
    )
    most = models.PositiveSmallIntegerField("at most, in a day")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(most__lte=100), name="dutylimit_is_low")]

    def __str__(self) -> str:
        return f"{self.moderator}: {self.most}"
