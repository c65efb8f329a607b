"""What a registry's record of a study holds that comes in many."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django_countries.fields import CountryField

from articles.models.sources import registry_url
from articles.models.trials.trials import Trial
from articles.trials.terms import Registry, Status


class TrialRegistration(models.Model):
    """An id of a study in a registry. No two studies share one; a study can have several."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="registrations")
    registry = models.CharField(max_length=7, choices=Registry)
    #: In the one way of `articles.identifiers.registry_id`, where that knows the registry.
    number = models.CharField(max_length=60)
    #: An id under which the registry had it before.
    is_alias = models.BooleanField(default=False)

    class Meta:
        ordering = ["is_alias", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["registry", "number"], name="trial_registration_once"),
            models.CheckConstraint(
                condition=Q(registry__in=Registry.values), name="trial_registration_known_registry"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="trial_registration_has_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.get_registry_display()}: {self.number}"

    @property
    def url(self) -> str:
        """Its page in the registry; empty where we do not know one."""
        return "" if self.registry == Registry.OTHER else registry_url(self.number)


class TrialSnapshot(models.Model):
    """The record as the registry had it on a day, without anybody's contacts. Never changes."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="snapshots")
    taken_on = models.DateField()
    #: The registry's date of the record.
    updated_on = models.DateField(null=True)
    #: SHA-256 of the record, in one canonical way of writing it.
    fingerprint = models.CharField(max_length=64)
    record = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.trial.slug} as of {self.taken_on:%Y-%m-%d}"


class TrialSite(models.Model):
    """Where one can take part. People's names, numbers and addresses are not kept."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="sites")
    position = models.PositiveIntegerField()
    facility = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=150, blank=True)
    region = models.CharField(max_length=150, blank=True)
    country = CountryField(blank=True)
    #: The country in the registry's words.
    country_raw = models.CharField(max_length=100, blank=True)
    #: Empty: only the study as a whole has a status.
    status = models.CharField(max_length=20, choices=Status, blank=True)
    status_raw = models.CharField(max_length=60, blank=True)
    #: Degrees, WGS 84; both or none.
    latitude = models.FloatField(
        null=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "position"], name="trial_site_position_once"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="trial_site_is_on_earth",
            ),
        ]
        indexes = [models.Index(fields=["country"], name="trial_site_country")]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.facility, self.city, self.country_raw]))
