"""When which moderator is on call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from portal.models import User

WEEK = timedelta(days=7)
#: Nobody is on call for longer at a stretch.
LONGEST = timedelta(hours=24)


@dataclass(frozen=True, order=True)
class Turn:
    """One time for which a shift comes round."""

    starts_at: datetime
    ends_at: datetime
    shift: Shift

    @property
    def day(self) -> date:
        """The day on which it starts, where the portal is."""
        return timezone.localdate(self.starts_at)


class ShiftQuerySet(models.QuerySet["Shift"]):
    def between(self, since: datetime, until: datetime) -> Self:
        """Those that may come round then."""
        still = Q(repeats_until=None) | Q(repeats_until__gte=timezone.localdate(since - LONGEST))
        return self.filter(Q(weekly=True) & still | Q(ends_at__gt=since), starts_at__lt=until)

    def of(self, moderator: User, now: datetime) -> Self:
        """This moderator's own that still come round."""
        return self.between(now, now + 60 * WEEK).filter(moderator=moderator)

    def turns(self, since: datetime, until: datetime) -> list[Turn]:
        """Every time that one of them comes round between these two moments, in order."""
        shifts = self.between(since, until).select_related("moderator")
        shifts = shifts.filter(moderator__is_active=True, moderator__is_staff=True)
        turns = [turn for shift in shifts for turn in shift.turns(since, until)]
        return sorted(turns, key=lambda turn: (turn.starts_at, turn.ends_at, turn.shift.pk))


class Shift(models.Model):
    """Somebody is on call from then to then: once, or every week at that time of the day."""

    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shifts"
    )
    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("to")
    weekly = models.BooleanField("every week", default=False)
    repeats_until = models.DateField(
        "last day of the repetition",
        null=True,
        blank=True,
        help_text="Empty: until somebody ends it.",
    )
    #: Days on which it would start, and somebody said that they cannot.
    not_on = ArrayField(models.DateField(), default=list, blank=True, editable=False)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        permissions = [("keep_rota", "Can plan who is on call")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), ends_at__lte=F("starts_at") + LONGEST),
                name="shift_ends_within_a_day",
                violation_error_message="A shift ends after it begins, and within 24 hours.",
            ),
            models.CheckConstraint(
                condition=Q(weekly=True) | Q(repeats_until=None),
                name="shift_only_a_repetition_ends",
                violation_error_message="Only a shift of every week has a last day.",
            ),
        ]

    def __str__(self) -> str:
        starts, ends = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        day = f"{starts:%A}s" if self.weekly else f"{starts:%A} {starts.day} {starts:%B}"
        return f"{self.moderator}, {day} {starts:%H:%M} to {ends:%H:%M}"

    def clean(self) -> None:
        first = timezone.localdate(self.starts_at) if self.starts_at else None
        if first and self.repeats_until and self.repeats_until < first:
            raise ValidationError({"repeats_until": "That is before the first time."})

    def skip(self, day: date) -> None:
        """Not on this day. What is noted meanwhile is not lost."""
        here = type(self).objects.filter(pk=self.pk).exclude(not_on__contains=[day])
        here.update(not_on=Func(F("not_on"), Value(day), function="array_append"))

    def turns(self, since: datetime, until: datetime) -> Iterator[Turn]:
        """At the same time of the day each week, also when the clocks have changed meanwhile."""
        starts, ends = (timezone.make_naive(at) for at in (self.starts_at, self.ends_at))
        first = max(0, (since - self.ends_at) // WEEK) if self.weekly else 0
        while True:
            begins, over = (timezone.make_aware(at + first * WEEK) for at in (starts, ends))
            turn = Turn(begins, over, self)
            if begins >= until or (self.repeats_until and turn.day > self.repeats_until):
                return
            if over > since and turn.day not in self.not_on:
                yield turn
            if not self.weekly:
                return
            first += 1
