"""Atom feeds. Whoever reads them has no session: they hold what everybody may see, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator

from articles.models import Article, Condition
from forum.models import Question

NEWEST = 20
EXCERPT = 400  # characters


class PortalFeed(Feed):
    """Addresses begin with SITE_URL: the Host header of a request is a stranger's claim."""

    feed_type = Atom1Feed
    author_name = settings.SITE_NAME

    def item_title(self, item: Article | Question) -> str:
        return item.title

    def item_link(self, item: Article | Question) -> str:
        return settings.SITE_URL + item.get_absolute_url()

    def item_description(self, item: Article | Question) -> str:
        text = item.summary_text if isinstance(item, Article) else item.beginning
        return Truncator(text).chars(EXCERPT)

    def item_pubdate(self, item: Article | Question) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Article | Question) -> datetime:
        return item.updated_at if isinstance(item, Article) else item.published_at


class ArticleFeed(PortalFeed):
    title = f"{settings.SITE_NAME}: articles"
    subtitle = "New and updated articles."

    def link(self) -> str:
        return settings.SITE_URL + reverse("articles:articles")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("feed-articles")

    def items(self) -> Iterable[Article]:
        return Article.objects.for_list(AnonymousUser())[:NEWEST]


class QuestionFeed(PortalFeed):
    title = f"{settings.SITE_NAME}: questions"
    subtitle = "Questions families asked."

    def link(self) -> str:
        return settings.SITE_URL + reverse("forum:questions")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("feed-questions")

    def items(self) -> Iterable[Question]:
        return Question.objects.for_list(AnonymousUser())[:NEWEST]


class ConditionFeed(PortalFeed):
    """Articles and questions about one condition and its forms, the newest first."""

    def get_object(self, request: HttpRequest, slug: str) -> Condition:
        return get_object_or_404(Condition, slug=slug)

    def title(self, condition: Condition) -> str:
        return f"{settings.SITE_NAME}: {condition.name}"

    def subtitle(self, condition: Condition) -> str:
        return f"Articles and questions about {condition.name}."

    def link(self, condition: Condition) -> str:
        return settings.SITE_URL + condition.get_absolute_url()

    def feed_url(self, condition: Condition) -> str:
        return settings.SITE_URL + condition.feed_url

    def items(self, condition: Condition) -> list[Any]:
        family = [condition, *Condition.objects.below(condition)]
        articles = Article.objects.for_list(AnonymousUser()).about_conditions(family)
        questions = Question.objects.for_list(AnonymousUser()).about_conditions(family)
        found = [*articles[:NEWEST], *questions[:NEWEST]]
        return sorted(found, key=self.item_updateddate, reverse=True)[:NEWEST]
