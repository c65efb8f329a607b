"""The only doors by which views, feeds, sitemaps, searches and mails reach contributions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce, Left
from django.db.models.lookups import IsNull
from django.utils import timezone

from articles.models import Article
from forum import measures, notifications, screening, trust
from forum import models as forum  # the models import this module: their names are read when used
from forum.standing import TOO_LONG, Standing
from portal.models import User
from portal.states import IllegalMove

#: Characters of a text that a list fetches.
EXCERPT = 300


def moderates(user: User | AnonymousUser) -> bool:
    """Only staff are held to a second factor, so only they moderate. Spares others two queries."""
    return user.is_staff and user.has_perm("forum.moderate")


def count_of(rows: models.QuerySet, by: str) -> Coalesce:
    """How many of the rows belong to the outer row, as a subquery."""
    counts = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(count=Count("pk"))
    return Coalesce(Subquery(counts.values("count")), 0)


def without_text(name: str) -> list[str]:
    """The long columns of a question or an article that is fetched for its title alone."""
    more = ["summary_html", "summary_text", "contents"] if name == "label_article" else ["search"]
    return [f"{name}__{column}" for column in ("body_html", "body_text", *more)]


class ContributionQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(state="published")

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators see all, authors their own until it is removed, others what is published."""
        if moderates(user):
            return self.all()
        if user.is_anonymous:
            return self.published()
        return self.filter(Q(state="published") | Q(author=user) & ~Q(state="removed"))

    def with_refusal(self) -> Self:
        """`refusal`: the moderator's words to the author in the latest decision, if any."""
        about = {f"item__{self.model.kind}": OuterRef("pk")}
        said = forum.Decision.objects.filter(**about).exclude(decision="escalate")
        latest = said.order_by("-pk").values("message")[:1]
        nothing = models.Value("", output_field=models.TextField())
        return self.annotate(refusal=Coalesce(Subquery(latest), nothing))

    def submit(
        self,
        *,
        topics: Any = (),
        circumstances: Any = None,
        photos: Any = (),
        told: bool = False,
        **fields: Any,
    ) -> forum.Contribution:
        """Store a new contribution and put it before the moderators.

        Whether others see it at once is decided by `forum.trust`.

        The same form sent twice, by a double click or a retry, returns what was stored first.
        `told` says that its author was advised of what screening notices (`forum.asking.advice`).
        Raises ValidationError for what the columns refuse.
        """
        contribution = self.model(**fields)
        contribution.full_clean(
            exclude=["body_html", "body_text"], validate_unique=False, validate_constraints=False
        )
        if sent_before := self.sent_before(**fields):
            return sent_before
        try:
            with transaction.atomic():
                return self._store(contribution, topics, circumstances, photos, told)
        except IntegrityError:
            if sent_before := self.sent_before(**fields):
                return sent_before  # the other of two clicks was faster
            if not self.filter(submission=contribution.submission).exists():
                raise
        # Another text came with this form before: after going back in the browser, for instance.
        again = self.model(**fields | {"submission": uuid.uuid4()})
        return self._store(again, topics, circumstances, photos, told)

    def sent_before(
        self, *, topics: Any = (), circumstances: Any = None, photos: Any = (), **fields: Any
    ) -> forum.Contribution | None:
        """What the same form has stored already, with the same words by the same person."""
        sent = {name: fields.get(name) for name in ("submission", "author")}
        first = self.filter(**sent).first() if sent["submission"] else None
        same = first and all(getattr(first, name) == value for name, value in fields.items())
        return first if same else None

    @transaction.atomic
    def _store(
        self,
        contribution: forum.Contribution,
        topics: Any,
        circumstances: Any,
        photos: Any,
        told: bool,
    ) -> forum.Contribution:
        if contribution.author and measures.suspension(contribution.author):
            raise IllegalMove("You cannot write here now: see the message from the moderators.")
        asked = getattr(contribution, "asked", None)
        if asked and forum.Question.objects.locked().filter(pk=asked.pk).exists():
            raise IllegalMove("This question is locked: it takes no more answers or comments.")
        contribution.save(force_insert=True)
        if topics:
            contribution.topics.set(topics)
        if contribution.author and contribution.kind in {"question", "answer"}:
            question = getattr(contribution, "question", contribution)
            forum.Follow.objects.start(question, member=contribution.author)
        findings = screening.screen_contribution(contribution, photos, told=told)
        if circumstances and not circumstances.is_empty:
            circumstances.question = contribution
            circumstances.save()
            findings += circumstances.findings()
        if photos:
            forum.Photo.objects.attach(photos, contribution)
            findings.append(screening.PICTURE)
        waits = trust.must_wait(contribution, findings)
        ordinary = screening.Severity.ORDINARY
        severity = max([finding.severity for finding in findings], default=ordinary)
        forum.ReviewItem.open(
            contribution,
            why=forum.ReviewItem.Why.NEW,
            severity=severity,
            findings=screening.kept(findings),
            within=None if waits or severity > ordinary else trust.AFTERWARDS,
        )
        if screening.wants_links_off(findings):
            contribution.switch_links_off()
        if not waits:
            contribution.publish()
            notifications.published(contribution)
        return contribution


