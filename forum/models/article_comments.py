"""What anybody may say below an article, without an account."""

from __future__ import annotations

from django.db import models

from articles.models import Article
from forum.bylines import Byline
from forum.models.contributions import Contribution
from forum.querysets import ArticleCommentQuerySet


class ArticleComment(Contribution):
    """A comment that anybody may leave on an article. No page ever shows the e-mail address."""

    kind = "article_comment"

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="comments")
    name = models.CharField(max_length=60)
    email = models.EmailField("e-mail address", max_length=254)

    objects = ArticleCommentQuerySet.as_manager()

    class Meta(Contribution.Meta):
        pass

    def __str__(self) -> str:
        return self.heading

    @property
    def byline(self) -> Byline:
        return Byline(self.name)

    @property
    def language_of_mails(self) -> str:
        """That of the article, where somebody without an account read it."""
        return super().language_of_mails if self.author else self.article.language

    @property
    def heading(self) -> str:
        return f"Comment on the article “{self.article.title}”"

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#comment-{self.pk}"
