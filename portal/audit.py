"""What staff did that has no row of its own. A trigger forbids change and deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from portal.models import User


class AuditEvent(models.Model):
    class What(models.TextChoices):
        REVEALED = "revealed", "Saw the address"
        CHANGED = "changed", "Changed"

    what = models.CharField(max_length=10, choices=What)
    #: Whom it is about, until they leave; the only column that is ever emptied.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    #: What else it is about.
    subject = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="auditevent_newest")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.subject}".strip()

    @classmethod
    def changed(
        cls,
        *,
        by: User,
        before: dict[str, Any],
        after: dict[str, Any],
        subject: str = "",
        member: User | None = None,
    ) -> Self | None:
        """Record what is different now; nothing if nothing is."""
        names = [name for name in before | after if before.get(name) != after.get(name)]
        if not names:
            return None
        return cls.objects.create(
            what=cls.What.CHANGED,
            by=by,
            member=member,
            subject=subject[:120],
            before={name: before.get(name) for name in names},
            after={name: after.get(name) for name in names},
        )
