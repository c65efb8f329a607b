"""What search engines may index: public pages, with the date of their last published change.

One file names the others: one for everything curated, and one for each range of questions' numbers,
so that a new question changes the last of them alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import F, Max, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from articles.models import Article, Condition, Treatment, Trial
from articles.querysets import PUBLIC_STATES
from forum.models import Question
from portal.models import Topic

#: Numbers of questions in one file. Each address costs some time; crawlers may wait for 50,000.
QUESTIONS = 2_000
INDEX = """<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
%s
</sitemapindex>
"""
URLS = INDEX.replace("sitemapindex", "urlset")


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
            "articles:trials",
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


class TrialSitemap(PortalSitemap):
    def items(self) -> QuerySet[Trial]:
        return Trial.objects.visible_to(AnonymousUser()).only("slug", "updated_on").order_by("pk")

    def lastmod(self, item: Trial) -> date | None:
        return item.updated_on


class TopicSitemap(PortalSitemap):
    def items(self) -> QuerySet[Topic]:
        return Topic.objects.order_by("pk")


#: All but the questions: these are few.
SITEMAPS = {
    "pages": PageSitemap,
    "conditions": ConditionSitemap,
    "articles": ArticleSitemap,
    "treatments": TreatmentSitemap,
    "trials": TrialSitemap,
    "topics": TopicSitemap,
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The files there are, with the date of the newest question in each."""
    parts = (
        _public_questions()
        .order_by()
        .values(part=F("pk") / QUESTIONS)
        .annotate(newest=Max("published_at"))
        .order_by("part")
    )
    rows = [_entry("sitemap", reverse("sitemap-pages"))]
    rows += [
        _entry("sitemap", reverse("sitemap-questions", args=[row["part"]]), row["newest"])
        for row in parts
    ]
    return _xml(INDEX, rows)


@require_safe
def questions(request: HttpRequest, part: int) -> HttpResponse:
    """Public questions of one range of numbers."""
    theirs = Q(pk__gte=part * QUESTIONS, pk__lt=(part + 1) * QUESTIONS, duplicate_of=None)
    found = _public_questions().filter(theirs).only("title", "published_at").order_by("pk")
    rows = [_entry("url", each.get_absolute_url(), each.published_at) for each in found]
    if not rows:
        raise Http404("No question there")
    return _xml(URLS, rows)


def _public_questions() -> QuerySet[Question]:
    return Question.objects.visible_to(AnonymousUser()).published().filter(emptied=False)


def _entry(name: str, path: str, changed: datetime | None = None) -> str:
    said = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<{name}><loc>{escape(settings.SITE_URL + path)}</loc>{said}</{name}>"


def _xml(around: str, rows: list[str]) -> HttpResponse:
    text = around % "\n".join(rows)
    return HttpResponse(text, content_type="application/xml", headers={"X-Robots-Tag": "noindex"})
