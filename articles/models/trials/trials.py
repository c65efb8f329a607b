"""A clinical trial, as its registry tells it, and whether readers may see it here."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.trials.querysets import TrialQuerySet
from articles.trials.terms import (
    ENDED,
    SEEN_FOR,
    Phase,
    Precision,
    Sex,
    Status,
    StudyType,
    long_ago,
)
from portal.states import Stateful


def _exact_to() -> models.CharField:
    return models.CharField(max_length=5, choices=Precision, default=Precision.DAY, editable=False)


class Trial(Stateful):
    """One study, whatever number of registries it is in.

    All but its state and what points here is a copy of the registry's newest record, written by
    `articles.trials.storing` alone. Dates are the registry's; ages are days.
    """

    class State(models.TextChoices):
        UNPUBLISHED = "unpublished", "Not published"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Taken off the pages"

    NEXT = {
        State.UNPUBLISHED: {State.PUBLISHED},
        State.PUBLISHED: {State.WITHDRAWN},
        State.WITHDRAWN: {State.PUBLISHED},
    }

    #: Its first id in lower case: also the ids of other registries lead to its page.
    slug = models.SlugField(max_length=60, unique=True, editable=False)
    state = models.CharField(
        max_length=11, choices=State, default=State.UNPUBLISHED, editable=False
    )
    #: What readers see of it in our words. A person publishes, never an import.
    summary = models.OneToOneField(
        "TrialSummary", on_delete=models.PROTECT, null=True, editable=False, related_name="shown_of"
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False,
        related_name="+",
    )  # fmt: skip

    title = models.CharField("short title", max_length=500)
    official_title = models.TextField(blank=True)
    acronym = models.CharField(max_length=100, blank=True)
    sponsor = models.CharField(max_length=300, blank=True)
    #: The registry's class of it, such as INDUSTRY or NIH.
    sponsor_class = models.CharField(max_length=20, blank=True)
    collaborators = ArrayField(models.CharField(max_length=300), default=list, blank=True)

    status = models.CharField(max_length=20, choices=Status)
    status_raw = models.CharField(max_length=60)
    #: What the registry knew before it lost sight of it; only beside UNKNOWN.
    last_known_status = models.CharField(max_length=20, choices=Status, blank=True)
    why_stopped = models.TextField(blank=True)
    #: When the sponsor last confirmed the record.
    verified_on = models.DateField(null=True)
    verified_precision = _exact_to()
    start_on = models.DateField(null=True)
    start_precision = _exact_to()
    start_is_estimate = models.BooleanField(default=False)
    primary_completion_on = models.DateField(null=True)
    primary_completion_precision = _exact_to()
    primary_completion_is_estimate = models.BooleanField(default=False)
    completion_on = models.DateField(null=True)
    completion_precision = _exact_to()
    completion_is_estimate = models.BooleanField(default=False)
    first_posted_on = models.DateField(null=True)
    #: When the registry last showed something new.
    updated_on = models.DateField(null=True)
    results_posted_on = models.DateField(null=True)
    has_results = models.BooleanField(default=False)

    study_type = models.CharField(max_length=15, choices=StudyType, default=StudyType.OTHER)
    phases = ArrayField(models.CharField(max_length=7, choices=Phase), default=list, blank=True)
    #: In the registry's words: RANDOMIZED, PARALLEL, QUADRUPLE …
    allocation = models.CharField(max_length=40, blank=True)
    intervention_model = models.CharField(max_length=40, blank=True)
    masking = models.CharField(max_length=40, blank=True)
    enrolment = models.PositiveIntegerField(null=True)
    enrolment_is_estimate = models.BooleanField(default=False)
    has_expanded_access = models.BooleanField(null=True)
    #: The registry's id of the expanded access, if it is one of its own.
    expanded_access_id = models.CharField(max_length=30, blank=True)

    #: The registry's text, in its Markdown. Never shown as ours.
    registry_summary = models.TextField(blank=True)
    criteria = models.TextField(blank=True)
    sex = models.CharField(max_length=6, choices=Sex, blank=True)
    #: None: no limit is said.
    min_age_days = models.PositiveIntegerField(null=True)
    max_age_days = models.PositiveIntegerField(null=True)
    min_age_raw = models.CharField(max_length=60, blank=True)
    max_age_raw = models.CharField(max_length=60, blank=True)
    healthy_volunteers = models.BooleanField(null=True)
    #: The registry's names of conditions, and its MeSH ids.
    condition_terms = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    mesh_ids = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    keywords = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    #: What is measured: [{"measure", "time_frame"}].
    primary_outcomes = models.JSONField(default=list, blank=True)
    pmids = ArrayField(models.CharField(max_length=10), default=list, blank=True)

    #: The day on which the record was last seen in the registry.
    seen_on = models.DateField()
    #: Since when the registry does not have it any more.
    gone_since = models.DateField(null=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        permissions = [("publish_trial", "Can publish trials and take them off the pages")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["unpublished", "published", "withdrawn"]),
                name="trial_known_state",
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="trial_has_an_address"),
            models.CheckConstraint(
                condition=Q(state="unpublished")
                | Q(summary__isnull=False, published_at__isnull=False),
                name="trial_published_has_summary",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="trial_known_status"
            ),
            models.CheckConstraint(
                condition=Q(study_type__in=StudyType.values), name="trial_known_study_type"
            ),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="trial_known_sex"),
            models.CheckConstraint(
                condition=Q(phases__contained_by=Phase.values), name="trial_known_phases"
            ),
            models.CheckConstraint(
                condition=Q(results_posted_on=None) | Q(has_results=True),
                name="trial_results_posted_has_results",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "status"], name="trial_state_status"),
            GinIndex(fields=["pmids"], name="trial_pmids"),
        ]

    def __str__(self) -> str:
        return f"{self.slug.upper()}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("articles:trial", args=[self.slug])

    @property
    def is_stale(self) -> bool:
        """Whether nobody knows that the record still holds: its registry says so itself, or its
        sponsor has not confirmed it for two years although the study should be over. One that has
        ended has nothing left to confirm."""
        if self.status == Status.UNKNOWN:
            return True
        today = timezone.localdate()
        ends = self.completion_on or self.primary_completion_on
        return bool(
            self.status not in ENDED
            and self.verified_on
            and self.verified_on < long_ago(today)
            and (ends is None or ends <= today)
        )

    @property
    def is_not_looked_at(self) -> bool:
        """Whether this portal itself has not seen the registry's record for long."""
        return self.seen_on < timezone.localdate() - SEEN_FOR
