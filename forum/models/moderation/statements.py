"""What somebody is told of a decision that restricts them, kept as it was told.

The form follows what Article 17 of the EU's Digital Services Act asks of a statement of reasons:
what is restricted, how far and how long, the facts, whether somebody reported it, whether a program
noticed it or decided, on which ground, and what can be done about it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from forum import models as forum  # measures stand above: their name is read when used
from forum.models.moderation.decisions import Decision
from forum.models.moderation.reasons import Reason

if TYPE_CHECKING:
    from datetime import datetime

    from forum.models.measures import Measure
    from portal.models import User

#: How long an appeal can be made: six months, as the DSA has it, in days.
APPEAL_WITHIN = timedelta(days=184)
#: What each restricting decision does, and how far that reaches.
SCOPES = {
    "ask": "The text is not shown to others until its author has changed it.",
    "reject": "The text is not shown to others.",
    "hide": "The text is not shown to others while moderators look at it.",
    "remove": "The text is not shown to others any more.",
    "redact": "Personal data was taken out of the text for good. The rest stays.",
    "lock": "The text stays. Nobody can answer it any more.",
    "duplicate": "The text stays. It points to one that was there before.",
    "move": "The text stays, under another condition.",
    "label": "The text stays, with a note above it, and is found after others.",
    "merge": "The text is shown only together with the same one that was sent before.",
    "warn": "Nothing is restricted. It is kept in mind when something is decided later.",
    "restrict": "Whatever the member writes is read by a moderator before others see it.",
    "suspend": "The member can read, appeal, and take away or delete their data, but not write.",
}
#: What was done, in a word or two.
ACTS = {
    "ask": "given back to be changed",
    "reject": "not published",
    "hide": "hidden",
    "remove": "taken down",
    "redact": "personal data taken out",
    "lock": "locked",
    "duplicate": "marked as a duplicate",
    "move": "moved",
    "label": "labelled",
    "merge": "merged",
    "warn": "warned",
    "restrict": "restricted",
    "suspend": "suspended",
}
EDIT_SCOPE = "The change is not shown to others. The text from before stays."
REDRESS = (
    "Until {until} the person concerned can say that this is wrong, on the page of this statement "
    "and free of charge. Somebody else than the first moderator decides. Courts, and bodies that "
    "settle disputes out of court, stay open to them."
)


class StatementQuerySet(models.QuerySet["Statement"]):
    def give(self, decision: Decision) -> Statement | None:
        """Keep what the author is owed for this decision; nothing if it restricts nobody."""
        if decision.decision not in SCOPES:
            return None
        target = decision.item.target
        scope = EDIT_SCOPE if decision.edit else SCOPES[decision.decision]
        return self._keep(
            decision=decision,
            member=target.author,
            reason=decision.reason,
            content=target.kind,
            content_on=timezone.localdate(target.created_at),
            scope=scope,
            **_noticed(decision),
        )

    def give_for(self, measure: Measure) -> Statement:
        """Keep what a member is owed for a measure against the account."""
        beside = measure.decision
        return self._keep(
            measure_number=measure.pk,
            measure_kind=measure.kind,
            member=measure.member,
            reason=measure.reason,
            content="account",
            content_on=timezone.localdate(measure.at),
            scope=SCOPES[measure.kind],
            until=measure.until,
            **(_noticed(beside) if beside else {"reported": False, "noticed_by_program": False,
               "facts": "A moderator looked at what was written."}),
        )  # fmt: skip

    def _keep(self, *, reason: Reason, **fields: Any) -> Statement:
        until = timezone.localdate(timezone.now() + APPEAL_WITHIN)
        return self.create(
            because=reason.label,
            ground=reason.ground,
            rule=reason.rule,
            redress=REDRESS.format(until=f"{until:%-d %B %Y}"),
            **fields,
        )

    def for_list(self) -> Self:
        return self.select_related("decision__reason", "decision__undone_by", "appeal")


def _noticed(decision: Decision) -> dict[str, Any]:
    """How it came before the moderators. Never who reported it."""
    item = decision.item
    reported = item.flags.exists()
    outside = item.why == item.Why.ABOUT
    ways = {
        "A member reported it.": reported,
        "Somebody without an account wrote to us about it.": outside,
        "A program that looks for certain words had marked it.": bool(item.findings),
    }
    facts = [way for way, is_so in ways.items() if is_so] or ["A moderator read it."]
    return {"reported": reported or outside, "noticed_by_program": bool(item.findings),
            "facts": " ".join(facts)}  # fmt: skip


class Statement(models.Model):
    """One statement of reasons. A trigger forbids change and deletion; it lets go of who leaves."""

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, related_name="statement"
    )
    #: Of a measure against an account: it goes when its member leaves, and the statement stays.
    measure_number = models.PositiveBigIntegerField(null=True, unique=True)
    measure_kind = models.CharField(max_length=8, blank=True)
    #: Whom it concerns; None for visitors, and once they have left.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="statements"
    )
    #: What it is about: a kind of contribution, or the account.
    content = models.CharField(max_length=15)
    content_on = models.DateField("the text was sent on")
    scope = models.CharField(max_length=200)
    #: Until when; None where no end is set.
    until = models.DateTimeField("it ends on", null=True)
    facts = models.CharField(max_length=300)
    because = models.CharField(max_length=80)
    ground = models.CharField(max_length=5, choices=Reason.Ground, blank=True)
    rule = models.CharField(max_length=150, blank=True)
    reported = models.BooleanField("somebody reported it")
    noticed_by_program = models.BooleanField()
    decided_by_program = models.BooleanField(default=False)
    redress = models.CharField(max_length=400)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="statement_newest")]

    def __str__(self) -> str:
        return f"Statement {self.pk}: {self.act}"

    @property
    def act(self) -> str:
        """What was done, in a word or two."""
        return ACTS[self.kind]

    @property
    def kind(self) -> str:
        return self.decision.decision if self.decision else self.measure_kind

    @cached_property
    def given_by(self) -> Decision | Measure | None:
        """The decision or the measure that it is about; None once a measure is gone."""
        if self.decision or self.measure_number is None:
            return self.decision
        return forum.Measure.objects.select_related("by").filter(pk=self.measure_number).first()

    @property
    def about(self) -> str:
        """Its subject in words: "Question", "Comment on an article"."""
        return self.content.capitalize().replace("_comment", " comment")

    @property
    def message(self) -> str:
        """The moderator's words to the person."""
        return self.given_by.message if self.given_by else ""

    @property
    def by(self) -> User | None:
        return self.given_by and self.given_by.by

    @property
    def duration(self) -> str:
        return (
            f"Until {timezone.localtime(self.until):%-d %B %Y}" if self.until else "No end is set."
        )

    @property
    def appeal_until(self) -> datetime:
        return self.at + APPEAL_WITHIN

    @property
    def is_undone(self) -> bool:
        """Taken back, or lifted, or gone with its member."""
        if self.decision:
            return hasattr(self.decision, "undone_by")
        return self.given_by is None or self.given_by.lifted_at is not None

    @property
    def can_be_appealed(self) -> bool:
        """Once, in time, and as long as it stands."""
        return not (hasattr(self, "appeal") or self.is_undone or self.appeal_until < timezone.now())

    def undo(self, *, by: User) -> None:
        """Take back what was decided, where that is possible and has not been done."""
        if self.is_undone or self.kind == Decision.Kind.REDACT:
            return
        if self.decision:
            self.decision.undo(by=by)
        elif self.given_by.is_in_force:
            self.given_by.lift(by=by)

    def as_row(self) -> dict[str, Any]:
        """For registers such as the EU's: no name, no address, no text, nobody's words."""
        return {
            "number": self.pk,
            "decision": self.kind,
            "content": self.content,
            "content_date": self.content_on.isoformat(),
            "application_date": timezone.localdate(self.at).isoformat(),
            "end_date": timezone.localdate(self.until).isoformat() if self.until else "",
            "scope": self.scope,
            "facts": self.facts,
            "reason": self.because,
            "ground": self.get_ground_display(),
            "rule": self.rule,
            "source": "notice" if self.reported else "own initiative",
            "automated_detection": self.noticed_by_program,
            "automated_decision": self.decided_by_program,
            "appealed": hasattr(self, "appeal"),
            "outcome": self.appeal.outcome if hasattr(self, "appeal") else "",
        }
