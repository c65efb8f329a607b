"""The public door: somebody says that a text is about them, or asks to close an account."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from forum import request_mail
from forum.models.contributions import Contribution
from forum.models.moderation import ReviewItem
from forum.screening import Severity
from portal.leaving.models import AccountDeletion
from portal.models import User
from portal.states import IllegalMove, Stateful

#: What we ask of ourselves, and what the law asks of us.
DUE_WITHIN, DUE_BY_LAW = timedelta(days=3), timedelta(days=30)
#: How long after it was closed a request still says who asked.
KEPT_FOR = timedelta(days=365)
#: Without letters and digits that are taken for one another.
_ALPHABET = "23456789BCDFGHJKMNPQRTVWXY"


def new_reference() -> str:
    """Short enough to be read out on the telephone, too many to be guessed."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


class PrivacyRequestQuerySet(models.QuerySet["PrivacyRequest"]):
    def open(self) -> Self:
        return self.filter(state__in=["new", "in-hand"])

    def overdue(self) -> Self:
        return self.open().filter(due_at__lt=timezone.now())

    def for_queue(self) -> Self:
        """Open ones first, the longest waiting on top. Without the requesters' addresses."""
        return (
            self.select_related("taken_by")
            .defer("email")
            .order_by(models.F("closed_at").desc(nulls_first=True), "due_at", "pk")
        )

    def submit(self, *, about: Contribution | None, **fields: Any) -> PrivacyRequest:
        """Store it, and put the text before the moderators at once if it is public.

        The same form sent twice is stored once. With other words it is another request: somebody
        went back in the browser, and wrote of another text.
        """
        try:
            with transaction.atomic():
                request = self.create(**fields)
                request.note(PrivacyRequest.Act.RECEIVED, by=None)
                if about is not None and about.is_public:
                    request.item = ReviewItem.open(
                        about, why=ReviewItem.Why.ABOUT, severity=Severity.HIGH, findings=[]
                    )
                    request.save(update_fields=["item"])
                request_mail.confirm.enqueue(request.pk)
        except IntegrityError:
            before = self.get(submission=fields["submission"])  # raises where it was another error
            if any(getattr(before, name) != value for name, value in fields.items()):
                return self.submit(about=about, **fields | {"submission": uuid.uuid4()})
            return before
        return request


