"""The only doors by which views, feeds, sitemaps, searches and mails reach contributions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from forum import screening
from portal.search import SearchQuerySet

if TYPE_CHECKING:
    from forum.models import Contribution, Question
    from portal.models import User


class ContributionQuerySet(SearchQuerySet):
    def published(self) -> Self:
        return self.filter(state="published")

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators see all, authors their own until it is removed, others what is published."""
        if user.has_perm("forum.moderate"):
            return self.all()
        if user.is_anonymous:
            return self.published()
        return self.filter(Q(state="published") | Q(author=user) & ~Q(state="removed"))

    def submit(self, *, topics: Any = (), **fields: Any) -> Contribution:
        """Store a new contribution as pending and put it before the moderators.

        The same form sent twice, by a double click or a retry, returns what was stored first.
        Raises ValidationError for what the columns refuse.
        """
        from forum.models import ReviewItem

        contribution = self.model(**fields)
        contribution.full_clean(
            exclude=["body_html", "body_text"], validate_unique=False, validate_constraints=False
        )
        try:
            with transaction.atomic():
                contribution.save(force_insert=True)
                if topics:
                    contribution.topics.set(topics)
                findings = screening.screen(contribution)
                ReviewItem.open(
                    contribution,
                    why=ReviewItem.Why.NEW,
                    severity=max(
                        [finding.severity for finding in findings],
                        default=screening.Severity.ORDINARY,
                    ),
                    findings=[{"kind": finding.kind, "why": finding.why} for finding in findings],
                )
        except IntegrityError:
            sent_before = self.filter(
                submission=contribution.submission, author=contribution.author
            ).first()
            if sent_before is None:
                raise
            return sent_before
        return contribution


class QuestionQuerySet(ContributionQuerySet):
    def for_list(self, user: User | AnonymousUser) -> Self:
        """Published questions, newest first, with the number of their published answers."""
        from forum.models import Answer

        answers = (
            Answer.objects.published()
            .filter(question=OuterRef("pk"))
            .order_by()
            .values("question")
            .annotate(count=Count("pk"))
            .values("count")
        )
        return (
            self.visible_to(user)
            .published()
            .select_related("author", "condition")
            .defer("body", "body_html", "search")
            .annotate(answer_count=Coalesce(Subquery(answers), 0))
            .order_by("-published_at", "-pk")
        )

    def unanswered(self) -> Self:
        from forum.models import Answer

        return self.filter(~Exists(Answer.objects.published().filter(question=OuterRef("pk"))))

    def about_conditions(self, conditions: Any) -> Self:
        return self.filter(condition__in=conditions)

    def for_page(self, user: User | AnonymousUser) -> Self:
        """One question with all that its page shows, but for the answers, which are paginated."""
        from forum.models import Comment

        return (
            self.visible_to(user)
            .select_related("author", "condition")
            .defer("search")
            .prefetch_related(
                "topics", Prefetch("comments", Comment.objects.for_page(user), to_attr="shown_comments")
            )
        )


class AnswerQuerySet(ContributionQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What hangs below a hidden question is hidden with it."""
        from forum.models import Question

        seen = super().visible_to(user)
        if user.has_perm("forum.moderate"):
            return seen
        return seen.filter(question__in=Question.objects.visible_to(user))

    def for_page(self, question: Question, user: User | AnonymousUser) -> Self:
        """The answers of one question: what helped first, then in the order of their numbers."""
        from forum.models import Comment

        return (
            self.visible_to(user)
            .filter(question=question)
            .select_related("author")
            .defer("search")
            .annotate(thanks_count=Count("thanks"))
            .prefetch_related(
                Prefetch("comments", Comment.objects.for_page(user), to_attr="shown_comments")
            )
            .order_by(models.F("number").asc(nulls_last=True), "pk")
        )


class CommentQuerySet(ContributionQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        from forum.models import Answer, Question

        seen = super().visible_to(user)
        if user.has_perm("forum.moderate"):
            return seen
        return seen.filter(
            Q(question__in=Question.objects.visible_to(user))
            | Q(answer__in=Answer.objects.visible_to(user))
        )

    def for_page(self, user: User | AnonymousUser) -> Self:
        return self.visible_to(user).select_related("author").order_by("created_at", "pk")


class ArticleCommentQuerySet(ContributionQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        from articles.models import Article

        seen = super().visible_to(user)
        if user.has_perm("forum.moderate"):
            return seen
        return seen.filter(article__in=Article.objects.visible_to(user))

    def for_page(self, user: User | AnonymousUser) -> Self:
        """Without the writers' addresses: no template can show what was not fetched."""
        return self.visible_to(user).defer("email").order_by("published_at", "pk")


class DraftQuerySet(models.QuerySet):
    def keep(self, *, author: User, place: str, fields: dict[str, Any]) -> None:
        self.update_or_create(author=author, place=place, defaults={"fields": fields})

    def typed(self, *, author: User, place: str) -> dict[str, Any]:
        """The fields of the draft, or nothing."""
        draft = self.filter(author=author, place=place).first()
        return draft.fields if draft else {}

    def forget(self, *, author: User, place: str) -> None:
        self.filter(author=author, place=place).delete()


class ReviewItemQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def for_queue(self) -> Self:
        """Rows of the queue with all that a row says."""
        return self.select_related(
            "question__author",
            "answer__author",
            "answer__question",
            "comment__author",
            "comment__question",
            "comment__answer__question",
            "article_comment__author",
            "article_comment__article",
            "decision__by",
        ).prefetch_related("flags")
