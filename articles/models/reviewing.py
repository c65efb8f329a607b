"""Who may review, what they are asked, and what must be looked at again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from articles.kinds import Kind
from articles.models.revisions import Revision, SignOff
from articles.models.sources import Source
from articles.reviewing import requests, signing
from articles.reviewing.requests import ReviewRequestQuerySet
from articles.reviewing.tasks import ReviewTaskQuerySet
from portal.models import User
from portal.states import IllegalMove, Stateful

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
                condition=~Q(state="withdrawn") | ~Q(state_reason=""),
                name="reviewer_withdrawn_says_why",
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

    @transaction.atomic
    def leave(self) -> None:
        """They sign no more, and nobody waits for them; what they signed stands."""
        self._move(self.State.LEFT, state_reason="", state_changed_at=timezone.now())
        requests.give_up(self)

    @transaction.atomic
    def come_back(self) -> None:
        """They may sign again, as long as their credential is valid."""
        self._move(self.State.ACTIVE, state_reason="", state_changed_at=timezone.now())

    @transaction.atomic
    def withdraw(self, *, because: str) -> int:
        """Nothing that they signed stands any more; for good.

        Readers see no review by them claimed from now on, and for every published page that did
        claim one a task is opened. The sign-offs stay as they are. Returns how many pages.
        """
        if not because.strip():
            raise IllegalMove("Please say why: whoever decides on the pages needs to know.")
        signing.lock_signed_by(self.user)
        now = timezone.now()
        self._move(self.State.WITHDRAWN, state_reason=because.strip(), state_changed_at=now)
        requests.give_up(self)
        return signing.take_back(self)


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

    objects = ReviewRequestQuerySet.as_manager()

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
                condition=~Q(state="sent back") | ~Q(answer=""),
                name="review_request_sent_back_says_why",
            ),
            models.CheckConstraint(
                condition=Q(link_hash=None, link_expires_at=None)
                | Q(link_hash__isnull=False, link_expires_at__isnull=False),
                name="review_request_link_expires",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.reviewer.name if self.reviewer else 'any reviewer'}"

    def _close(self, state: str, **changes: str) -> None:
        try:
            self._move(state, closed_at=timezone.now(), **changes)
        except IllegalMove as error:
            raise IllegalMove("This request was closed meanwhile.") from error

    @transaction.atomic
    def close_as_signed(self) -> None:
        self._close(self.State.SIGNED)
        requests.tell_who_asked(self, "review_signed", "A text that you asked about is signed")

    @transaction.atomic
    def send_back(self, *, by: User, answer: str) -> None:
        """Not signed: this must change first. Whoever asked is told."""
        if not answer.strip():
            raise IllegalMove("Please say what must change.")
        if not self.may_be_answered_by(by):
            raise IllegalMove("Only the reviewer who was asked can send it back.")
        self._close(self.State.SENT_BACK, answer=answer.strip())
        requests.tell_who_asked(
            self, "review_sent_back", "A reviewer says what must change in a text"
        )

    def may_be_answered_by(self, user: User) -> bool:
        """The one who was asked; where nobody was asked by name, whoever may sign here."""
        if self.reviewer_id:
            return self.reviewer.user_id == user.pk and self.reviewer.may_sign
        profile = Reviewer.objects.filter(user=user).first()
        return bool(profile and profile.may_sign)

    @transaction.atomic
    def cancel(self) -> None:
        self._close(self.State.CANCELLED)

    @transaction.atomic
    def make_link(self) -> str:
        """The secret of a new link, which opens the text once; an earlier link opens it no more.

        It is kept nowhere: whoever asked for it must copy it now.
        """
        secret = requests.new_secret()
        now = timezone.now()
        changed = (
            ReviewRequest.objects.still_open()
            .filter(pk=self.pk)
            .update(
                link_hash=requests.hash_of(secret),
                link_expires_at=now + requests.LINK_HOLDS,
                link_opened_at=None,
            )
        )
        if not changed:
            raise IllegalMove("This request was closed meanwhile.")
        self.refresh_from_db(fields=["link_hash", "link_expires_at", "link_opened_at"])
        return secret

    def open_link(self) -> bool:
        """Whether this is the first time, and in time. Of two at once, one comes too late."""
        now = timezone.now()
        fresh = ReviewRequest.objects.still_open().filter(
            pk=self.pk, link_hash=self.link_hash, link_opened_at=None, link_expires_at__gt=now
        )
        return bool(fresh.update(link_opened_at=now))


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

    objects = ReviewTaskQuerySet.as_manager()

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

    @transaction.atomic
    def decide(self, outcome: str, *, by: User, reason: str) -> None:
        """Settle it, with the reason that is kept.

        Raises IllegalMove when somebody else has decided, and when the page does not bear it out:
        a text that still cites the source was not changed, a published page was not retired.
        """
        if not reason.strip():
            raise IllegalMove("Please give a reason: it is kept with the decision.")
        tasks = ReviewTask.objects.filter(pk=self.pk)
        is_trial = self.why == self.Why.TRIAL_CHANGED
        if outcome == self.State.CHANGED and is_trial:
            if not self.article.publications.filter(action="published", at__gt=self.opened_at):
                raise IllegalMove("No other text was published since. Publish one first.")
        elif outcome == self.State.CHANGED and tasks.still_cited().exists():
            raise IllegalMove(
                "The text that readers see still cites this source. Publish one that does not, "
                "or say why the text holds."
            )
        if outcome == self.State.RETIRED and tasks.filter(article__state="published").exists():
            raise IllegalMove("The page is still published. Retire or withdraw it first.")
        try:
            self._move(outcome, decided_at=timezone.now(), decided_by=by, reason=reason.strip())
        except IllegalMove as error:
            raise IllegalMove("Somebody else has already decided on this.") from error
