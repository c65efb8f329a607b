"""Treatments, and where which of them is approved: a ledger whose rows go stale by themselves."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from articles.models.conditions import Condition
from articles.models.sources import Source
from articles.querysets import TreatmentStatusQuerySet

#: Days for which a status may be asserted after it was last checked.
STATUS_HOLDS = 90


class Treatment(models.Model):
    """A medicine, a procedure or a gene therapy, whatever its status."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=150, unique=True)
    other_names = models.CharField(
        max_length=300, blank=True, help_text="Brand and short names, separated by commas."
    )
    what = models.CharField(max_length=300, help_text="What it is, in one plain sentence.")
    #: A warning that regulators put in a box on the label, in plain words, with its source.
    boxed_warning = models.CharField(max_length=500, blank=True)
    boxed_warning_source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="treatment_has_an_address"),
            models.CheckConstraint(
                condition=Q(boxed_warning="") | Q(boxed_warning_source__isnull=False),
                name="treatment_warning_has_source",
                violation_error_message="Please choose the source of the boxed warning.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TreatmentStatus(models.Model):
    """What one jurisdiction says of a treatment for a condition, as of a day."""

    class Jurisdiction(models.TextChoices):
        US = "US", "United States"
        EU = "EU", "European Union"
        UK = "UK", "United Kingdom"
        CA = "CA", "Canada"
        AU = "AU", "Australia"
        CH = "CH", "Switzerland"
        JP = "JP", "Japan"

    class Status(models.TextChoices):
        APPROVED = "approved", "Approved"
        CONDITIONAL = "conditional", "Approved on conditions"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Approval withdrawn"
        TRIAL_ONLY = "trial only", "Only in trials"
        OFF_LABEL = "off-label", "Used outside its approval"
        STANDARD = "standard", "Standard care that needs no approval"
        NOT_APPROVED = "not approved", "Not approved"

    class Precision(models.TextChoices):
        DAY = "day", "Day"
        MONTH = "month", "Month"
        YEAR = "year", "Year"

    treatment = models.ForeignKey(Treatment, on_delete=models.PROTECT, related_name="statuses")
    condition = models.ForeignKey(
        Condition, on_delete=models.PROTECT, related_name="treatment_statuses"
    )
    jurisdiction = models.CharField(max_length=2, choices=Jurisdiction)
    status = models.CharField(max_length=12, choices=Status)
    population = models.CharField(max_length=300, help_text="For whom exactly, in plain words.")
    since = models.DateField(null=True, blank=True)
    since_precision = models.CharField(
        max_length=5, choices=Precision, default=Precision.DAY, help_text="How exact “since” is."
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="statuses")
    as_of = models.DateField(default=timezone.localdate, help_text="The day it was checked.")
    valid_until = models.DateField(
        help_text=f"At most {STATUS_HOLDS} days after it was checked. Then it is not asserted."
    )
    note = models.CharField(max_length=500, blank=True, help_text="For staff only.")

    objects = TreatmentStatusQuerySet.as_manager()

    class Meta:
        ordering = ["treatment", "condition", "jurisdiction", "-as_of"]
        verbose_name_plural = "treatment statuses"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("as_of"))
                & Q(valid_until__lte=F("as_of") + Value(timedelta(days=STATUS_HOLDS))),
                name="treatment_status_holds_90_days",
                violation_error_message=f"A status holds for 1 to {STATUS_HOLDS} days after the "
                "day on which it was checked.",
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(since__lte=F("as_of")),
                name="treatment_status_since_is_past",
                violation_error_message="“Since” is later than the day of the check.",
            ),
            ExclusionConstraint(
                name="treatment_status_no_overlap",
                expressions=[
                    ("treatment", RangeOperators.EQUAL),
                    ("condition", RangeOperators.EQUAL),
                    ("jurisdiction", RangeOperators.EQUAL),
                    (
                        Func(
                            "as_of",
                            "valid_until",
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="There is already a status for this treatment, condition "
                "and jurisdiction in that time. Use “Check again” there.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.treatment} for {self.condition} in {self.jurisdiction}: {self.status}"
