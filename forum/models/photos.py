"""Pictures that members send with a question or an answer: drawn anew, nothing of the file kept."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from forum.models.answers import Answer
from forum.models.contributions import Contribution
from forum.models.questions import Question
from portal.images import LARGE, SMALL, TALLEST, reencode
from portal.models import User

#: With one contribution.
MOST_PHOTOS = 3
MAX_ALT = 300
#: How long a picture waits in a draft.
UNSENT_FOR = timedelta(days=14)


class PhotoQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Exactly where its question or answer is; before it is sent, to whoever chose it."""
        shown = Q(question__in=Question.objects.visible_to(user)) | Q(
            answer__in=Answer.objects.visible_to(user)
        )
        if user.is_authenticated:
            shown |= Q(owner=user, question=None, answer=None)
        return self.filter(shown)

    def unsent(self, *, by: User, keys: list[uuid.UUID]) -> Self:
        """Those that this member has attached to a form, in the order in which they came."""
        unsent = self.filter(owner=by, question=None, answer=None, key__in=keys)
        return unsent.defer("large", "small").order_by("pk")

    def take(self, content: bytes, *, owner: User, alt: str = "") -> Photo:
        """A stranger's file. Raises ValidationError, in plain words, for what is no picture."""
        drawn = reencode(content)
        return self.create(
            owner=owner,
            alt=alt,
            large=drawn.large,
            small=drawn.small,
            width=drawn.width,
            height=drawn.height,
            fingerprint=drawn.fingerprint,
        )

    def attach(self, photos: list[Photo], to: Contribution) -> None:
        """From now on they are seen where it is. Each belongs to one contribution only."""
        keys = [photo.key for photo in photos]
        self.unsent(by=to.author, keys=keys).update(**{to.kind: to})


class Photo(models.Model):
    """Kept in the database, so that backups hold it and a removed one is gone from the files."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="photos"
    )
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, blank=True, related_name="photos"
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="photos"
    )
    alt = models.CharField("what it shows", max_length=MAX_ALT, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    #: SHA-256 of the large one.
    fingerprint = models.CharField(max_length=64, editable=False)
    large = models.BinaryField(editable=False)
    small = models.BinaryField(editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(question=None) | Q(answer=None), name="photo_with_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(question=None, answer=None) | ~Q(alt=""), name="photo_sent_has_alt"
            ),
        ]

    def __str__(self) -> str:
        return self.alt or f"Picture {self.pk}"

    @property
    def large_address(self) -> str:
        return reverse("forum:photo", args=[self.key, LARGE])

    @property
    def small_address(self) -> str:
        return reverse("forum:photo", args=[self.key, SMALL])

    @property
    def small_width(self) -> int:
        return min(self.width, SMALL, max(1, self.width * SMALL * TALLEST // self.height))


def forget_unsent() -> None:
    """Pictures of forms that nobody has sent; the worker does this daily."""
    old = Q(created_at__lt=timezone.now() - UNSENT_FOR)
    Photo.objects.filter(old, question=None, answer=None).delete()


def shown_photos() -> models.Prefetch[Any]:
    """For pages: in order, and without the bytes."""
    return models.Prefetch("photos", Photo.objects.defer("large", "small").order_by("pk"))
