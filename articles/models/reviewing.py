"""Who may review, what they are asked, and what must be looked at again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.kinds import Kind
from articles.models.revisions import Revision, SignOff
from articles.models.sources import Source
from portal.states import Stateful

#: Months from one review to the next, and days of grace. Approvals and trials move within weeks.
USUAL_POLICIES = {
    Kind.OVERVIEW: (24, 90),
    Kind.UNDERSTANDING: (24, 90),
    Kind.LIVING: (24, 90),
    Kind.TREATMENT: (6, 60),
    Kind.RESEARCH: (3, 60),
    Kind.TRIALS: (3, 60),
}


class ReviewPolicy(models.Model):
    """How long a review of one kind of article holds. One row per kind; administrators edit it."""

    kind = models.CharField(max_length=13, choices=Kind, unique=True)
    months = models.PositiveSmallIntegerField(help_text="From one review to the next.")
    grace_days = models.PositiveSmallIntegerField(
        help_text="Days after that date until treatment sections fold and search engines are asked "
        "to drop the page."
    )

    class Meta:
        ordering = ["kind"]
        verbose_name_plural = "review policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="review_policy_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=36), name="review_policy_within_three_years"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: every {self.months} months"

    @classmethod
    def of(cls, kind: str) -> ReviewPolicy:
        """The policy in force; the usual one where an administrator's row is missing."""
        months, grace_days = USUAL_POLICIES[Kind(kind)]
        return cls.objects.filter(kind=kind).first() or cls(
            kind=kind, months=months, grace_days=grace_days
        )

    def due_after(self, day: date) -> date:
        """The day by which a text of that day must have been reviewed again."""
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Reviewer(Stateful):
    """A person whose credential an administrator has checked, and who may sign articles off."""

    class State(models.TextChoices):
        ACTIVE = "active", "May sign"
        LEFT = "left", "Has left; what they signed stands"
        WITHDRAWN = "withdrawn", "Withdrawn; what they signed must be reviewed again"

    NEXT = {
        State.ACTIVE: {State.LEFT, State.WITHDRAWN},
        State.LEFT: {State.ACTIVE, State.WITHDRAWN},
        State.WITHDRAWN: set(),
    }

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviewer"
    )
    state = models.CharField(max_length=9, choices=State, default=State.ACTIVE, editable=False)
    name = models.CharField(max_length=100, help_text="With the title. Readers see it.")
    role = models.CharField(max_length=100, help_text="Such as: paediatric neurologist.")
    credential = models.CharField(
        max_length=200, help_text="What entitles this person to review, such as a registration."
    )
    interests = models.CharField(
        "declared interests",
        max_length=500,
        help_text="Who pays this person for anything that articles are about, or “None”.",
    )
    checked_on = models.DateField(help_text="When an administrator last checked the credential.")
    valid_until = models.DateField(help_text="The credential must be checked again by then.")
    state_reason = models.CharField(max_length=300, blank=True, editable=False)
    state_changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["active", "left", "withdrawn"]), name="reviewer_known_state"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=models.F("checked_on")),
                name="reviewer_valid_after_checked",
                violation_error_message="The credential must be valid beyond the day of the check.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"

    @property
    def may_sign(self) -> bool:
        return self.state == self.State.ACTIVE and self.valid_until >= timezone.localdate()


class ReviewRequest(Stateful):
    """A revision that waits for a reviewer: asked by name, or by a link that opens once."""

    class State(models.TextChoices):
        OPEN = "open", "Waiting"
        SIGNED = "signed", "Signed"
        SENT_BACK = "sent back", "Sent back"
        OVERTAKEN = "overtaken", "Overtaken by a newer text"
        CANCELLED = "cancelled", "Cancelled"

    NEXT = {
        State.OPEN: {State.SIGNED, State.SENT_BACK, State.OVERTAKEN, State.CANCELLED},
        State.SIGNED: set(),
        State.SENT_BACK: set(),
        State.OVERTAKEN: set(),
        State.CANCELLED: set(),
    }

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="review_requests")
    #: None: any reviewer may sign it, or somebody reads it by the link.
    reviewer = models.ForeignKey(
        Reviewer, on_delete=models.PROTECT, null=True, blank=True, related_name="requests"
    )
    state = models.CharField(max_length=9, choices=State, default=State.OPEN, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answer_by = models.DateField(null=True, blank=True)
    message = models.CharField(max_length=1_000, blank=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    #: The reviewer's words when it was sent back.
    answer = models.TextField(max_length=5_000, blank=True)
    #: SHA-256 of the link's secret: the link itself is shown once and kept nowhere.
    link_hash = models.CharField(  # noqa: DJ001 (unique where there is one)
        max_length=64, null=True, unique=True, editable=False
    )
    link_expires_at = models.DateTimeField(null=True, editable=False)
    link_opened_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "reviewer"],
                condition=Q(state="open"),
                nulls_distinct=False,
                name="review_request_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "signed", "sent back", "overtaken", "cancelled"]),
                name="review_request_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="review_request_closed_has_date",
            ),
            models.CheckConstraint(
                condition=Q(link_hash=None, link_expires_at=None)
                | Q(link_hash__isnull=False, link_expires_at__isnull=False),
                name="review_request_link_expires",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.reviewer.name if self.reviewer else 'any reviewer'}"


class ReviewTask(Stateful):
    """Something that happened around a published article and that an editor must decide on."""

    class Why(models.TextChoices):
        SOURCE_RETRACTED = "source retracted", "A source was retracted"
        SOURCE_SUPERSEDED = "source superseded", "A source was superseded"
        REVIEWER_WITHDRAWN = "reviewer withdrawn", "Its reviewer was withdrawn"
        SCHEDULE_REFUSED = "schedule refused", "A planned publication was refused"
        TRIAL_CHANGED = "trial changed", "A trial that it cites has changed"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        KEPT = "kept", "The text holds as it is"
        CHANGED = "changed", "The text was changed"
        RETIRED = "retired", "The page was retired or withdrawn"

    NEXT = {
        State.OPEN: {State.KEPT, State.CHANGED, State.RETIRED},
        State.KEPT: set(),
        State.CHANGED: set(),
        State.RETIRED: set(),
    }

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="tasks")
    why = models.CharField(max_length=18, choices=Why)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    signoff = models.ForeignKey(
        SignOff, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    #: What happened, in words, for editors.
    detail = models.CharField(max_length=1_000, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN, editable=False)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        editable=False,
    )  # fmt: skip
    reason = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "why", "source", "signoff"],
                condition=Q(state="open"),
                nulls_distinct=False,
                name="review_task_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "kept", "changed", "retired"]),
                name="review_task_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None)
                | (~Q(state="open") & Q(decided_at__isnull=False) & ~Q(reason="")),
                name="review_task_decided_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}: {self.article}"
