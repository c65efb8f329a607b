"""The only doors by which pages, feeds, site map, search and mails reach trials."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from articles.querysets import works_on_articles
from portal.models import User


class TrialQuerySet(models.QuerySet):
    """Trials, as readers and editors may see them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees what a person has published; editors and reviewers see all."""
        return self.all() if works_on_articles(user) else self.published()

    def published(self) -> Self:
        return self.filter(state="published")


class TrialEventQuerySet(models.QuerySet):
    """What has happened to trials."""

    def still_open(self) -> Self:
        return self.filter(state="open")

    def worth_knowing(self) -> Self:
        """What families who follow a condition are told, of trials that they can read about."""
        return self.filter(kind__in=self.model.WORTH_KNOWING, trial__state="published")
