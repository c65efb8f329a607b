"""The moderators' queue: one open item per contribution, decided once, recorded for good."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.functional import cached_property

from forum import notifications
from forum.models.answers import Answer
from forum.models.article_comments import ArticleComment
from forum.models.comments import Comment
from forum.models.contributions import Contribution, State
from forum.models.questions import Question
from forum.querysets import DecisionQuerySet, ReviewItemQuerySet
from forum.screening import Severity
from portal.models import User
from portal.states import IllegalMove

if TYPE_CHECKING:
    from forum.models.revisions import ContributionRevision

#: How long a moderator has, by severity.
DUE_WITHIN = {
    Severity.ORDINARY: timedelta(hours=24),
    Severity.RAISED: timedelta(hours=12),
    Severity.HIGH: timedelta(hours=4),
    Severity.URGENT: timedelta(hours=1),
}

TARGETS = ["question", "answer", "comment", "article_comment"]


class AlreadyDecided(IllegalMove):
    """Another moderator was faster; the words say who."""


class TextChanged(IllegalMove):
    """The author changed it while a moderator was reading."""


class AboutContribution(models.Model):
    """A row about exactly one contribution of any kind."""

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    article_comment = models.ForeignKey(
        ArticleComment, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    models.lookups.Exact(
                        models.Func(
                            *TARGETS, function="num_nonnulls", output_field=models.IntegerField()
                        ),
                        1,
                    )
                ),
                name="%(class)s_about_one_thing",
            )
        ]

    @property
    def target(self) -> Contribution:
        return self.question or self.answer or self.comment or self.article_comment

    @staticmethod
    def about(target: Contribution) -> dict[str, Contribution]:
        """The keyword that names this contribution, for filters and new rows."""
        return {target.kind: target}


class ReviewItem(AboutContribution):
    """One thing for moderators to decide, from the moment it waits until it is decided."""

    class Why(models.TextChoices):
        NEW = "new", "New"
        FLAGGED = "flagged", "Reported by a member"
        EDITED = "edited", "Changed by its author"
        ABOUT = "about", "Somebody says that it is about them or their child"

    why = models.CharField("why it is here", max_length=7, choices=Why, default=Why.NEW)
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.ORDINARY)
    #: What screening noticed: `[{"kind", "why"}]`.
    findings = models.JSONField(default=list, blank=True)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        ordering = ["-severity", "due_at", "pk"]
        indexes = [
            models.Index(
                fields=["-severity", "due_at", "id"],
                name="reviewitem_open",
                condition=Q(closed_at=None),
            ),
            models.Index(fields=["-severity", "due_at", "id"], name="reviewitem_in_order"),
        ]
        constraints = [
            *AboutContribution.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=[target],
                    condition=Q(closed_at=None),
                    name=f"reviewitem_one_open_per_{target}",
                )
                for target in TARGETS
            ),
        ]
        permissions = [("moderate", "Can decide on contributions")]

    def __str__(self) -> str:
        return self.target.heading

    @classmethod
    def open(
        cls, target: Contribution, *, why: str, severity: int, findings: list[dict[str, str]]
    ) -> Self:
        """Open an item for that contribution, or join the open one: the worse of both counts."""
        due_at = timezone.now() + DUE_WITHIN[Severity(severity)]
        item, created = cls.objects.select_for_update(of=("self",)).get_or_create(
            **cls.about(target),
            closed_at=None,
            defaults={"why": why, "severity": severity, "findings": findings, "due_at": due_at},
        )
        if not created:
            # A report stays in sight, whatever happens to the text meanwhile.
            news = {"why": why} if why == cls.Why.FLAGGED else {"findings": findings}
            cls.objects.filter(pk=item.pk).update(
                severity=Greatest("severity", severity), due_at=Least("due_at", due_at), **news
            )
            item.refresh_from_db()
        return item

    def is_by(self, user: User) -> bool:
        """Whether this user wrote what is to be decided."""
        return self.target.author_id is not None and self.target.author_id == user.pk

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @cached_property
    def edit(self) -> ContributionRevision | None:
        """A change of something public that waits; `objects.note_on()` fetches those of many."""
        target = self.target
        return target.contributionrevisions.waiting().first() if target.is_public else None

    def choices(self) -> list[str]:
        """The decisions that are possible now."""
        if self.edit:
            return [Decision.Kind.PUBLISH, Decision.Kind.REJECT, Decision.Kind.REMOVE]
        if self.target.state == State.PENDING:
            return [Decision.Kind.PUBLISH, Decision.Kind.REJECT]
        if self.target.state == State.PUBLISHED:
            return [Decision.Kind.KEEP, Decision.Kind.REMOVE]
        return [Decision.Kind.KEEP]  # reported at the moment in which it was taken down

    @transaction.atomic
    def decide(
        self, decision: str, *, by: User, reason: str, message: str = "", seen: int | None = None
    ) -> Decision:
        """Close this item, act on what it is about, record it and tell those concerned.

        `seen` is the version of the text that was read. Raises AlreadyDecided when another
        moderator was faster, TextChanged when the author was, and IllegalMove when the decision is
        not possible, when it lacks the words the author is owed, or concerns one's own text.
        """
        if self.is_by(by):
            raise IllegalMove("You wrote this yourself: another moderator must decide.")
        self._read_anew(seen)
        closed = type(self).objects.open().filter(pk=self.pk).update(closed_at=timezone.now())
        if not closed:
            by_whom = Decision.objects.select_related("by").get(item=self)
            raise AlreadyDecided(
                f"“{self}” was decided by {by_whom.by}: {by_whom.get_decision_display()}."
            )
        if decision not in self.choices():
            raise IllegalMove(f"“{self}” cannot be decided like that: it is {self.target.state}.")
        if decision in {Decision.Kind.REJECT, Decision.Kind.REMOVE} and not message.strip():
            raise IllegalMove("The author is owed a message: say kindly what can be done instead.")
        edit = self.edit
        self._act(decision)
        record = Decision.objects.create(
            item=self, decision=decision, by=by, reason=reason, message=message.strip(), edit=edit
        )
        self.refresh_from_db(fields=["closed_at"])
        notifications.decided(record)
        return record

    def _read_anew(self, seen: int | None) -> None:
        """The text as it is now, locked first, as whoever edits it does."""
        target = self.target.locked()
        setattr(self, target.kind, target)
        self.__dict__.pop("edit", None)
        if seen is not None and seen != target.version:
            raise TextChanged(f"“{self}” was changed while you were reading. Please look again.")

    def _act(self, decision: str) -> None:
        """Publish, reject or remove all of it, or publish or refuse the change that waits."""
        if decision == Decision.Kind.KEEP:
            return
        if self.edit and decision == Decision.Kind.PUBLISH:
            self.edit.show(self.target)
        elif self.edit and decision == Decision.Kind.REJECT:
            self.edit.refuse()
        else:
            getattr(self.target, decision)()


class Decision(models.Model):
    """What was decided, by whom and why. A trigger in the database forbids change and deletion."""

    class Kind(models.TextChoices):
        PUBLISH = "publish", "Publish"
        REJECT = "reject", "Do not publish"
        KEEP = "keep", "Keep"
        REMOVE = "remove", "Remove"

    class Reason(models.TextChoices):
        FINE = "fine", "Within the rules"
        PERSONAL = "personal", "Names or identifies a child or another person"
        HARM = "harm", "Could harm somebody who follows it"
        DOSING = "dosing", "Gives a dose"
        PROMOTION = "promotion", "Promotes a product, clinic or cure"
        UNKIND = "unkind", "Unkind"
        OFF_TOPIC = "off-topic", "Belongs somewhere else"
        SPAM = "spam", "Spam"
        DUPLICATE = "duplicate", "Sent twice"
        OTHER = "other", "Another reason"

    item = models.OneToOneField(ReviewItem, on_delete=models.PROTECT, related_name="decision")
    decision = models.CharField(max_length=7, choices=Kind)
    #: The change that was published or refused; None where all of it was decided on.
    edit = models.ForeignKey(
        "ContributionRevision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=10, choices=Reason)
    message = models.TextField(
        "message to the author", blank=True, validators=[MaxLengthValidator(2_000)]
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="decision_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["publish", "keep"]) | ~Q(message=""),
                name="decision_refusal_has_message",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} by {self.by}"


class Flag(AboutContribution):
    """A member's report. The author never learns who made it."""

    class Reason(models.TextChoices):
        HARM = "harm", "It could harm somebody who follows it"
        PERSONAL = "personal", "It tells who a child or another person is"
        CRISIS = "crisis", "I am worried about somebody's safety"
        PROMOTION = "promotion", "It advertises a product, clinic or cure"
        UNKIND = "unkind", "It is unkind"
        SPAM = "spam", "It is spam"
        OTHER = "other", "Something else"

    SEVERITY = {
        Reason.CRISIS: Severity.URGENT,
        Reason.HARM: Severity.HIGH,
        Reason.PERSONAL: Severity.HIGH,
        Reason.PROMOTION: Severity.RAISED,
        Reason.UNKIND: Severity.RAISED,
        Reason.SPAM: Severity.RAISED,
        Reason.OTHER: Severity.ORDINARY,
    }

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="flags"
    )
    reason = models.CharField("what is wrong?", max_length=9, choices=Reason)
    note = models.CharField("anything a moderator should know", max_length=500, blank=True)
    item = models.ForeignKey(ReviewItem, on_delete=models.PROTECT, related_name="flags")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            *AboutContribution.Meta.constraints,
            *(
                models.UniqueConstraint(fields=["member", target], name=f"flag_once_per_{target}")
                for target in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()

    @classmethod
    @transaction.atomic
    def raise_on(
        cls, target: Contribution, *, by: User, reason: str, note: str = ""
    ) -> Flag | None:
        """Report something public. Opens a review item or joins it; None if `by` did so before."""
        if not target.is_public:
            raise IllegalMove("Only what is public can be reported.")
        if cls.objects.filter(member=by, **cls.about(target)).exists():
            return None
        try:
            with transaction.atomic():
                item = ReviewItem.open(
                    target, why=ReviewItem.Why.FLAGGED, severity=cls.SEVERITY[reason], findings=[]
                )
                return cls.objects.create(
                    member=by, reason=reason, note=note, item=item, **cls.about(target)
                )
        except IntegrityError:  # the other of two clicks was faster
            return None
