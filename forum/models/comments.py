"""Short remarks below a question or an answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from forum.models.answers import Answer
from forum.models.contributions import Contribution, WithinQuestion
from forum.models.questions import Question
from forum.querysets import CommentQuerySet


class Comment(WithinQuestion):
    """A short remark below a question or an answer."""

    kind = "comment"

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="comments"
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="comments"
    )

    objects = CommentQuerySet.as_manager()

    class Meta(WithinQuestion.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(question=None, answer__isnull=False)
                | Q(question__isnull=False, answer=None),
                name="comment_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def about(self) -> Question | Answer:
        return self.question or self.answer

    @property
    def asked(self) -> Question:
        return self.question or self.answer.question

    @property
    def heading(self) -> str:
        return f"Comment on “{self.asked.title}”"

    def get_absolute_url(self) -> str:
        """Leads to the comment on its question's page."""
        return reverse("forum:comment", args=[self.pk])
