"""The only doors by which views, feeds, sitemaps and searches reach articles and conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from articles import models as articles  # they import this module: their names are read when used
from portal import markdown
from portal.models import User

#: Days before its end in which a status counts as expiring.
STATUS_EXPIRES_SOON = 14
#: What readers may open: a retired article keeps its page, with a notice.
PUBLIC_STATES = ["published", "retired"]
#: The long columns of a condition's overview, which a list of conditions does without.
OVERVIEW_TEXTS = [f"overview__{name}" for name in ("summary_html", "body_html", "body_text")]
#: The long columns of the page that follows a retired one.
SUCCESSOR_TEXTS = [f"successor__{name}" for name in ("summary_html", "body_html", "body_text")]

#: Open ones first, and of them those that say what is wrong; then the newest.
FEEDBACK_QUEUE = [
    Case(When(state="open", then=0), default=1).asc(),
    Case(When(why="wrong", then=0), default=1).asc(),
    F("created_at").desc(),
]


def works_on_articles(user: User | AnonymousUser) -> bool:
    """Editors and reviewers are staff, and only staff are held to a second factor."""
    return user.is_staff and user.has_perm("articles.view_article")


class ArticleQuerySet(models.QuerySet):
    """Articles, as readers and those who work on them may see them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees what was published; whoever edits or signs sees drafts as well."""
        if works_on_articles(user):
            return self.all()
        return self.filter(state__in=PUBLIC_STATES)

    def published(self) -> Self:
        return self.filter(state="published")

    def rendered_otherwise(self) -> Self:
        """Those whose stored HTML another version of the renderer has made."""
        return self.exclude(live=None).exclude(rendered_by=markdown.VERSION)

    def for_list(self, user: User | AnonymousUser) -> Self:
        """Rows of a list: newest first, without the long columns."""
        return (
            self.visible_to(user)
            .published()
            .select_related("live", "signoff", "overview_of")
            .defer("body_html", "body_text", "summary_html", "live__body", "live__summary")
            .with_lost_review()
            .order_by("-updated_at", "-pk")
        )

    def without_overviews(self) -> Self:
        """An overview is read on its condition's page, so lists of articles leave it out."""
        return self.exclude(kind="overview")

    def about_conditions(self, conditions: Iterable[articles.Condition]) -> Self:
        return self.filter(conditions__in=conditions).distinct()

    def recently_reviewed(self) -> Self:
        """Only what a clinician has signed and what is not overdue, the newest review first."""
        signed = self.filter(signoff__isnull=False, review_due_on__gte=timezone.localdate())
        return (
            signed.with_lost_review()
            .filter(review_lost=False)
            .order_by("-signoff__signed_on", "-pk")
        )

    def for_page(self, user: User | AnonymousUser) -> Self:
        """One article with all that its page shows."""
        return (
            self.visible_to(user)
            .select_related("live", "signoff", "overview_of", "successor__overview_of")
            .defer("body_text", "live__body", "live__summary", *SUCCESSOR_TEXTS)
            .with_grace()
            .with_lost_review()
            .prefetch_related(
                "conditions",
                "topics",
                Prefetch("related", self.model.objects.for_list(AnonymousUser())),
                Prefetch(
                    "live__citations",
                    articles.Citation.objects.select_related("source__superseded_by"),
                ),
            )
        )

    def with_grace(self) -> Self:
        """Note as `folds_after` until when an overdue page stays as it is."""
        policy = articles.ReviewPolicy.objects.filter(kind=OuterRef("kind"))
        usual = Case(
            *(
                When(kind=kind, then=days)
                for kind, (_, days) in articles.reviewing.USUAL_POLICIES.items()
            )
        )
        days = Coalesce(Subquery(policy.values("grace_days")), usual, output_field=IntegerField())
        after = ExpressionWrapper(F("review_due_on") + days, output_field=models.DateField())
        return self.annotate(folds_after=after)

    def within_grace(self) -> Self:
        """Without the pages that search engines are asked to drop."""
        return self.with_grace().filter(folds_after__gte=timezone.localdate())

    def past_grace(self) -> Self:
        return self.with_grace().filter(folds_after__lt=timezone.localdate())

    def with_lost_review(self) -> Self:
        """Note as `review_lost` that its reviewer was withdrawn and nobody has decided yet.

        The page names no sign-off any more by then; the task does, until another one settles it.
        """
        tasks = articles.ReviewTask.objects.still_open().filter(
            article=OuterRef("pk"), why="reviewer withdrawn"
        )
        return self.annotate(review_lost=Exists(tasks))

    def withdrawn(self) -> Self:
        """What an address says whose text was taken away: why, since when, what to read."""
        taken = articles.Publication.objects.filter(article=OuterRef("pk"), action="withdrawn")
        return (
            self.filter(state="withdrawn")
            .select_related("overview_of", "successor__overview_of")
            .only(
                "kind", "slug", "state", "withdrawn_because", "overview_of__slug",
                "successor__kind", "successor__slug", "successor__state", "successor__title",
                "successor__overview_of__slug",
            )
            .annotate(withdrawn_at=Subquery(taken.order_by("-at").values("at")[:1]))
        )  # fmt: skip

    def in_all_languages(self, original: int) -> Self:
        """An article and its translations, in the order of their languages, without texts."""
        return (
            self.filter(Q(pk=original) | Q(translation_of=original))
            .select_related("overview_of")
            .only(
                "kind", "slug", "state", "title", "language", "translation_of", "live",
                "overview_of__slug",
            )
            .order_by(F("translation_of").asc(nulls_first=True), "language")
        )  # fmt: skip

    def alike(
        self, *, conditions: Sequence[int], topics: Sequence[int], sources: Sequence[int]
    ) -> Self:
        """What shares most with an article: a condition weighs more than a topic or a source."""
        of_article = self.model.conditions.through.objects.filter(
            article=OuterRef("pk"), condition__in=conditions
        )
        on_topic = articles.ArticleTopic.objects.filter(
            content_object=OuterRef("pk"), tag__in=topics
        )
        citing = articles.Citation.objects.filter(revision=OuterRef("live"), source__in=sources)
        shared = (
            3 * _count(of_article, "article")
            + 2 * _count(on_topic, "content_object")
            + _count(citing, "revision")
        )
        return self.annotate(shared=shared).filter(shared__gt=0).order_by("-shared", "title")


