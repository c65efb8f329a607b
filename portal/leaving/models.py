"""An account on its way out, and the download of everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import SEEK_END
from typing import IO, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from portal.leaving import closing, exporting
from portal.limits import Limit
from portal.models import User
from portal.notifications import notify
from portal.states import IllegalMove, Stateful

#: Days in which whoever asked may think again.
GRACE = timedelta(days=14)
#: How long a download is there, how many a member may have made, and the bytes of one row of it.
HOLDS, PER_DAY, PART = timedelta(hours=48), Limit("export", 3, timedelta(days=1)), 256 * 1024
#: One that is not made by then never will be.
LOST_AFTER = timedelta(hours=2)


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
            due_at=timezone.now() + GRACE,
        )
        closing.begun(deletion)
        return deletion

    @classmethod
    @transaction.atomic
    def at_once(cls, member: User, *, by: User, reason: str) -> None:
        """Without days of grace and without a mail, for what should never have been an account."""
        unnamed = cls.Contributions.UNNAMED
        deletion = cls.request(member, contributions=unnamed, by=by, reason=reason, quiet=True)
        cls.objects.filter(pk=deletion.pk).update(due_at=timezone.now(), quiet=True)
        deletion.carry_out()

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


class DataExportQuerySet(models.QuerySet["DataExport"]):
    def ready_for(self, member: User) -> Self:
        """What this member may download now; nobody else's, and nothing that is too old."""
        return self.filter(member=member, state="ready", expires_at__gt=timezone.now())

    def for_page(self, member: User) -> DataExport | None:
        """The one that is being made or, better, that is ready."""
        still = Q(state="waiting") | Q(expires_at__gt=timezone.now())
        return self.filter(still, member=member).order_by("-requested_at").first()

    def purge(self) -> None:
        """Forget those whose link has expired, and those that were never finished."""
        lost = Q(state="waiting", requested_at__lt=timezone.now() - LOST_AFTER)
        self.filter(Q(expires_at__lte=timezone.now()) | lost).delete()


class DataExport(Stateful):
    """A download of everything we hold about a member. It is there for 48 hours."""

    class State(models.TextChoices):
        WAITING = "waiting", "Being made"
        READY = "ready", "Ready"

    NEXT = {State.WAITING: {State.READY}, State.READY: set()}

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports"
    )
    state = models.CharField(max_length=7, choices=State, default=State.WAITING, editable=False)
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    ready_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)

    objects = DataExportQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", expires_at=None)
                | Q(state="ready", ready_at__isnull=False, expires_at__isnull=False),
                name="export_known_state",
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(state="waiting"), name="export_waiting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Download for account {self.member_id}: {self.get_state_display()}"

    @classmethod
    @transaction.atomic
    def request(cls, member: User) -> DataExport:
        """Let the worker make one. There is one at a time; raises TooMany after a few a day."""
        User.objects.select_for_update().get(pk=member.pk)
        cls.objects.filter(member=member).purge()
        if waiting := cls.objects.filter(member=member, state=cls.State.WAITING).first():
            return waiting
        PER_DAY.hit(f"member-{member.pk}")
        export = cls.objects.create(member=member)
        exporting.make.enqueue(export.pk)
        return export

    @transaction.atomic
    def finish(self, file: IO[bytes]) -> None:
        """Keep the file, in place of earlier ones, and say that it is ready."""
        now = timezone.now()
        self._move(self.State.READY, ready_at=now, expires_at=now + HOLDS, size=_size(file))
        for number, data in enumerate(iter(lambda: file.read(PART), b"")):
            self.parts.create(number=number, data=data)
        DataExport.objects.filter(member=self.member).exclude(pk=self.pk).delete()
        notify(
            self.member,
            kind="export_ready",
            title="Your download is ready",
            url=reverse("my-data"),
        )

    def pieces(self) -> Iterator[bytes]:
        """The file in parts, so that no server process ever holds all of it."""
        for number in self.parts.order_by("number").values_list("number", flat=True):
            yield bytes(self.parts.values_list("data", flat=True).get(number=number))


class ExportPart(models.Model):
    """A piece of a download."""

    export = models.ForeignKey(DataExport, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["export", "number"], name="export_part_once")
        ]

    def __str__(self) -> str:
        return f"Part {self.number} of download {self.export_id}"


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, SEEK_END)
    file.seek(0)
    return size
