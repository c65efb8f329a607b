"""What editors and clinical reviewers read on the front page of the admin."""

from __future__ import annotations

from django import template

from articles.desk import dashboard
from articles.models import ArticleRequest
from portal.models import User

register = template.Library()


@register.simple_tag
def desk_sections(user: User) -> list[dashboard.Section]:
    """What waits for this person, the worst first."""
    return dashboard.sections(user)


@register.simple_tag
def articles_asked_for() -> dict[str, ArticleRequest]:
    """By the words, in lower case, of the gap from which somebody asked."""
    return {asked.words.lower(): asked for asked in ArticleRequest.objects.all()}


@register.filter
def of_words(asked: dict[str, ArticleRequest], words: str) -> ArticleRequest | None:
    return asked.get(words.lower())
