"""Articles that families look for and nobody has written: an editor has asked for them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from portal.models import User
from portal.states import Stateful


class ArticleRequestQuerySet(models.QuerySet):
    def ask(self, words: str, *, by: User, why: str, times: int) -> tuple[ArticleRequest, bool]:
        """For a text about these words, once: what was asked for before is found again."""
        fields = {"words": words, "asked_by": by, "why": why, "times": times}
        return self.get_or_create(words__iexact=words, defaults=fields)

    def still_open(self) -> Self:
        return self.filter(state="open")


class ArticleRequest(Stateful):
    """A gap that an editor wants filled."""

    class State(models.TextChoices):
        OPEN = "open", "Asked for"
        WRITTEN = "written", "Written"
        DECLINED = "declined", "Not needed"

    NEXT = {
        State.OPEN: {State.WRITTEN, State.DECLINED},
        State.WRITTEN: {State.OPEN},
        State.DECLINED: {State.OPEN},
    }

    #: What was searched or asked, as it stood in the list of gaps.
    words = models.CharField("looked for", max_length=150)
    why = models.CharField("why", max_length=100)
    times = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
        editable=False,
    )  # fmt: skip
    asked_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ArticleRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-times", "-asked_at"]
        constraints = [
            models.UniqueConstraint(Lower("words"), name="article_request_once"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "written", "declined"]),
                name="article_request_known_state",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def settle(self, to: str) -> None:
        """It is written, or not needed; or asked for again. Raises IllegalMove."""
        self._move(to)
