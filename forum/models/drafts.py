"""What members have typed and not sent."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import Resolver404, resolve

from forum.querysets import DraftQuerySet


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