def _count(rows: models.QuerySet, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


class FeedbackQuerySet(models.QuerySet):
    """What readers said of the texts."""

    def submit(
        self, *, revision: articles.Revision, helpful: bool, why: str = "", text: str = ""
    ) -> articles.Feedback:
        """Keep what a reader says of that text, and nothing about the reader."""
        return self.create(revision=revision, helpful=helpful, why=why, text=text)

    def open(self) -> Self:
        return self.filter(state="open")

    def for_queue(self) -> Self:
        """Rows of the editors' queue, without the texts that they are about."""
        return (
            self.select_related("revision__article", "handled_by")
            .defer(
                "revision__body", "revision__summary", "revision__article__body_html",
                "revision__article__body_text", "revision__article__summary_html",
            )
            .order_by(*FEEDBACK_QUEUE)
        )  # fmt: skip


class ConditionQuerySet(models.QuerySet):
    """Conditions, of which all are public."""

    def for_index(self) -> Self:
        """Every condition, with the other names that lead to it."""
        return self.prefetch_related("names").order_by("name")

    def for_home(self) -> Self:
        """The conditions themselves, without the forms of a condition that has its own page."""
        return self.filter(Q(parent=None) | Q(parent__parent=None)).order_by("name")

    def for_page(self) -> Self:
        """One condition with what its page says of it; its articles come from their own door."""
        return self.select_related("parent").prefetch_related("names", "codes")

    def below(self, condition: articles.Condition) -> list[articles.Condition]:
        """All forms of this condition and the forms of those, in the order of their names."""
        children: dict[int | None, list[articles.Condition]] = {}
        for each in self.select_related("overview").defer(*OVERVIEW_TEXTS).order_by("name"):
            children.setdefault(each.parent_id, []).append(each)
        found, waiting = [], [condition.pk]
        while waiting:
            below = children.pop(waiting.pop(), [])  # popped: a loop in the tree ends here
            found += below
            waiting += [each.pk for each in below]
        return sorted(found, key=lambda each: each.name.casefold())

    def above(self, conditions: Iterable[int | None]) -> set[int]:
        """The numbers of these conditions, and of all of which they are forms."""
        waiting, found = set(conditions) - {None}, set()
        parents = dict(self.order_by().values_list("pk", "parent_id")) if waiting else {}
        while waiting:
            found |= waiting  # what was found before is not looked at again: a loop ends
            waiting = {parents.get(each) for each in waiting} - found - {None}
        return found

    def named_like(self, text: str) -> Self:
        """Conditions whose name or other name begins like the text, or is one or two letters off.

        Abbreviations are too short to guess at: they must be exact. A name typed in full comes
        first, and of two that are as like the one without other words around it.
        """
        names = articles.ConditionName.objects.filter(condition=OuterRef("pk"))
        close = Greatest(
            TrigramWordSimilarity(text, "name"),
            Coalesce(
                Subquery(
                    names.exclude(kind="abbreviation")
                    .values("condition")
                    .annotate(best=Max(TrigramWordSimilarity(text, "name")))
                    .values("best")
                ),
                Value(0.0),
            ),
        )
        exact = Q(names__name__iexact=text, names__kind="abbreviation")
        prefix = Q(name__istartswith=text) | Q(names__name__istartswith=text)
        return (
            self.annotate(
                likeness=close,
                whole=Q(name__iexact=text) | Exists(names.filter(name__iexact=text)),
                alone=TrigramSimilarity("name", text),
            )
            .filter(Q(likeness__gte=0.5) | exact | prefix)
            .distinct()
            .order_by("-whole", "-likeness", "-alone", "name")
        )


class TreatmentStatusQuerySet(models.QuerySet):
    """Rows of the ledger, of which the newest for a place counts."""

    def newest(self) -> Self:
        """For each treatment, condition and jurisdiction the row that was checked last."""
        newer = self.model._base_manager.filter(
            treatment=OuterRef("treatment"),
            condition=OuterRef("condition"),
            jurisdiction=OuterRef("jurisdiction"),
            as_of__gt=OuterRef("as_of"),
        )
        return self.annotate(is_replaced=Exists(newer)).filter(is_replaced=False)

    def for_ledger(self) -> Self:
        """What readers see, with all that a line of the ledger names."""
        return (
            self.newest()
            .select_related("treatment__boxed_warning_source", "condition", "source")
            .order_by("treatment__name", "condition__name", "jurisdiction")
        )

    def to_check(self) -> Self:
        """Newest rows that readers are not told any more, or soon will not be; the worst first."""
        soon = timezone.localdate() + timedelta(days=STATUS_EXPIRES_SOON)
        doubtful = Q(valid_until__lte=soon) | Q(source__state="retracted")
        return self.newest().filter(doubtful).order_by("valid_until", "pk")
