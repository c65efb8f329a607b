"""What moderators and members say is said of one contribution, of whatever kind."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from forum.models.answers import Answer
from forum.models.article_comments import ArticleComment
from forum.models.comments import Comment
from forum.models.contributions import Contribution
from forum.models.questions import Question

TARGETS = ["question", "answer", "comment", "article_comment"]


class AboutContribution(models.Model):
    """A row about exactly one contribution of any kind."""

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    article_comment = models.ForeignKey(
        ArticleComment, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    models.lookups.Exact(
                        models.Func(
                            *TARGETS, function="num_nonnulls", output_field=models.IntegerField()
                        ),
                        1,
                    )
                ),
                name="%(class)s_about_one_thing",
            )
        ]

    @property
    def target(self) -> Contribution:
        return self.question or self.answer or self.comment or self.article_comment

    @staticmethod
    def about(target: Contribution) -> dict[str, Contribution]:
        """The keyword that names this contribution, for filters and new rows."""
        return {target.kind: target}


def is_first(author: int | None) -> bool:
    """Whether nothing of this member's has been approved yet. Visitors have no record."""
    kinds = (Question, Answer, Comment, ArticleComment)
    approved = (kind.objects.published().filter(author=author).exists() for kind in kinds)
    return author is not None and not any(approved)