class QuestionQuerySet(ContributionQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What is for members only is seen by whoever is signed in."""
        seen = super().visible_to(user)
        return seen.filter(audience="everyone") if user.is_anonymous else seen

    def for_list(self, user: User | AnonymousUser) -> Self:
        """Published questions, newest first, with the number of their published answers."""
        return (
            self.visible_to(user)
            .published()
            .filter(emptied=False)
            .select_related("author", "condition")
            .defer("body", "body_html", "body_text", "search")
            .annotate(beginning=Left("body_text", EXCERPT))
            .order_by("-published_at", "-pk")
        )

    def locked(self) -> Self:
        return self.filter(locked_at__isnull=False)

    def unanswered(self) -> Self:
        """Without a public answer, the longest waiting first."""
        return self.filter(standing=Standing.UNANSWERED).order_by("published_at", "pk")

    def unanswered_long(self) -> Self:
        return self.unanswered().filter(published_at__lt=timezone.now() - TOO_LONG)

    def listed(self, name: str) -> Self:
        """Those of one of the lists of `forum.standing`."""
        if name == "unanswered-long":
            return self.unanswered_long()
        if name == Standing.UNANSWERED:
            return self.unanswered()
        return self.filter(standing=name) if name in Standing.values else self

    def recount(self) -> None:
        """Count the answers of these questions anew; triggers do so at every change."""
        everything = not self.query.has_filters()
        pks = None if everything else list(self.order_by().values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute("SELECT forum_recount(%s)", [pks])

    def without_authors(self, members: Iterable[int]) -> Self:
        """Without what these members asked by name. What was asked anonymously stays: a gap would
        say who asked it."""
        return self.exclude(author__in=members, anonymous=False)

    def about_conditions(self, conditions: Any) -> Self:
        return self.filter(condition__in=conditions)

    def for_page(self, user: User | AnonymousUser) -> Self:
        """One question with all that its page shows, but for the answers, which are paginated."""
        return (
            self.visible_to(user)
            .select_related(
                "author", "condition", "circumstances__condition", "duplicate_of", "label_article"
            )
            .defer("search", *without_text("duplicate_of"), *without_text("label_article"))
            .with_refusal()
            .annotate(
                shown_count=count_of(forum.Answer.objects.visible_to(user), "question"),
                followed=Exists(
                    forum.Follow.objects.filter(question=OuterRef("pk"), member=user.pk)
                ),
            )
            .prefetch_related(
                "topics",
                forum.photos.shown_photos(),
                Prefetch(
                    "comments", forum.Comment.objects.for_page(user), to_attr="shown_comments"
                ),
            )
        )


class AnswerQuerySet(ContributionQuerySet):
    @transaction.atomic
    def submit(self, *, articles: Iterable[Article] = (), **fields: Any) -> forum.Answer:
        """The same, with the articles on which it rests."""
        answer = super().submit(**fields)
        forum.ArticleCitation.objects.cite(answer, articles)
        return answer

    def sent_before(
        self, *, articles: Iterable[Article] = (), **fields: Any
    ) -> forum.Answer | None:
        return super().sent_before(**fields)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What hangs below a hidden question is hidden with it."""
        seen = super().visible_to(user)
        if moderates(user):
            return seen
        return seen.filter(question__in=forum.Question.objects.visible_to(user))

    def ranked(self) -> Self:
        """What helped the asker first, then by thanks, then by time; what is not decided last."""
        return self.annotate(thanks_count=count_of(forum.Thanks.objects.all(), "answer")).order_by(
            IsNull(F("number"), True), IsNull(F("helped_at"), True), "-thanks_count", "number", "pk"
        )

    def for_page(self, user: User | AnonymousUser) -> Self:
        """As they stand on the page. Ask `question.answers`: they know the question then."""
        return (
            self.visible_to(user)
            .ranked()
            .select_related("author", "label_article")
            .defer("search", *without_text("label_article"))
            .with_refusal()
            .annotate(
                thanked=Exists(forum.Thanks.objects.filter(answer=OuterRef("pk"), member=user.pk))
            )
            .prefetch_related(
                forum.photos.shown_photos(),
                Prefetch(
                    "comments", forum.Comment.objects.for_page(user), to_attr="shown_comments"
                ),
                Prefetch(
                    "citations",
                    forum.ArticleCitation.objects.for_page(),
                    to_attr="shown_citations",
                ),
            )
        )

    def before(self, answer: forum.Answer, user: User | AnonymousUser) -> int:
        """How many answers this reader sees above that one, which the reader sees as well."""
        shown = self.visible_to(user).filter(question=answer.question_id).ranked()
        return list(shown.values_list("pk", flat=True)).index(answer.pk)


class CommentQuerySet(ContributionQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        seen = super().visible_to(user)
        if moderates(user):
            return seen
        # Looked up for each comment: a list of all visible answers would be made for a few of them.
        question = forum.Question.objects.visible_to(user).filter(pk=OuterRef("question"))
        answer = forum.Answer.objects.visible_to(user).filter(pk=OuterRef("answer"))
        return seen.filter(Exists(question) | Exists(answer))

    def for_page(self, user: User | AnonymousUser) -> Self:
        return (
            self.visible_to(user)
            .select_related("author", "label_article")
            .defer(*without_text("label_article"))
            .with_refusal()
            .order_by("created_at", "pk")
        )


class ArticleCommentQuerySet(ContributionQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        seen = super().visible_to(user)
        if moderates(user):
            return seen
        return seen.filter(article__in=Article.objects.visible_to(user))

    def for_page(self, user: User | AnonymousUser) -> Self:
        """Without the writers' addresses: no template can show what was not fetched."""
        return (
            self.visible_to(user)
            .select_related("author", "label_article")
            .defer("email", *without_text("label_article"))
            .with_refusal()
            .order_by("published_at", "pk")
        )


class ReviewItemQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def for_queue(self) -> Self:
        """Rows of the queue with all that a row says, without any address or long column."""
        return (
            self.select_related(
                "question__author",
                "question__circumstances__condition",
                "answer__author",
                "answer__question",
                "comment__author",
                "comment__question",
                "comment__answer__question",
                "article_comment__author",
                "article_comment__article",
            )
            .defer(
                "question__search",
                "answer__search",
                "article_comment__email",
                *(
                    f"{parent}__{column}"
                    for parent in (
                        "answer__question",
                        "comment__question",
                        "comment__answer__question",
                    )
                    for column in ("body", "body_html", "body_text", "search")
                ),
                *(
                    f"comment__answer__{column}"
                    for column in ("body", "body_html", "body_text", "search")
                ),
                *(
                    f"article_comment__article__{column}"
                    for column in ("body_html", "body_text", "summary_html", "contents")
                ),
            )
            .prefetch_related(
                "flags",
                Prefetch("decisions", forum.Decision.objects.select_related("by", "undone_by")),
            )
        )

    def about_kind(self, kind: str) -> Self:
        return self.filter(**{f"{kind}__isnull": False})


class DecisionQuerySet(models.QuerySet):
    def count_earlier(self, items: Iterable[forum.ReviewItem]) -> None:
        """Note on each item, as `earlier`, how much of its author is approved and refused.

        By what became of their texts: those who write most have thousands of decisions, and to
        gather these for a page of authors took longer than a request may.
        """
        items = list(items)
        authors = {item.target.author_id for item in items} - {None}
        approved, refused = Q(state="published"), Q(state__in=["rejected", "removed"])
        counts = {author: {"approved": 0, "refused": 0} for author in authors}
        kinds = [
            kind.objects.filter(author__in=authors)
            .order_by()
            .values_list("author")
            .annotate(yes=Count("pk", filter=approved), no=Count("pk", filter=refused))
            for kind in (forum.Question, forum.Answer, forum.Comment, forum.ArticleComment)
        ]
        for author, yes, no in kinds[0].union(*kinds[1:], all=True) if authors else ():
            counts[author]["approved"] += yes
            counts[author]["refused"] += no
        for item in items:
            item.earlier = counts.get(item.target.author_id, {"approved": 0, "refused": 0})
