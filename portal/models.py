"""What both apps stand on: people, the shared vocabulary, notifications, limits, moved pages."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from taggit.models import TagBase


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
        ]

    def __str__(self) -> str:
        return self.pseudonym

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


class NotificationQuerySet(models.QuerySet["Notification"]):
    def for_inbox(self, user: User) -> Self:
        return self.filter(recipient=user).order_by("-created_at", "-pk")

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def mark_read(self) -> None:
        self.unread().update(read_at=timezone.now())


class Notification(models.Model):
    """What a member is told, in the portal and by e-mail. Never holds pending or refused text."""

    recipient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notifications")
    #: Names the e-mail template: templates/email/<kind>.txt
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=250)
    message = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    emailed_at = models.DateTimeField(null=True, editable=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["recipient", "-created_at"], name="notification_inbox")]

    def __str__(self) -> str:
        return self.title


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
