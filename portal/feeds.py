from __future__ import annotations

from django.contrib.syndication.views import Feed


class ArticleFeed(Feed):
    pass


class QuestionFeed(Feed):
    pass


class ConditionFeed(Feed):
    pass
