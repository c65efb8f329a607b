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

from articles.models import Article, Condition, TrialEvent
from forum.models import Question

NEWEST = 20
EXCERPT = 400  # characters
#: Beside what became of a trial.
RESEARCH = "A trial is research, not treatment. Only the study team can tell who can take part."
Item = Article | Question | TrialEvent


class PortalFeed(Feed):
    """Addresses begin with SITE_URL: the Host header of a request is a stranger's claim."""

    feed_type = Atom1Feed
    author_name = settings.SITE_NAME

    def item_title(self, item: Item) -> str:
        if isinstance(item, TrialEvent):
            return f"{item.get_kind_display()}: {item.trial.summary.title}"
        return item.title

    def item_link(self, item: Item) -> str:
        page = item.trial if isinstance(item, TrialEvent) else item
        return settings.SITE_URL + page.get_absolute_url()

    def item_guid(self, item: Item) -> str:
        """What became of a trial is something new each time, on the same page."""
        which = f"#change-{item.pk}" if isinstance(item, TrialEvent) else ""
        return self.item_link(item) + which

    def item_description(self, item: Item) -> str:
        if isinstance(item, TrialEvent):
            return RESEARCH
        text = item.summary_text if isinstance(item, Article) else item.beginning
        return Truncator(text).chars(EXCERPT)

    def item_pubdate(self, item: Item) -> datetime:
        return item.noticed_at if isinstance(item, TrialEvent) else item.published_at

    def item_updateddate(self, item: Item) -> datetime:
        return item.updated_at if isinstance(item, Article) else self.item_pubdate(item)


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
    """What is new about one condition and its forms, also in trials; the newest first."""

    def get_object(self, request: HttpRequest, slug: str) -> Condition:
        return get_object_or_404(Condition, slug=slug)

    def title(self, condition: Condition) -> str:
        return f"{settings.SITE_NAME}: {condition.name}"

    def subtitle(self, condition: Condition) -> str:
        return f"Articles, questions and changes in clinical trials about {condition.name}."

    def link(self, condition: Condition) -> str:
        return settings.SITE_URL + condition.get_absolute_url()

    def feed_url(self, condition: Condition) -> str:
        return settings.SITE_URL + condition.feed_url

    def items(self, condition: Condition) -> list[Any]:
        family = [condition, *Condition.objects.below(condition)]
        articles = Article.objects.for_list(AnonymousUser()).about_conditions(family)
        questions = Question.objects.for_list(AnonymousUser()).about_conditions(family)
        trials = TrialEvent.objects.worth_knowing().about_conditions(family)
        found = [*articles[:NEWEST], *questions[:NEWEST], *trials[:NEWEST]]
        return sorted(found, key=self.item_updateddate, reverse=True)[:NEWEST]
