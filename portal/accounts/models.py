"""A session that says whose it is, an e-mail address that is about to change, and footprints."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.accounts import mail
from portal.accounts.sessions import SessionStore
from portal.limits import network
from portal.models import User
from portal.states import IllegalMove, Stateful

#: How long we know in which networks a member was.
FOOTPRINTS_KEPT = timedelta(days=30)


class SessionManager(BaseSessionManager):
    def of(self, request: HttpRequest) -> list[Session]:
        """Where whoever asks is signed in: here first, then by when it was used last."""
        rows = self.filter(member=request.user, expire_date__gt=timezone.now())
        found = list(rows.defer("session_data").order_by("-used_at"))
        for session in found:
            session.is_this_one = session.session_key == request.session.session_key
        return sorted(found, key=lambda session: not session.is_this_one)


class Session(AbstractBaseSession):
    """A browser that we know again. No network address is kept, nor what the browser sends."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    #: Such as “Firefox on Windows”.
    device = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    #: Written every ten minutes at most.
    used_at = models.DateTimeField(default=timezone.now)

    objects = SessionManager()

    def __str__(self) -> str:
        return f"Session of {self.member_id or 'a visitor'}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore

    @property
    def handle(self) -> str:
        """What its owner's page calls it; the key itself would open the account."""
        return salted_hmac("portal.accounts.session", self.session_key).hexdigest()[:20]


class EmailChangeQuerySet(models.QuerySet["EmailChange"]):
    def open(self) -> Self:
        """Those that can still be confirmed."""
        return self.filter(state="waiting", requested_at__gt=timezone.now() - mail.CHANGE_HOLDS)

    def of(self, member: User) -> EmailChange | None:
        return self.open().filter(member=member).first()

    def purge(self) -> None:
        """Forget the new addresses of changes that are over, one way or the other."""
        over = ~Q(state="waiting") | Q(requested_at__lte=timezone.now() - mail.CHANGE_HOLDS)
        self.filter(over, requested_at__lte=timezone.now() - mail.CHANGE_HOLDS).delete()


class EmailChange(Stateful):
    """A member wants another e-mail address. Both mailboxes must agree to it, in any order."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for both mailboxes"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"

    NEXT = {
        State.WAITING: {State.DONE, State.CANCELLED},
        State.DONE: set(),
        State.CANCELLED: set(),
    }

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="email_changes"
    )
    email = models.EmailField(max_length=254)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING, editable=False)
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    old_confirmed_at = models.DateTimeField(null=True, editable=False)
    new_confirmed_at = models.DateTimeField(null=True, editable=False)
    #: The administrator who vouched for a member whose old mailbox is lost, and why.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    objects = EmailChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", closed_at=None)
                | Q(state__in=["done", "cancelled"], closed_at__isnull=False),
                name="email_change_known_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | Q(old_confirmed_at__isnull=False, new_confirmed_at__isnull=False),
                name="email_change_confirmed_by_both",
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(reason=""), name="email_change_by_another_says_why"
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(state="waiting"), name="email_change_waiting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"New address for account {self.member_id}: {self.get_state_display()}"

    @classmethod
    @transaction.atomic
    def request(
        cls, member: User, *, email: str, by: User | None = None, reason: str = ""
    ) -> EmailChange:
        """Ask both mailboxes, in place of an earlier change. Does the same for any address.

        With `by`, an administrator vouches for somebody whose old mailbox is lost: it is told, and
        can stop the change, but need not confirm. Raises IllegalMove without a reason.
        """
        if by and not (by.is_superuser and reason.strip()):
            raise IllegalMove("Only administrators can vouch for somebody, and must say why.")
        User.objects.select_for_update().get(pk=member.pk)
        now = timezone.now()
        waiting = cls.objects.filter(member=member, state=cls.State.WAITING)
        waiting.update(state=cls.State.CANCELLED, closed_at=now)
        change = cls.objects.create(
            member=member,
            email=email.lower(),
            by=by,
            reason=reason.strip(),
            old_confirmed_at=now if by else None,
        )
        for side in ("new", "old"):
            mail.send_change.enqueue(change.pk, side)
        return change

    @transaction.atomic
    def confirm(self, side: str) -> None:
        """One mailbox, "old" or "new", agrees; when both have, the address changes.

        Raises IllegalMove when it is too late, or when somebody else has the address meanwhile.
        """
        User.objects.select_for_update().get(pk=self.member_id)
        column = f"{side}_confirmed_at"
        if not EmailChange.objects.open().filter(pk=self.pk).update(**{column: timezone.now()}):
            raise IllegalMove("This change was stopped, or the link is too old.")
        self.refresh_from_db()
        if self.old_confirmed_at and self.new_confirmed_at:
            self._carry_out()

    def _carry_out(self) -> None:
        if mail.is_taken(self.email, by_others_than=self.member):
            raise IllegalMove("This address cannot be used.")
        old = self.member.email
        self.member.email = self.email
        self.member.save(update_fields=["email"])
        EmailAddress.objects.filter(user=self.member).delete()
        EmailAddress.objects.create(user=self.member, email=self.email, verified=True, primary=True)
        self._move(self.State.DONE, closed_at=timezone.now())
        mail.notice("email_changed", old)

    @transaction.atomic
    def cancel(self) -> None:
        """Nothing changes. Raises IllegalMove when it is done already."""
        self._move(self.State.CANCELLED, closed_at=timezone.now())


class FootprintQuerySet(models.QuerySet["Footprint"]):
    def leave(self, member: User, request: HttpRequest) -> None:
        """This member signed up or wrote from that network just now."""
        self.bulk_create(
            [self.model(member=member, network=network(request, "portal.accounts.footprints"))],
            update_conflicts=True,
            unique_fields=["member", "network"],
            update_fields=["seen_at"],
        )


class Footprint(models.Model):
    """That a member was in some network lately, so that a wave of accounts is met as one.

    The network is a keyed hash, shown to nobody, and forgotten after `FOOTPRINTS_KEPT`.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="footprints"
    )
    network = models.CharField(max_length=40)
    seen_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FootprintQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "network"], name="footprint_once")]
        indexes = [
            models.Index(fields=["network"], name="footprint_network"),
            models.Index(fields=["seen_at"], name="footprint_seen"),
        ]

    def __str__(self) -> str:
        return f"A network of account {self.member_id}"


def forget_footprints() -> None:
    """Daily: what is older tells nothing of a wave any more."""
    Footprint.objects.filter(seen_at__lt=timezone.now() - FOOTPRINTS_KEPT).delete()
