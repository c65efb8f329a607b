"""What both apps stand on: people, the shared vocabulary, notifications, limits, moved pages."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from taggit.models import TagBase

from portal.audit import AuditEvent
from portal.search.models import (
    SearchDocument,
    SearchFrequency,
    SearchLog,
    SearchPosting,
    SearchRelated,
    SearchSynonym,
    SearchWord,
)

__all__ = [
    "AuditEvent", "Counter", "MovedPath", "Notification", "NotificationQuerySet", "SearchDocument",
    "SearchFrequency", "SearchLog", "SearchPosting", "SearchRelated", "SearchSynonym", "SearchWord",
    "Topic", "User", "UserManager",
]  # fmt: skip


class Language(models.TextChoices):
    """In which we can write to members. Each has its folder in templates/email/, but English."""

    ENGLISH = "en", "English"
    GERMAN = "de", "Deutsch"
    SPANISH = "es", "Español"
    FRENCH = "fr", "Français"


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, pseudonym: str, password: str | None = None, **fields: Any
    ) -> User:
        user = self.model(email=self.normalize_email(email).lower(), pseudonym=pseudonym, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, pseudonym: str, password: str | None = None, **fields: Any
    ) -> User:
        return self.create_user(
            email, pseudonym, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, email: str) -> User:
        return self.get(email__iexact=email)

    def called(self, pseudonym: str) -> User | None:
        """The member of exactly this name, whatever its case."""
        alike = self.alias(lower=Lower("pseudonym")).filter(lower=Lower(Value(pseudonym)))
        return alike.first()


class User(AbstractBaseUser, PermissionsMixin):
    """A member. The pseudonym is the only name that others ever see."""

    class Badge(models.TextChoices):
        NONE = "", "No badge"
        CLINICIAN = "clinician", "Verified clinician"
        ORGANISATION = "organisation", "Verified organisation"

    email = models.EmailField("e-mail address", max_length=254)
    pseudonym = models.CharField(max_length=30)
    badge = models.CharField(
        max_length=12,
        choices=Badge,
        blank=True,
        default=Badge.NONE,
        help_text="Given by an administrator after checking who this person is.",
    )
    badge_checked_on = models.DateField(null=True, editable=False)
    language = models.CharField(
        "language of e-mails", max_length=2, choices=Language, default=Language.ENGLISH
    )
    is_staff = models.BooleanField("may enter the admin", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["pseudonym"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_whatever_case"),
            models.UniqueConstraint(
                Lower("pseudonym"),
                name="user_pseudonym_unique_whatever_case",
                violation_error_message="Somebody already uses this name. Please choose another.",
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="user_known_language"
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym

    @property
    def is_leaving(self) -> bool:
        """Whether the account waits to be deleted (`portal.leaving`): no mails, nothing new."""
        return self.deletions.filter(state="waiting").exists()

    def get_short_name(self) -> str:
        """For the admin's greeting, which would show the e-mail address instead."""
        return self.pseudonym


class Topic(TagBase):
    """An entry of the shared vocabulary, no disease: a treatment, daily living, research."""

    description = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(slug=""), name="topic_has_an_address")]

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


class Stream(models.TextChoices):
    """What news is about. How often it comes by e-mail is chosen for each of these."""

    OWN = "own", "Answers to your own questions"
    FOLLOWED = "followed", "Questions that you follow"
    NEWS = "news", "Conditions and topics that you follow"
    DECISIONS = "decisions", "What moderators say about what you wrote or reported"


class Pace(models.TextChoices):
    AT_ONCE = "now", "At once"
    DAILY = "daily", "Once a day"
    WEEKLY = "weekly", "Once a week"
    NEVER = "never", "Never"


#: How often news comes by e-mail to those who have chosen nothing.
USUAL_PACES = {
    Stream.OWN: Pace.AT_ONCE,
    Stream.FOLLOWED: Pace.DAILY,
    Stream.NEWS: Pace.WEEKLY,
    Stream.DECISIONS: Pace.AT_ONCE,
}


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def waiting(self, *paces: str) -> Self:
        """Those whose e-mail is still to be sent at one of these paces."""
        return self.unread().filter(mail__in=paces, emailed_at=None)

    def mark_read(self) -> None:
        """Whoever has read it in the portal needs no e-mail about it."""
        self.unread().update(read_at=timezone.now(), mail=Pace.NEVER)


