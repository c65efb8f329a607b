"""What is known about asking itself: how often something that was there already was enough."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Article
from forum.models.questions import Question


class DeflectionQuerySet(models.QuerySet):
    def count_one(self, found: Article | Question) -> None:
        """Somebody found their answer in it before they asked."""
        kind = "question" if isinstance(found, Question) else "article"
        row, _ = self.get_or_create(day=timezone.localdate(), **{kind: found})
        self.filter(pk=row.pk).update(count=F("count") + 1)


class Deflection(models.Model):
    """On how many forms an article or a question was enough on one day. Says nothing of people."""

    day = models.DateField()
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, related_name="deflections"
    )
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, related_name="deflections"
    )
    count = models.PositiveIntegerField("answered without asking", default=0)

    objects = DeflectionQuerySet.as_manager()

    class Meta:
        verbose_name = "answer found before asking"
        verbose_name_plural = "answers found before asking"
        ordering = ["-day", "-count", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["day", "article"], name="deflection_once_per_article"),
            models.UniqueConstraint(
                fields=["day", "question"], name="deflection_once_per_question"
            ),
            models.CheckConstraint(
                condition=Q(article=None, question__isnull=False)
                | Q(article__isnull=False, question=None),
                name="deflection_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.found} on {self.day:%d %B %Y}"

    @property
    def found(self) -> Article | Question:
        return self.article or self.question
