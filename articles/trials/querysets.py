"""The only doors by which pages, feeds, site map, search and mails reach trials."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.querysets import works_on_articles
from articles.trials.terms import ENDED, RECRUITING, SEEN_FOR, long_ago
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

    def with_standing(self) -> Self:
        """With `is_behind`: the registry has said something new since the words shown."""
        snapshots = self.model.snapshots.rel.related_model.objects
        newer = snapshots.filter(trial=OuterRef("pk"), pk__gt=OuterRef("summary__snapshot"))
        return self.annotate(is_behind=Exists(newer))

    def unexplained(self) -> Self:
        """Those that families could ask to join, and that nobody has put in plain words."""
        matches = self.model.matches.rel.related_model.objects
        ours = matches.filter(trial=OuterRef("pk"), state="confirmed")
        recruiting = self.filter(state="unpublished", status__in=RECRUITING)
        return recruiting.filter(Exists(ours))


class TrialEventQuerySet(models.QuerySet):
    """What has happened to trials."""

    def still_open(self) -> Self:
        return self.filter(state="open")

    def worth_knowing(self) -> Self:
        """What families who follow a condition are told, of trials that they can read about."""
        return self.filter(kind__in=self.model.WORTH_KNOWING, trial__state="published")

    def settle(self, *, by: User, note: str = "") -> int:
        """Looked at, all that is still open of them, with one note. Returns how many."""
        return self.still_open().update(
            state="settled", settled_by=by, settled_at=timezone.now(), note=note.strip()
        )
