"""The moderators' queue: one open item per contribution, decided once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.functional import cached_property

from forum import notifications
from forum.duty import alerts
from forum.models.contributions import Contribution
from forum.models.moderation import effects
from forum.models.moderation.about import TARGETS, AboutContribution, is_first
from forum.models.moderation.claims import Claimable
from forum.models.moderation.decisions import WITHOUT_MESSAGE, Decision
from forum.models.moderation.events import ItemEvent
from forum.models.moderation.reasons import Reason
from forum.models.moderation.statements import Statement
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


#: Somebody may be in danger: an index is made for just these words, so change both or none.
IN_DANGER = (
    Q(severity=Severity.URGENT)
    | Q(findings__contains=[{"kind": "crisis"}])
    | Q(findings__contains=[{"kind": "emergency"}])
)


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
        OPENED = "opened", "Opened by a moderator"
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
            models.Index(
                fields=["-severity", "due_at", "id"],
                name="reviewitem_crisis",
                condition=Q(closed_at=None) & IN_DANGER,
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
    @transaction.atomic
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
        closing = [one for one in self.decisions.all() if one.closes and not self.is_open]
        return max(closing, key=lambda decision: decision.pk, default=None)

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at < timezone.now()

    @property
    def escalation(self) -> Decision | None:
        """By which a second moderator was asked, as long as nobody else has decided."""
        said = list(self.decisions.all())
        undone = {one.undoes_id for one in said}
        standing = [
            one
            for one in said
            if one.pk not in undone and (one.closes or one.decision == Decision.Kind.ESCALATE)
        ]
        last = max(standing, key=lambda decision: decision.pk, default=None)
        return last if last and not last.closes and self.is_open else None

    @cached_property
    def edit(self) -> ContributionRevision | None:
        """A change of what readers saw that waits; `objects.note_on()` fetches those of many."""
        target = self.target
        return target.contributionrevisions.waiting().first() if target.was_shown else None

    def choices(self) -> list[str]:
        """The decisions that are possible now."""
        return effects.choices(self)

    @transaction.atomic
    def decide(
        self,
        decision: str,
        *,
        by: User,
        reason: str,
        message: str = "",
        note: str = "",
        seen: int | None = None,
        version: int | None = None,
        **given: Any,
    ) -> Decision:
        """Act on what the item is about, record it, tell those concerned, and close the item,
        unless something is left to decide.

        `given` is what some decisions need beside a reason (`effects.Given`); `seen` the version of
        the text that was read, `version` that of the item. Raises AlreadyDecided when another
        moderator was faster, TextChanged when the author was, ItemChanged when something else was,
        and IllegalMove when the decision is not possible, when it lacks the words somebody is owed,
        or is not for this moderator to make.
        """
        self._read_anew(seen)
        self.check_version(version)
        self._may_decide(by, decision)
        if decision not in self.choices():
            raise IllegalMove(f"“{self}” cannot be decided like that: it is {self.target.state}.")
        if decision not in WITHOUT_MESSAGE and not message.strip():
            raise IllegalMove("The author is owed a message: say kindly what can be done instead.")
        if decision == Decision.Kind.ESCALATE and not note.strip():
            raise IllegalMove("Please tell the second moderator what you ask of them.")
        record = Decision(
            item=self,
            decision=decision,
            by=by,
            reason=Reason.objects.chosen(reason, decision=decision),
            message=message.strip(),
            note=note.strip(),
            edit=self.edit if decision in effects.ON_EDITS else None,
            closes=effects.closes(decision, self.target),
        )
        record.effect = effects.act(self, decision, effects.Given(**given))
        if decision == Decision.Kind.ESCALATE:
            record.effect = self._rise()
        record.save(force_insert=True)
        if record.closes:
            type(self).objects.filter(pk=self.pk).update(closed_at=record.at)
            self.refresh_from_db(fields=["closed_at"])
        Statement.objects.give(record)
        notifications.decided(record)
        if decision == Decision.Kind.ESCALATE:
            alerts.alert(self, by=by)
        return record

    def _may_decide(self, by: User, decision: str) -> None:
        """Of two at once the second waits here for the first, and finds the item closed."""
        if self.is_by(by):
            raise IllegalMove("You wrote this yourself: another moderator must decide.")
        if decision == Decision.Kind.REDACT and not by.has_perm("forum.redact"):
            raise IllegalMove("Only who may take personal data out for good can do that.")
        open_ = type(self).objects.open().filter(pk=self.pk)
        said = self.decisions.select_related("by")
        if not open_.select_for_update(of=("self",)).exists():
            earlier = said.filter(closes=True).latest("pk")
            raise AlreadyDecided(
                f"“{self}” was decided by {earlier.by}: {earlier.get_decision_display()}."
            )
        asked = self.escalation
        if asked and asked.by == by and decision != Decision.Kind.HIDE:
            raise IllegalMove("You have asked a second moderator: one of the others decides.")

    def _rise(self) -> dict[str, int]:
        """One step, and due sooner. Returns how severe it was."""
        before = self.severity
        risen = Severity(min(before + 1, Severity.URGENT))
        due_at = timezone.now() + DUE_WITHIN[risen]
        rows = type(self).objects.filter(pk=self.pk)
        rows.update(severity=risen, due_at=Least("due_at", due_at), version=F("version") + 1)
        self.refresh_from_db(fields=["severity", "due_at", "version"])
        return {"severity": before}

    @transaction.atomic
    def take_back(self, decision: Decision, *, by: User, message: str, reason: str) -> Decision:
        """What `Decision.undo()` does: restore what was before, and wait for another decision."""
        self._read_anew(None)
        if self.is_by(by):
            raise IllegalMove("You wrote this yourself: another moderator must decide.")
        decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        if decision.decision == Decision.Kind.REDACT:
            raise IllegalMove("What was taken out of a text is nowhere any more.")
        if not decision.can_be_undone:
            raise IllegalMove("This was undone already.")
        self._nothing_since(decision)
        effects.take_back(decision, self.target)
        self._wait_again(decision)
        undone = Decision.objects.create(
            item=self,
            decision=Decision.Kind.UNDO,
            by=by,
            reason=Reason.objects.chosen(reason, decision=Decision.Kind.UNDO),
            message=message.strip(),
            undoes=decision,
            closes=False,
        )
        notifications.undone(undone)
        return undone

    def _nothing_since(self, decision: Decision) -> None:
        """Whether the text still stands where that decision has left it."""
        aspect = next(kinds for kinds in effects.ASPECTS if decision.decision in kinds)
        about = {f"item__{self.target.kind}": self.target}
        later = Decision.objects.filter(pk__gt=decision.pk, decision__in=aspect, **about)
        later = later.filter(undone_by=None).select_related("by").first()
        if later:
            raise IllegalMove(
                f"Something else was decided since, by {later.by}: {later.get_decision_display()}. "
                "Please undo that first."
            )
        if effects.left(decision) not in {None, self.target.state}:
            raise IllegalMove(f"It is no longer as it was left: it is {self.target.state} now.")

    def _wait_again(self, undone: Decision) -> None:
        """Open the item anew, unless it was opened only for what is undone now."""
        rows = type(self).objects.filter(pk=self.pk)
        if undone.decision == Decision.Kind.ESCALATE:
            rows.filter(closed_at=None).update(severity=undone.effect["severity"])
        self.refresh_from_db(fields=["closed_at"])
        for_nothing_else = self.why == self.Why.OPENED and self.target.is_public
        if not undone.closes or self.is_open or for_nothing_else:
            return
        if type(self).objects.open().filter(**self.about(self.target)).exists():
            return
        due_at = timezone.now() + DUE_WITHIN[Severity(self.severity)]
        rows.update(closed_at=None, due_at=due_at, claimed_by=None, version=F("version") + 1)
        self.refresh_from_db(fields=["closed_at", "due_at", "version"])

    def _read_anew(self, seen: int | None) -> None:
        """The text as it is now, locked first, as whoever edits it does."""
        target = self.target.locked()
        setattr(self, target.kind, target)
        self.__dict__.pop("edit", None)
        if seen is not None and seen != target.version:
            raise TextChanged(f"“{self}” was changed while you were reading. Please look again.")
