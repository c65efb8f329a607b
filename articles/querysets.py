"""The only doors by which views, feeds, sitemaps and searches reach articles and conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import models
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from articles import models as articles  # they import this module: their names are read when used
from portal.models import User
from portal.search import SearchQuerySet

#: What readers may open: a retired article keeps its page, with a notice.
PUBLIC_STATES = ["published", "retired"]
#: The long columns of a condition's overview, which a list of conditions does without.
OVERVIEW_TEXTS = [
    f"overview__{name}" for name in ("summary_html", "body_html", "body_text", "search")
]


def works_on_articles(user: User | AnonymousUser) -> bool:
    """Editors and reviewers are staff, and only staff are held to a second factor."""
    return user.is_staff and user.has_perm("articles.view_article")


class ArticleQuerySet(SearchQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees what was published; whoever edits or signs sees drafts as well."""
        if works_on_articles(user):
            return self.all()
        return self.filter(state__in=PUBLIC_STATES)

    def published(self) -> Self:
        return self.filter(state="published")

    def for_list(self, user: User | AnonymousUser) -> Self:
        """Rows of a list: newest first, without the long columns."""
        return (
            self.visible_to(user)
            .published()
            .select_related("live", "signoff", "overview_of")
            .defer(
                "body_html", "body_text", "summary_html", "search", "live__body", "live__summary"
            )
            .order_by("-updated_at", "-pk")
        )

    def without_overviews(self) -> Self:
        """An overview is read on its condition's page, so lists of articles leave it out."""
        return self.exclude(kind="overview")

    def about_conditions(self, conditions: Iterable[articles.Condition]) -> Self:
        return self.filter(conditions__in=conditions).distinct()

    def recently_reviewed(self) -> Self:
        """Only what a clinician has signed, the newest review first."""
        return self.filter(signoff__isnull=False).order_by("-signoff__signed_on", "-pk")

    def for_page(self, user: User | AnonymousUser) -> Self:
        """One article with all that its page shows."""
        return (
            self.visible_to(user)
            .select_related("live", "signoff", "overview_of")
            .defer("body_text", "search", "live__body", "live__summary")
            .prefetch_related(
                "conditions",
                "topics",
                Prefetch("related", self.model.objects.for_list(AnonymousUser())),
                Prefetch("live__citations", articles.Citation.objects.select_related("source")),
            )
        )


class ConditionQuerySet(models.QuerySet):
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
    def newest(self) -> Self:
        """For each treatment, condition and jurisdiction the row that was checked last."""
        return self.order_by("treatment", "condition", "jurisdiction", "-as_of").distinct(
            "treatment", "condition", "jurisdiction"
        )
