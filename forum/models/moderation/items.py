"""The moderators' queue: one open item per contribution, decided once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.functional import cached_property

from forum import notifications
from forum.duty import alerts
from forum.models.contributions import Contribution, State
from forum.models.moderation.about import TARGETS, AboutContribution, is_first
from forum.models.moderation.claims import Claimable
from forum.models.moderation.decisions import BESIDE, WITHOUT_MESSAGE, Decision
from forum.models.moderation.events import ItemEvent
from forum.models.moderation.reasons import Reason
from forum.models.safeguarding import SafeguardingCase
from forum.querysets import ReviewItemQuerySet
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


class AlreadyDecided(IllegalMove):
    """Another moderator was faster; the words say who."""


class TextChanged(IllegalMove):
    """The author changed it while a moderator was reading."""


class ReviewItem(Claimable, AboutContribution):
    """One thing for moderators to decide, from the moment it waits until it is decided."""

    class Why(models.TextChoices):
        NEW = "new", "New"
        FLAGGED = "flagged", "Reported by a member"
        EDITED = "edited", "Changed by its author"
        ABOUT = "about", "Somebody says that it is about them or their child"

    why = models.CharField("why it is here", max_length=7, choices=Why, default=Why.NEW)
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.ORDINARY)
    #: What screening noticed: `[{"kind", "severity", "road", "why"}]`, never the words.
    findings = models.JSONField(default=list, blank=True)
    #: Whether nothing of its author's had been approved when it came.
    first = models.BooleanField(default=False, editable=False)
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
            # One for each way to look at what is open: see `forum.admin.lanes`.
            models.Index(fields=["due_at"], name="reviewitem_due", condition=Q(closed_at=None)),
            models.Index(
                fields=["claimed_by"],
                name="reviewitem_claimed",
                condition=Q(closed_at=None, claimed_by__isnull=False),
            ),
            models.Index(
                fields=["-severity", "due_at", "id"],
                name="reviewitem_first",
                condition=Q(closed_at=None, first=True),
            ),
            GinIndex(
                OpClass("findings", "jsonb_path_ops"),
                name="reviewitem_noticed",
                condition=Q(closed_at=None),
            ),
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
        permissions = [
            ("moderate", "Can decide on contributions"),
            ("restrict_members", "Can warn, restrict and suspend members"),
            ("redact", "Can take personal data out of texts for good"),
            ("see_addresses", "Can see a member's e-mail address, which is recorded"),
            ("decide_appeals", "Can decide on appeals"),
            ("see_figures", "Can see the yearly figures"),
            ("keep_rules", "Can change rules, reasons and watch lists"),
        ]

    def __str__(self) -> str:
        return self.target.heading

    @classmethod
    def open(
        cls,
        target: Contribution,
        *,
        why: str,
        severity: int,
        findings: list[dict[str, str]],
        within: timedelta | None = None,
    ) -> Self:
        """Open an item for that contribution, or join the open one: the worse of both counts.

        It is due as soon as its severity asks, or `within` another time.
        """
        due_at = timezone.now() + (within or DUE_WITHIN[Severity(severity)])
        item, created = cls.objects.select_for_update(of=("self",)).get_or_create(
            **cls.about(target),
            closed_at=None,
            defaults={
                "why": why,
                "severity": severity,
                "findings": findings,
                "due_at": due_at,
                "first": why == cls.Why.NEW and is_first(target.author_id),
            },
        )
        if not created:
            # A report stays in sight, whatever happens to the text meanwhile.
            news = {"why": why} if why == cls.Why.FLAGGED else {"findings": findings}
            cls.objects.filter(pk=item.pk).update(
                severity=Greatest("severity", severity),
                due_at=Least("due_at", due_at),
                version=F("version") + 1,
                **news,
            )
            item.refresh_from_db()
        if findings:
            item.events.create(what=ItemEvent.What.NOTICED, findings=findings)
        if item.severity == Severity.URGENT:
            alerts.alert(item)
        SafeguardingCase.objects.open_by_itself(item, findings)
        return item

    def is_by(self, user: User) -> bool:
        """Whether this user wrote what is to be decided."""
        return self.target.author_id is not None and self.target.author_id == user.pk

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def decision(self) -> Decision | None:
        """The one that closed it; None while it is open."""
        if self.is_open:
            return None
        closing = [one for one in self.decisions.all() if one.decision not in BESIDE]
        return max(closing, key=lambda decision: decision.pk, default=None)

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at < timezone.now()

    @cached_property
    def edit(self) -> ContributionRevision | None:
        """A change of what readers saw that waits; `objects.note_on()` fetches those of many."""
        target = self.target
        return target.contributionrevisions.waiting().first() if target.was_shown else None

    def choices(self) -> list[str]:
        """The decisions that are possible now."""
        if self.edit:
            return [Decision.Kind.PUBLISH, Decision.Kind.REJECT, Decision.Kind.REMOVE]
        if self.target.state == State.PENDING:
            return [Decision.Kind.PUBLISH, Decision.Kind.REJECT]
        if self.target.state == State.PUBLISHED:
            return [Decision.Kind.KEEP, Decision.Kind.HIDE, Decision.Kind.REMOVE]
        if self.target.state == State.HIDDEN:
            return [Decision.Kind.PUBLISH, Decision.Kind.REMOVE]
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
            closing = self.decisions.exclude(decision__in=BESIDE).select_related("by")
            earlier = closing.latest("pk")
            raise AlreadyDecided(
                f"“{self}” was decided by {earlier.by}: {earlier.get_decision_display()}."
            )
        if decision not in self.choices():
            raise IllegalMove(f"“{self}” cannot be decided like that: it is {self.target.state}.")
        if decision not in WITHOUT_MESSAGE and not message.strip():
            raise IllegalMove("The author is owed a message: say kindly what can be done instead.")
        why = Reason.objects.chosen(reason, decision=decision)
        edit, before = self.edit, self.target.state
        self._act(decision)
        if decision in {Decision.Kind.KEEP, Decision.Kind.PUBLISH} and self.target.links_off:
            self.target.switch_links_off(False)  # somebody has looked where they lead
        record = Decision.objects.create(
            item=self,
            decision=decision,
            by=by,
            reason=why,
            message=message.strip(),
            edit=edit,
            effect={"state": before},
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
        """Move all of it, or publish or refuse the change that waits and show what is hidden."""
        if decision == Decision.Kind.KEEP:
            return
        if self.edit and decision == Decision.Kind.PUBLISH:
            self.edit.show(self.target)
        elif self.edit and decision == Decision.Kind.REJECT:
            self.edit.refuse()
        else:
            getattr(self.target, decision)()
            return
        if not self.target.is_public:
            self.target.publish()