class Notification(models.Model):
    """What a member is told, in the portal and by e-mail. Never holds what members wrote."""

    recipient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notifications")
    #: Names the e-mail template: templates/email/<kind>.txt
    kind = models.CharField(max_length=30)
    #: Empty for what staff are told about their work.
    stream = models.CharField(max_length=9, choices=Stream, blank=True)
    #: What it belongs to, such as "question-12". Whoever has been there has read it.
    thread = models.CharField(max_length=60, blank=True)
    #: What is new, such as "answer-34". It is untold when that is taken down.
    about = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=250)
    message = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    #: Whether its e-mail says only that something is new.
    discreet = models.BooleanField(default=False)
    #: When its e-mail is to be sent. "never" as well when it has been.
    mail = models.CharField(max_length=6, choices=Pace, default=Pace.NEVER)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    emailed_at = models.DateTimeField(null=True, editable=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notification_inbox"),
            models.Index(
                fields=["recipient", "thread"],
                name="notification_unread",
                condition=Q(read_at=None),
            ),
            models.Index(
                fields=["mail", "recipient"],
                name="notification_waiting",
                condition=~Q(mail="never"),
            ),
            models.Index(fields=["about"], name="notification_about", condition=~Q(about="")),
            models.Index(fields=["thread"], name="notification_thread", condition=~Q(thread="")),
        ]
        constraints = [
            # Of two workers at once, and of at once, daily and weekly, one mail goes out.
            models.UniqueConstraint(
                fields=["recipient", "thread"],
                condition=Q(emailed_at__isnull=False, read_at=None)
                & ~Q(thread="")
                & ~Q(stream="decisions"),
                name="notification_one_mail_until_read",
            ),
            models.CheckConstraint(
                condition=Q(stream__in=["", *Stream.values]), name="notification_known_stream"
            ),
            models.CheckConstraint(
                condition=Q(mail__in=Pace.values), name="notification_known_pace"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MailPaceQuerySet(models.QuerySet["MailPace"]):
    def of(self, member: User) -> dict[str, str]:
        """For every stream how often it comes, as chosen or as usual."""
        return USUAL_PACES | dict(self.filter(member=member).values_list("stream", "pace"))

    @transaction.atomic
    def choose(self, member: User, paces: dict[str, str]) -> None:
        """From now on, and for what waits already."""
        for stream, pace in paces.items():
            self.update_or_create(member=member, stream=stream, defaults={"pace": pace})
            waiting = member.notifications.filter(stream=stream).exclude(mail=Pace.NEVER)
            waiting.update(mail=pace)


class MailPace(models.Model):
    """How often a member wants one stream by e-mail, where it is not as usual."""

    member = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mail_paces")
    stream = models.CharField(max_length=9, choices=Stream)
    pace = models.CharField(max_length=6, choices=Pace)

    objects = MailPaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "stream"], name="mail_pace_once"),
            models.CheckConstraint(
                condition=Q(stream__in=Stream.values), name="mail_pace_known_stream"
            ),
            models.CheckConstraint(condition=Q(pace__in=Pace.values), name="mail_pace_known_pace"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stream_display()}: {self.get_pace_display()}"


class SilenceQuerySet(models.QuerySet["Silence"]):
    @transaction.atomic
    def start(self, member: User, thread: str) -> None:
        """No more e-mails about it, nor those that wait."""
        self.get_or_create(member=member, thread=thread)
        waiting = member.notifications.filter(thread=thread).exclude(stream=Stream.DECISIONS)
        waiting.exclude(mail=Pace.NEVER).update(mail=Pace.NEVER)

    def stop(self, member: User, thread: str) -> None:
        self.filter(member=member, thread=thread).delete()


class Silence(models.Model):
    """No e-mail about this one thread. The inbox still tells."""

    member = models.ForeignKey(User, on_delete=models.CASCADE, related_name="silences")
    thread = models.CharField(max_length=60)

    objects = SilenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "thread"], name="silence_once"),
            models.CheckConstraint(condition=~Q(thread=""), name="silence_has_a_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.thread} for {self.member_id}"


class Mailbox(models.Model):
    """What became of mails to one address, which is known here by a keyed hash only."""

    class Why(models.TextChoices):
        BOUNCE = "bounce", "Mail came back"
        COMPLAINT = "complaint", "Its owner complained"

    key = models.CharField(max_length=64, unique=True)
    soft_bounces = models.PositiveSmallIntegerField(default=0)
    bounced_at = models.DateTimeField(null=True, help_text="The latest soft one.")
    #: Since when it gets only what protects an account.
    stopped_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=9, choices=Why, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_at=None, why="")
                | Q(stopped_at__isnull=False, why__in=["bounce", "complaint"]),
                name="mailbox_stopped_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.get_why_display() or self.soft_bounces}"


class Counter(models.Model):
    """How often something was done in one period of time (`portal.limits`).

    Also keeps a pseudonym from others for a while (`portal.accounts.pseudonyms`).
    """

    key = models.CharField(max_length=100)
    period_starts = models.DateTimeField()
    period_ends = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "period_starts"], name="counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"


class MovedPath(models.Model):
    """A page that once had another address. `portal.middleware` sends visitors on, for good."""

    old = models.CharField(max_length=300, unique=True)
    new = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(old=F("new")), name="moved_path_no_loop")
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

    @classmethod
    @transaction.atomic
    def record(cls, *, old: str, new: str) -> None:
        """Remember the move; earlier moves to `old` now lead straight to `new`, in no circle."""
        cls.objects.filter(old=new).delete()
        cls.objects.filter(new=old).update(new=new)
        cls.objects.update_or_create(old=old, defaults={"new": new})
