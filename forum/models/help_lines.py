"""Whom to call, by country: what somebody in need is told at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_countries import countries

from articles.languages import LANGUAGES

#: After this long somebody should look whether a number is still right.
HOLDS = timedelta(days=365)
#: Lines of one kind that are shown at once: who is in need does not compare.
MOST_SHOWN = 3


class HelpLineQuerySet(models.QuerySet["HelpLine"]):
    def to_check(self) -> Self:
        """Those at which nobody has looked for a year, or ever."""
        old = timezone.localdate() - HOLDS
        return self.filter(Q(verified_on=None) | Q(verified_on__lt=old))

    def for_country(self, country: str) -> dict[str, list[HelpLine]]:
        """By kind; where a country has none of a kind, those that hold in many countries."""
        found: dict[str, list[HelpLine]] = {}
        for line in self.filter(country__in={country, ""}).order_by("-country", "name"):
            others = found.setdefault(line.kind, [])
            if len(others) < MOST_SHOWN and all(each.country == line.country for each in others):
                others.append(line)
        return found


class HelpLine(models.Model):
    """A number that somebody in need can call. Administrators keep them."""

    class Kind(models.TextChoices):
        AMBULANCE = "ambulance", "Emergency number (ambulance)"
        LISTENING = "listening", "For people in despair"
        YOUNG = "young", "For children and young people"
        ABUSE = "abuse", "For whoever fears for a child"

    country = models.CharField(
        max_length=2, blank=True, help_text="None: it is shown wherever a country has no own line."
    )
    language = models.CharField(
        max_length=7,
        blank=True,
        choices=LANGUAGES,
        help_text="Only where not everybody in that country speaks it.",
    )
    kind = models.CharField("for whom", max_length=9, choices=Kind)
    name = models.CharField(max_length=60, help_text="As in “Or call Samaritans: 116 123.”")
    number = models.CharField(
        max_length=20,
        validators=[RegexValidator(r"^\+?[0-9][0-9 -]*$", "Digits, spaces and hyphens only.")],
    )
    source = models.URLField("where it stands", blank=True)
    verified_on = models.DateField("checked on", null=True, editable=False)

    objects = HelpLineQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "country", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "kind", "number"],
                name="helpline_once",
                violation_error_message="This number is in the list already.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["ambulance", "listening", "young", "abuse"]),
                name="helpline_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(number__regex=r"^\+?[0-9][0-9 -]*$"), name="helpline_can_be_called"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.where}"

    @property
    def where(self) -> str:
        return countries.name(self.country) if self.country else "many countries"

    @property
    def tel(self) -> str:
        """The number as a telephone takes it."""
        return re.sub("[ -]", "", self.number)

    @property
    def is_to_check(self) -> bool:
        return self.verified_on is None or self.verified_on < timezone.localdate() - HOLDS

    def verify(self) -> None:
        """Somebody has looked at its own page today."""
        self.verified_on = timezone.localdate()
        self.save(update_fields=["verified_on"])
