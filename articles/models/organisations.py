"""Who helps: charities, expert centres and networks. Listed is not endorsed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Min, Q, When
from django.utils import timezone

from articles.models.conditions import Condition

#: After that many days somebody looks again whether an entry is true.
VERIFIED_FOR = 365


class OrganisationQuerySet(models.QuerySet):
    """Organisations, by whom they help and by who looked at them last."""

    def for_line(self, conditions: Sequence[int]) -> Self:
        """Of these conditions, from a form up to its group: the nearest first."""
        steps = [When(conditions=pk, then=step) for step, pk in enumerate(conditions)]
        return (
            self.filter(conditions__in=conditions)
            .annotate(step=Min(Case(*steps, output_field=models.IntegerField())))
            .order_by("step", "name")
        )

    def to_verify(self) -> Self:
        """Never looked at by one of us, or not for a year."""
        old = timezone.localdate() - timedelta(days=VERIFIED_FOR)
        return self.filter(Q(last_verified_on=None) | Q(last_verified_on__lt=old))

    def dead(self) -> Self:
        return self.filter(link=Organisation.Link.DEAD)


class Organisation(models.Model):
    """A charity, a centre, a network or a source of information, elsewhere."""

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

    objects = OrganisationQuerySet.as_manager()

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

    def clean(self) -> None:
        """Only what a browser opens as a page."""
        if self.url and not self.url.lower().startswith(("https://", "http://")):
            raise ValidationError({"url": "Enter a valid URL that begins with https://."})

    @property
    def is_verified_lately(self) -> bool:
        old = timezone.localdate() - timedelta(days=VERIFIED_FOR)
        return self.last_verified_on is not None and self.last_verified_on >= old

    def verify(self) -> None:
        """Somebody of us has looked today, and all of this is true."""
        self.last_verified_on = timezone.localdate()
        self.save(update_fields=["last_verified_on"])

    def note_link(self, link: str) -> None:
        """What the link check has found. An address that was changed meanwhile is not blamed."""
        self.link, self.link_checked_at = link, timezone.now()
        Organisation.objects.filter(pk=self.pk, url=self.url).update(
            link=self.link, link_checked_at=self.link_checked_at
        )
