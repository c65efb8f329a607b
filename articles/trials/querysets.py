"""The only doors by which pages, feeds, site map, search and mails reach trials."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.querysets import works_on_articles
from articles.trials.terms import ENDED, SEEN_FOR, long_ago
from portal.models import User


class TrialQuerySet(models.QuerySet):
    """Trials, as readers and editors may see them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees what a person has published; editors and reviewers see all."""
        return self.all() if works_on_articles(user) else self.published()

    def published(self) -> Self:
        return self.filter(state="published")

    def of_id(self, registry: str, number: str) -> Self:
        """The one study that this registry has, or had, under this id."""
        return self.filter(registrations__registry=registry, registrations__number=number)

    def stale(self) -> Self:
        """Those of which nobody knows whether the record still holds: see `Trial.is_stale`."""
        today = timezone.localdate()
        ends = Coalesce("completion_on", "primary_completion_on", Value(today))
        unconfirmed = Q(verified_on__lt=long_ago(today)) & ~Q(status__in=ENDED)
        return self.alias(ends=ends).filter(Q(status="unknown") | unconfirmed & Q(ends__lte=today))

    def not_looked_at(self) -> Self:
        """Those whose record this portal itself has not seen for long."""
        return self.filter(seen_on__lt=timezone.localdate() - SEEN_FOR)


class TrialEventQuerySet(models.QuerySet):
    """What has happened to trials."""

    def still_open(self) -> Self:
        return self.filter(state="open")

    def worth_knowing(self) -> Self:
        """What families who follow a condition are told, of trials that they can read about."""
        return self.filter(kind__in=self.model.WORTH_KNOWING, trial__state="published")
