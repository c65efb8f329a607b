"""What families look for and do not find yet: gaps that editors can fill."""

from __future__ import annotations

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.models import Article, Condition

#: Years after which the newest source of a text is called old.
OLD = 5
WANTED = [Article.Kind.TREATMENT, Article.Kind.LIVING]


def without_overview() -> Q:
    """Conditions whose page opens without a text."""
    return ~Q(overview__state=Article.State.PUBLISHED)


def without_articles(conditions: QuerySet[Condition]) -> QuerySet[Condition]:
    """Those about which nothing is said on treatment nor on living with it.

    What is said of its forms counts; so does what is said of the condition that it is a form of,
    but not what is said of a whole group.
    """
    articles = Article.objects.published().filter(kind__in=WANTED)
    near = (
        Q(conditions=OuterRef("pk"))
        | Q(conditions__parent=OuterRef("pk"))
        | Q(conditions=OuterRef("parent"), conditions__parent__isnull=False)
    )
    return conditions.filter(~Exists(articles.filter(near)))


def on_old_sources(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Published texts whose newest source is older than that."""
    newest = Max("live__citations__source__year")
    return (
        articles.filter(state=Article.State.PUBLISHED)
        .alias(newest_source=newest)
        .filter(newest_source__lt=timezone.localdate().year - OLD)
    )


def drafts_of(articles: QuerySet[Article], user: object) -> QuerySet[Article]:
    """Pages whose newest text this person wrote, and nobody has published."""
    return articles.filter(
        Q(live=None) | Q(newest__gt=F("live__number")),
        ~Q(state__in=[Article.State.RETIRED, Article.State.WITHDRAWN]),
        revisions__number=F("newest"),
        revisions__author=user,
    )
