"""A clinical trial, as its registry tells it, and whether readers may see it here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.checks import Refused, unanswered
from articles.checks.trial import check_trial
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
from portal.models import User
from portal.states import IllegalMove, Stateful

if TYPE_CHECKING:
    from articles.models.conditions import Condition
    from articles.models.trials.matches import TrialCondition
    from articles.models.trials.publications import TrialPublication
    from articles.models.trials.records import TrialSnapshot
    from articles.models.trials.summaries import TrialSummary


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
        State.PUBLISHED: {State.PUBLISHED, State.WITHDRAWN},  # newer words replace those shown
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
    #: The first time; `publications` has all of them.
    published_at = models.DateTimeField(null=True, editable=False)
    #: Who let readers see what they see now.
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

    #: The day on which an editor typed it in; None: it was read from its registry.
    entered_on = models.DateField(null=True, editable=False)
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

    @property
    def summary_is_behind(self) -> bool:
        """Whether the registry has said something new since the words that readers see."""
        if self.summary is None or self.summary.snapshot_id is None:
            return False
        return self.snapshots.filter(pk__gt=self.summary.snapshot_id).exists()

    @transaction.atomic
    def write_summary(
        self, *, by: User | None, title: str, summary: str, taking_part: str = "",
        stages: Iterable[str] = (), snapshot: TrialSnapshot | None = None,
    ) -> TrialSummary:  # fmt: skip
        """The next version of the plain words. Readers see it once a person has published it.

        `snapshot` is the record that its author has read; unless given, the newest. Raises
        ValidationError for what could not be shown.
        """
        here = self._lock()
        last = here.summaries.first()
        written = here.summaries.model(
            trial=here,
            number=last.number + 1 if last else 1,
            snapshot=snapshot or here.snapshots.first(),
            title=title,
            summary=summary,
            taking_part=taking_part,
            stages=list(stages),
            written_by=by,
        )
        written.full_clean()
        written.save(force_insert=True)
        return written

    @transaction.atomic
    def publish(
        self,
        *,
        by: User,
        reasons: Mapping[str, str] | None = None,
        summary: TrialSummary | None = None,
    ) -> TrialPublication:
        """Let readers see the newest plain words, or these. Only a person does this.

        Raises Refused with the checks that stand against it (`reasons` answers warnings), and
        IllegalMove where readers see it already or somebody else was faster.
        """
        if by is None:
            raise IllegalMove("Only a person can publish a trial.")
        self._same_as_when_read()
        summary = summary or self.summaries.first()
        if against := unanswered(check_trial(self, summary), reasons or {}):
            raise Refused(against)
        if self.state == self.State.PUBLISHED and self.summary_id == summary.pk:
            raise IllegalMove("Readers see these words already.")
        self._move(
            self.State.PUBLISHED,
            summary=summary,
            published_at=self.published_at or timezone.now(),
            published_by=by,
        )
        return self.publications.create(
            action="published", summary=summary, by=by, reasons=dict(reasons or {})
        )

    @transaction.atomic
    def take_down(self, *, by: User, because: str) -> TrialPublication:
        """Away from all pages. `because` is for the staff. Raises IllegalMove."""
        if not because.strip():
            raise IllegalMove("Please say why: it is kept, for the staff.")
        self._same_as_when_read()
        self._move(self.State.WITHDRAWN)
        return self.publications.create(
            action="taken down", summary=self.summary, by=by, because=because.strip()
        )

    @transaction.atomic
    def keep_summary(self, *, by: User) -> TrialPublication:
        """What readers see holds for the newest record too: the same words, with its date.

        Raises IllegalMove where they see nothing, or newer words wait to be published.
        """
        self._same_as_when_read()
        shown = self.summary
        if self.state != self.State.PUBLISHED or shown != self.summaries.first():
            raise IllegalMove("Readers do not see the newest words of it: look at those first.")
        last = shown.publications.filter(action="published").first()
        written = self.write_summary(
            by=by, title=shown.title, summary=shown.summary, taking_part=shown.taking_part,
            stages=shown.stages,
        )  # fmt: skip
        # The same warnings stand against the same words.
        reasons = last.reasons if last else {}
        new = {f.code: "The same words were published before." for f in check_trial(self, written)}
        return self.publish(by=by, summary=written, reasons=new | reasons)

    @transaction.atomic
    def add_condition(self, condition: Condition, *, by: User, term: str = "") -> TrialCondition:
        """An editor knows that the study is about it; `term` is what the registry calls it."""
        match, is_new = self.matches.get_or_create(
            condition=condition,
            defaults={
                "state": "confirmed", "how": "editor", "term": term, "decided_by": by,
                "decided_at": timezone.now(),
            },
        )  # fmt: skip
        if not is_new:
            match.confirm(by=by)
        return match

    def _lock(self) -> Trial:
        return Trial.objects.select_for_update(of=["self"]).get(pk=self.pk)

    def _same_as_when_read(self) -> None:
        """Hold the row until the end of the transaction. Raises IllegalMove if it has changed."""
        here = self._lock()
        if (here.state, here.summary_id) != (self.state, self.summary_id):
            raise IllegalMove("Somebody else has published it or taken it down meanwhile.")
