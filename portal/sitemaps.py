"""What search engines may index: public pages, with the date of their last published change."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from articles.models import Article, Condition, Treatment
from articles.querysets import PUBLIC_STATES
from forum.models import Question
from portal.models import Topic


class PortalSitemap(Sitemap):
    """Addresses begin with SITE_URL: the Host header of a request is a stranger's claim."""

    limit = 5_000

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class PageSitemap(PortalSitemap):
    def items(self) -> list[str]:
        lists = [
            "articles:conditions",
            "articles:articles",
            "articles:treatments",
            "articles:organisations",
        ]
        return ["home", *lists, "articles:glossary", "forum:questions", "about"]

    def location(self, item: str) -> str:
        return reverse(item)


class ConditionSitemap(PortalSitemap):
    def items(self) -> QuerySet[Condition]:
        dropped = Article.objects.visible_to(AnonymousUser()).past_grace()
        shown = Condition.objects.exclude(overview__in=dropped.values("pk"))
        return shown.select_related("overview").order_by("pk")

    def lastmod(self, item: Condition) -> datetime | None:
        public = item.overview and item.overview.state in PUBLIC_STATES
        return item.overview.updated_at if public else None


class ArticleSitemap(PortalSitemap):
    def items(self) -> QuerySet[Article]:
        articles = Article.objects.for_list(AnonymousUser()).filter(overview_of=None)
        return articles.within_grace().order_by("pk")

    def lastmod(self, item: Article) -> datetime:
        return item.updated_at


class TreatmentSitemap(PortalSitemap):
    def items(self) -> QuerySet[Treatment]:
        return Treatment.objects.order_by("pk")


class QuestionSitemap(PortalSitemap):
    def items(self) -> QuerySet[Question]:
        public = Question.objects.visible_to(AnonymousUser()).published()
        return public.only("title", "published_at").order_by("pk")

    def lastmod(self, item: Question) -> datetime:
        return item.published_at


class TopicSitemap(PortalSitemap):
    def items(self) -> QuerySet[Topic]:
        return Topic.objects.order_by("pk")


SITEMAPS = {
    "pages": PageSitemap,
    "conditions": ConditionSitemap,
    "articles": ArticleSitemap,
    "treatments": TreatmentSitemap,
    "questions": QuestionSitemap,
    "topics": TopicSitemap,
}
