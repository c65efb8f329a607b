"""What one moderator leaves for whoever comes next. A trigger forbids changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal.models import User

#: Shown above the queue for so long to whoever has not read it; older news is none.
SHOWN_FOR = timedelta(days=14)
KEPT_FOR = timedelta(days=365)


class ShiftNoteQuerySet(models.QuerySet["ShiftNote"]):
    def unread_by(self, moderator: User) -> Self:
        """The oldest first, as it happened."""
        read = ShiftNoteRead.objects.filter(note=OuterRef("pk"), moderator=moderator)
        fresh = self.filter(~Exists(read), at__gt=timezone.now() - SHOWN_FOR)
        return fresh.exclude(by=moderator).select_related("by").order_by("pk")


class ShiftNote(models.Model):
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shift_notes"
    )
    text = models.TextField(validators=[MaxLengthValidator(2_000)])
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ShiftNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["at"], name="shiftnote_newest")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="shiftnote_says_something")
        ]

    def __str__(self) -> str:
        return f"Note by {self.by}"

    def read(self, *, by: User) -> None:
        ShiftNoteRead.objects.get_or_create(note=self, moderator=by)


class ShiftNoteRead(models.Model):
    note = models.ForeignKey(ShiftNote, on_delete=models.CASCADE, related_name="reads")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "moderator"], name="shiftnote_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.note}, read by {self.moderator}"


def forget_old() -> None:
    """Notes of more than a year ago help nobody; daily."""
    ShiftNote.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
