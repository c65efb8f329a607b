"""Articles on which an answer rests, and whether they still say what they said then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Revision
from forum.models.answers import Answer

#: Of one answer.
MOST_CITED = 5
#: The long columns of an article, of which a citation needs none.
LONG = ["summary_html", "summary_text", "body_html", "body_text", "contents"]


class CitationQuerySet(models.QuerySet["ArticleCitation"]):
    def cite(self, answer: Answer, articles: Iterable[Article]) -> None:
        """Note what each of them says today."""
        self.bulk_create(
            [
                self.model(answer=answer, article=article, revision=article.live)
                for article in list(articles)[:MOST_CITED]
            ],
            ignore_conflicts=True,
        )

    def for_page(self) -> Self:
        """With `has_changed`: whether readers see something materially different today.

        A typing mistake is not material; every other later text that was published is, and so is
        that the article is retired or withdrawn.
        """
        later = Revision.objects.filter(
            article=OuterRef("article"),
            number__gt=OuterRef("revision__number"),
            number__lte=OuterRef("article__live__number"),
        ).exclude(significance=Revision.Significance.TYPO)
        gone = Q(article__state__in=["retired", "withdrawn"])
        return (
            self.exclude(article__state="draft")
            .select_related("article__overview_of")
            .defer(*(f"article__{column}" for column in LONG))
            .annotate(
                has_changed=models.Case(
                    models.When(gone, then=True),
                    default=Exists(later),
                    output_field=models.BooleanField(),
                )
            )
            .order_by("pk")
        )


class ArticleCitation(models.Model):
    """An answer rests on an article, as it was on that day."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="citations")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    #: The text that readers saw when the answer was written.
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "article"], name="article_cited_once")
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} cites {self.article_id}"
