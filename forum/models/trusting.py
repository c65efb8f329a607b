"""Members whom moderators trust: by hand, with a reason, and never without a record."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from portal.models import User
from portal.states import IllegalMove


class TrustGrantQuerySet(models.QuerySet["TrustGrant"]):
    def in_force(self) -> Self:
        return self.filter(ended_at=None)

    @transaction.atomic
    def give(self, member: User, *, by: User, reason: str) -> TrustGrant:
        """Trust a member. Raises IllegalMove for oneself, without a reason, or twice."""
        if not reason.strip():
            raise IllegalMove("Please say why: it stays on record.")
        if member.pk == by.pk:
            raise IllegalMove("Somebody else must say that you are trusted.")
        User.objects.select_for_update(no_key=True).get(pk=member.pk)
        if self.in_force().filter(member=member).exists():
            raise IllegalMove(f"{member} is trusted already.")
        return self.create(member=member, by=by, reason=reason.strip())


class TrustGrant(models.Model):
    """A moderator's word that a member knows the ways of this place, until it is taken back."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="trust_grants"
    )
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_because = models.CharField("why it is taken back", max_length=500, blank=True)

    objects = TrustGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "trusted member"
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(ended_at=None), name="trustgrant_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_because="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because=""),
                name="trustgrant_ends_all_or_nothing",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="trustgrant_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Trust in {self.member}"

    def end(self, *, by: User, because: str) -> None:
        """Take it back. Raises IllegalMove without a reason, or where somebody was faster."""
        if not because.strip():
            raise IllegalMove("Please say why: it stays on record.")
        ended = {"ended_at": timezone.now(), "ended_by": by, "ended_because": because.strip()}
        if not TrustGrant.objects.in_force().filter(pk=self.pk).update(**ended):
            raise IllegalMove("This was taken back already.")
        self.refresh_from_db()
