"""What is done about a member, not about a text: a warning, a restriction, a suspension.

It ends when its time has come; nothing has to run for that. Whoever is restricted or suspended can
always read what is public, and take away or delete their data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from forum import notifications
from forum.models.moderation import Decision, Reason, Statement
from portal.models import User
from portal.states import IllegalMove

if TYPE_CHECKING:
    from datetime import datetime


class MeasureQuerySet(models.QuerySet["Measure"]):
    def in_force(self) -> Self:
        """A warning is said and over; the others last until their time, or are lifted."""
        now = timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=now), lifted_at=None).exclude(kind="warn")

    @transaction.atomic
    def take(
        self,
        member: User,
        *,
        kind: str,
        by: User,
        reason: str,
        message: str,
        until: datetime | None = None,
        decision: Decision | None = None,
    ) -> Measure:
        """Warn, restrict or suspend, and tell the member. Raises IllegalMove on refusal."""
        if not by.is_staff or not by.has_perm("forum.restrict_members"):
            raise IllegalMove("You may not do that.")
        if member.pk == by.pk:
            raise IllegalMove("Nobody does that to themselves.")
        if member.is_staff and not by.is_superuser:
            raise IllegalMove("Only an administrator can do that to a member of staff.")
        if not message.strip():
            raise IllegalMove("They are owed words: what happened, and what they can do now.")
        if until is not None and until <= timezone.now():
            raise IllegalMove("Please choose an end that is still to come.")
        if kind == Measure.Kind.WARN and until is not None:
            raise IllegalMove("A warning has no end.")
        measure = self.create(
            member=member,
            kind=kind,
            by=by,
            reason=Reason.objects.chosen(reason, decision=kind),
            message=message.strip(),
            until=until,
            decision=decision,
        )
        Statement.objects.give_for(measure)
        notifications.measured(measure)
        return measure


class Measure(models.Model):
    class Kind(models.TextChoices):
        WARN = "warn", "Warn"
        RESTRICT = "restrict", "Restrict: a moderator reads everything first"
        SUSPEND = "suspend", "Suspend: cannot write"

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="measures"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.ForeignKey(
        Reason, on_delete=models.PROTECT, to_field="code", db_column="reason", related_name="+"
    )
    message = models.TextField("message to the member", validators=[MaxLengthValidator(2_000)])
    until = models.DateTimeField(null=True, blank=True)
    #: The decision about a text beside which it was taken, if it was.
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, editable=False, related_name="measures"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["member"], name="measure_of_member", condition=Q(lifted_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["warn", "restrict", "suspend"]), name="measure_known_kind"
            ),
            models.CheckConstraint(condition=~Q(message=""), name="measure_has_message"),
            models.CheckConstraint(
                condition=Q(until=None) | ~Q(kind="warn"), name="measure_warning_has_no_end"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="measure_lifted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(by=models.F("member")), name="measure_of_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().partition(':')[0]}, {self.member}"

    @property
    def is_in_force(self) -> bool:
        over = self.until is not None and self.until <= timezone.now()
        return self.kind != self.Kind.WARN and self.lifted_at is None and not over

    @transaction.atomic
    def lift(self, *, by: User) -> None:
        """End it now, and tell the member. Raises IllegalMove where it is over, or is one's own."""
        if not by.is_staff or not by.has_perm("forum.restrict_members") or by.pk == self.member_id:
            raise IllegalMove("You may not do that.")
        here: dict[str, Any] = {"lifted_at": timezone.now(), "lifted_by": by}
        if not type(self).objects.in_force().filter(pk=self.pk).update(**here):
            raise IllegalMove("It is over already.")
        self.refresh_from_db(fields=["lifted_at", "lifted_by"])
        notifications.lifted(self)
