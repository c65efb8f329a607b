"""How a moderator wants to meet what is hard to read."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from portal.models import User


class Distressing(models.TextChoices):
    CRISIS = "crisis", "Fold texts about despair and abuse"
    MORE = "more", "Fold emergencies and reported harm as well"
    NOTHING = "nothing", "Show every text at once"


#: What is noticed, and what is reported, of which a moderator is warned before reading.
FOLDED = {
    Distressing.CRISIS: {"crisis"},
    Distressing.MORE: {"crisis", "emergency", "harm"},
    Distressing.NOTHING: set(),
}


class DeskSettings(models.Model):
    """One moderator's wishes. Whoever has said nothing has no row."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="desk_settings",
    )
    distressing = models.CharField(
        max_length=7, choices=Distressing, default=Distressing.CRISIS, editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(distressing__in=Distressing.values),
                name="desksettings_known_distressing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_distressing_display()}"

    @classmethod
    def of(cls, member: User) -> DeskSettings:
        return cls.objects.filter(member=member).first() or cls(member=member)

    @property
    def folded(self) -> set[str]:
        """Kinds of findings and reasons of reports whose texts are folded."""
        return FOLDED[Distressing(self.distressing)]