class PrivacyRequest(Stateful):
    """What somebody without an account asks of us, from the form until a year after the answer."""

    class State(models.TextChoices):
        NEW = "new", "New"
        IN_HAND = "in-hand", "In hand"
        ANSWERED = "answered", "Answered"
        REFUSED = "refused", "Refused"

    class Who(models.TextChoices):
        ME = "me", "It is about me"
        CHILD = "child", "It is about my child"
        IN_CARE = "in-care", "It is about somebody for whom I decide by law"
        DIED = "died", "It is about somebody who has died"

    class Wish(models.TextChoices):
        UNNAME = "unname", "Take out what tells who it is"
        REMOVE = "remove", "Take it down"
        CLOSE = "close", "Close the account of somebody who has died"

    class Act(models.TextChoices):
        RECEIVED = "received", "Received"
        TAKEN = "taken", "Taken in hand"
        NOTED = "noted", "Note"
        REVEALED = "revealed", "Looked at the address for the answer"
        CHECKED = "checked", "Checked who asks"
        CLOSING = "closing", "Handed over: the account will be closed"
        ANSWERED = "answered", "Answered"
        REFUSED = "refused", "Refused"
        FORGOTTEN = "forgotten", "Personal details deleted, a year after the end"

    NEXT = {
        State.NEW: {State.IN_HAND},
        State.IN_HAND: {State.IN_HAND, State.ANSWERED, State.REFUSED},
        State.ANSWERED: {State.IN_HAND},
        State.REFUSED: {State.IN_HAND},
    }

    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    #: Made with the form, so that a form sent twice is stored once.
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.NEW, editable=False)
    who = models.CharField("who asks", max_length=7, choices=Who)
    wish = models.CharField("what is asked", max_length=6, choices=Wish)
    address = models.CharField("address of the text", max_length=500, blank=True)
    description = models.CharField("what it is and where", max_length=1_000, blank=True)
    words = models.TextField("in their own words", blank=True)
    email = models.EmailField("address for the answer", max_length=254, blank=True)
    item = models.ForeignKey(
        ReviewItem, on_delete=models.PROTECT, null=True, related_name="requests"
    )
    created_at = models.DateTimeField("received", default=timezone.now, editable=False)
    due_at = models.DateTimeField("due", editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="privacy_requests",
    )
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = PrivacyRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "request from outside"
        verbose_name_plural = "requests from outside"
        permissions = [("handle_requests", "Can handle requests of people written about")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["new", "in-hand", "answered", "refused"]),
                name="privacyrequest_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["new", "in-hand"], closed_at=None)
                | Q(state__in=["answered", "refused"], closed_at__isnull=False),
                name="privacyrequest_closed_has_date",
            ),
        ]
        indexes = [models.Index(fields=["closed_at", "due_at"], name="privacyrequest_queue")]

    def __str__(self) -> str:
        return f"Request {self.reference}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.due_at = self.created_at + DUE_WITHIN
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def due_by_law_at(self) -> Any:
        return self.created_at + DUE_BY_LAW

    @property
    def is_checked(self) -> bool:
        """Whether it is on record that somebody checked who asks."""
        return self.events.filter(act=self.Act.CHECKED).exists()

    # --- What is done about it ------------------------------------------------------------------
    @transaction.atomic
    def take(self, *, by: User) -> None:
        """Also from a colleague, or anew after it was closed."""
        self._move(self.State.IN_HAND, taken_by=by, closed_at=None)
        self.note(self.Act.TAKEN, by=by)

    def note(self, act: str, *, by: User | None, text: str = "") -> RequestEvent:
        return self.events.create(act=act, by=by, text=text.strip())

    def reveal(self, *, by: User) -> str:
        """The requester's address. That somebody looked stays on record."""
        self.note(self.Act.REVEALED, by=by)
        return self.email

    @transaction.atomic
    def answer(self, *, by: User, message: str) -> None:
        """Write to the requester, and close it."""
        self._close(self.State.ANSWERED, self.Act.ANSWERED, by=by, message=message)

    @transaction.atomic
    def refuse(self, *, by: User, message: str) -> None:
        """Say why not, and close it. The mail says where to complain."""
        self._close(self.State.REFUSED, self.Act.REFUSED, by=by, message=message)

    @transaction.atomic
    def close_account(
        self, member: User, *, by: User, contributions: str, quiet: bool = False
    ) -> None:
        """Hand over to the deletion of the account, with its days of grace. Raises IllegalMove.

        With `quiet`, no e-mail about it goes to the account's own address.
        """
        if self.state != self.State.IN_HAND:
            raise IllegalMove("Please take the request in hand first.")
        if not self.is_checked:
            raise IllegalMove("Please record first how you checked who asks.")
        reason = f"Request {self.reference}"
        AccountDeletion.request(
            member, contributions=contributions, by=by, reason=reason, quiet=quiet
        )
        self.note(self.Act.CLOSING, by=by)

    def _close(self, state: str, act: str, *, by: User, message: str) -> None:
        if not message.strip():
            raise IllegalMove("Whoever asked is owed an answer in words.")
        self._move(state, closed_at=timezone.now())
        event = self.note(act, by=by, text=message)
        request_mail.answer.enqueue(event.pk)


class RequestEvent(models.Model):
    """What was done about a request. A trigger in the database forbids change and deletion; only
    the words may be taken out, when the request is forgotten."""

    request = models.ForeignKey(PrivacyRequest, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=9, choices=PrivacyRequest.Act)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()} by {self.by or 'the portal'}"


@transaction.atomic
def forget_closed() -> int:
    """A year after the end nothing says any more who asked, nor about whom; daily."""
    ended = PrivacyRequest.objects.filter(closed_at__lt=timezone.now() - KEPT_FOR).exclude(email="")
    requests = list(ended.select_for_update())
    for request in requests:
        request.events.exclude(text="").update(text="")
        request.note(PrivacyRequest.Act.FORGOTTEN, by=None)
    blank = {"email": "", "address": "", "description": "", "words": "", "item": None}
    return PrivacyRequest.objects.filter(pk__in=[each.pk for each in requests]).update(**blank)
