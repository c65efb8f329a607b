"""An account on its way out."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from portal.leaving import closing
from portal.models import User
from portal.states import IllegalMove, Stateful

#: Days in which whoever asked may think again.
GRACE = timedelta(days=14)


class AccountDeletionQuerySet(models.QuerySet["AccountDeletion"]):
    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def due(self) -> Self:
        return self.waiting().filter(due_at__lte=timezone.now())

    def of(self, member: User) -> AccountDeletion | None:
        """What waits for this member, if anything does."""
        return self.waiting().filter(member=member).first()


class AccountDeletion(Stateful):
    """A member leaves. After `due_at` nothing of the account is left; until then it can be kept."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for the end of the grace"
        CANCELLED = "cancelled", "The account is kept"
        DONE = "done", "Done"

    class Contributions(models.TextChoices):
        UNNAMED = "unnamed", "Keep what I wrote, without my name"
        REMOVED = "removed", "Remove what I wrote"

    NEXT = {
        State.WAITING: {State.CANCELLED, State.DONE},
        State.CANCELLED: set(),
        State.DONE: set(),
    }

    #: None once it is done: the row then says only that somebody left.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="deletions"
    )
    state = models.CharField(max_length=9, choices=State, default=State.WAITING, editable=False)
    contributions = models.CharField(
        max_length=7, choices=Contributions, default=Contributions.UNNAMED
    )
    #: What the member wants to tell those who run the portal. Forgotten when it is done.
    words = models.CharField(max_length=1_000, blank=True)
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(editable=False)
    warned_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    #: The administrator who asked in the member's place, and why.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField(max_length=500, blank=True)
    #: No mail about it: the member has died, or the address is no longer theirs.
    quiet = models.BooleanField(default=False)

    objects = AccountDeletionQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "cancelled", "done"]), name="deletion_known_state"
            ),
            models.CheckConstraint(
                condition=Q(contributions__in=["unnamed", "removed"]), name="deletion_known_choice"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", closed_at=None)
                | (~Q(state="waiting") & Q(closed_at__isnull=False)),
                name="deletion_closed_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(member=None, words=""), name="deletion_done_forgets"
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(reason=""), name="deletion_by_another_says_why"
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(state="waiting"), name="deletion_waiting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Account {self.member_id or 'closed'}: {self.get_state_display()}"

    @property
    def removes(self) -> bool:
        return self.contributions == self.Contributions.REMOVED

    @classmethod
    @transaction.atomic
    def request(
        cls,
        member: User,
        *,
        contributions: str,
        words: str = "",
        by: User | None = None,
        reason: str = "",
        quiet: bool = False,
        grace: timedelta = GRACE,
    ) -> AccountDeletion:
        """Begin it. With `by`, an administrator asks in the member's place and says why.

        Asked twice is asked once. Raises IllegalMove for the last administrator's account, and for
        somebody else who is no administrator or gives no reason.
        """
        User.objects.select_for_update().get(pk=member.pk)
        if waiting := cls.objects.of(member):
            return waiting
        closing.check(member, by=by, reason=reason)
        deletion = cls.objects.create(
            member=member,
            contributions=contributions,
            words=words,
            by=by,
            reason=reason.strip(),
            quiet=quiet,
            due_at=timezone.now() + grace,
        )
        closing.begun(deletion)
        return deletion

    @transaction.atomic
    def cancel(self) -> None:
        """The account is kept, as if nothing had been asked."""
        self._move(self.State.CANCELLED, closed_at=timezone.now(), words="")
        closing.cancelled(self)

    @transaction.atomic
    def carry_out(self) -> None:
        """Forget the member, all at once. Done twice is done once; cancelled is not done."""
        member = User.objects.select_for_update().filter(pk=self.member_id).first()
        self.refresh_from_db()
        if member is None or self.state != self.State.WAITING:
            return
        if self.due_at > timezone.now():
            raise IllegalMove("The days of grace are not over.")
        closing.forget(self)
        self._move(self.State.DONE, member=None, words="", closed_at=timezone.now())
        closing.close(member)
