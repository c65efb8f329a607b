"""What members have typed and not sent."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import Resolver404, resolve
from django.utils import timezone

from portal.models import User

#: Of one member.
MOST_DRAFTS = 100


class DraftQuerySet(models.QuerySet["Draft"]):
    @transaction.atomic
    def keep(
        self,
        *,
        author: User,
        place: str,
        fields: dict[str, Any],
        key: uuid.UUID | None = None,
        version: int = 0,
        page: str = "",
    ) -> Draft:
        """Keep what was typed in the form with this key. What another tab has kept since stays:

        then this is kept beside it, under a key of its own. Of very many the oldest gives way.
        """
        key = key or uuid.uuid4()
        there = self.filter(author=author, place=place, key=key)
        ours = Q(version=version) | Q(page=page) & ~Q(page="")
        now = timezone.now()
        values = {"fields": fields, "page": page}
        if there.filter(ours).update(version=F("version") + 1, updated_at=now, **values):
            return there.get()
        if there.exclude(fields=fields).exists():
            key = uuid.uuid4()
        draft, _ = self.get_or_create(author=author, place=place, key=key, defaults=values)
        newest = self.filter(author=author).order_by("-updated_at", "-pk")
        self.filter(pk__in=list(newest.values_list("pk", flat=True)[MOST_DRAFTS:])).delete()
        return draft

    def of(self, *, author: User, place: str) -> Self:
        """Those of one form's address, the newest first."""
        return self.filter(author=author, place=place).order_by("-updated_at", "-pk")

    def forget(
        self, *, author: User, place: str, key: uuid.UUID | None, fields: dict[str, Any]
    ) -> None:
        """What was sent: its own draft, and copies of the same. A form without a key has all."""
        there = self.filter(author=author, place=place)
        (there.filter(Q(key=key) | Q(fields=fields)) if key else there).delete()


class Draft(models.Model):
    """Kept on the server, one for each form that somebody opened. Nobody else sees it, ever."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    #: The address of the form it belongs to: "/questions/ask/", "/questions/12/answer/".
    place = models.CharField(max_length=200)
    #: The form's `submission`, so that two forms open at one address do not overwrite each other.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    #: Counted up at every save: whoever saves says which one they began from.
    version = models.PositiveIntegerField(default=1, editable=False)
    #: The open page that saved it last, which may do so again.
    page = models.CharField(max_length=40, blank=True, editable=False)
    fields = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "place", "key"], name="draft_once_per_form")
        ]

    #: What a draft is called, by the name of its form's address.
    LABELS = {
        "ask": "A question",
        "write-answer": "An answer",
        "comment-on-question": "A comment on a question",
        "comment-on-answer": "A comment on an answer",
        "article-comment": "A comment on an article",
        "edit-question": "A change to a question",
        "edit-answer": "A change to an answer",
        "edit-comment": "A change to a comment",
        "flag": "A report to the moderators",
    }

    def __str__(self) -> str:
        return f"{self.place} by {self.author_id}"

    def get_absolute_url(self) -> str:
        """The form with this draft in it."""
        return f"{self.place}?draft={self.pk}"

    @property
    def label(self) -> str:
        try:
            return self.LABELS.get(resolve(self.place).url_name, "A text")
        except Resolver404:  # an address of an earlier version of the portal
            return "A text"

    @property
    def beginning(self) -> str:
        return str(
            self.fields.get("title") or self.fields.get("body") or self.fields.get("note") or ""
        )
