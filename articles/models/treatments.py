"""Treatments, and where which of them is approved: a ledger whose rows go stale by themselves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone

from articles.models.addresses import Addressed
from articles.models.conditions import Condition
from articles.models.sources import Source
from articles.querysets import STATUS_EXPIRES_SOON, TreatmentStatusQuerySet
from portal.states import IllegalMove

#: Days for which a status may be asserted after it was last checked.
STATUS_HOLDS = 90
#: At which field of a form the refusal of a constraint is said.
FIELDS = {
    "treatment_status_holds_90_days": "valid_until",
    "treatment_status_since_is_past": "since",
    "treatment_status_no_overlap": "jurisdiction",
}


class Treatment(Addressed):
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

    def get_absolute_url(self) -> str:
        return reverse("articles:treatment", args=[self.slug])

    @property
    def names(self) -> list[str]:
        return [name.strip() for name in self.other_names.split(",") if name.strip()]


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

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """What the database would refuse, said at the field where it can be mended."""
        errors: dict[str, list[str]] = {}
        for constraint in self._meta.constraints:
            try:
                constraint.validate(type(self), self, exclude=exclude)
            except ValidationError as error:
                errors.setdefault(FIELDS[constraint.name], []).extend(error.messages)
        if errors:
            raise ValidationError(errors)

    @property
    def is_expired(self) -> bool:
        return self.valid_until < timezone.localdate()

    @property
    def is_expiring(self) -> bool:
        soon = timezone.localdate() + timedelta(days=STATUS_EXPIRES_SOON)
        return not self.is_expired and self.valid_until <= soon

    @property
    def is_asserted(self) -> bool:
        """Whether readers are told it: checked not long ago, from a source that still stands."""
        return not self.is_expired and self.source.state != Source.State.RETRACTED

    @transaction.atomic
    def check_again(
        self, *, as_of: date | None = None, valid_until: date | None = None, **changes: Any
    ) -> TreatmentStatus:
        """Record what a new look at the source has shown; what was recorded before stays.

        The row that is replaced ends on the day of the new one. A second look on the same day
        corrects the row itself. Raises IllegalMove where somebody else has checked since, and
        ValidationError for what could not be stored.
        """
        as_of = as_of or timezone.localdate()
        here = TreatmentStatus.objects.select_for_update(of=["self"]).get(pk=self.pk)
        if here.newer().exists():
            raise IllegalMove("Somebody has checked this status since. Look at the newest row.")
        if as_of < here.as_of:
            raise IllegalMove(f"It was last checked on {here.as_of:%Y-%m-%d}, after that day.")
        if as_of == here.as_of:
            checked = here
        else:
            here.valid_until = min(here.valid_until, as_of)
            here.save(update_fields=["valid_until"])
            checked = TreatmentStatus.objects.get(pk=here.pk)
            checked.pk, checked._state.adding = None, True
        changes |= {"as_of": as_of, "valid_until": valid_until or as_of + timedelta(STATUS_HOLDS)}
        for name, value in changes.items():
            setattr(checked, name, value)
        checked.full_clean()
        checked.save()
        return checked

    def newer(self) -> TreatmentStatusQuerySet:
        """Rows that have replaced this one."""
        return TreatmentStatus.objects.filter(
            treatment=self.treatment_id,
            condition=self.condition_id,
            jurisdiction=self.jurisdiction,
            as_of__gt=self.as_of,
        ).order_by("-as_of")
