"""The only doors by which pages, feeds, site map, search and mails reach trials."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Prefetch,
    Q,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles import models as articles  # they import this module: their names are read when used
from articles.querysets import works_on_articles
from articles.trials import fitting
from articles.trials.terms import ENDED, OVER, RECRUITING, SEEN_FOR, Status, long_ago
from portal.models import User

#: The long columns, which a list does without.
TEXTS = [
    "official_title", "registry_summary", "criteria", "primary_outcomes", "why_stopped",
    "keywords", "condition_terms", "pmids", "mesh_ids", "summary__summary",
    "summary__summary_html", "summary__taking_part", "summary__taking_part_html",
]  # fmt: skip
#: What families can ask to join comes first; a record that the registry dropped is as good as over.
RANK = Case(
    When(gone_since__isnull=False, then=7),
    *(
        When(status=status, then=rank)
        for rank, status in enumerate(
            [
                Status.RECRUITING,
                Status.AVAILABLE,
                Status.NOT_YET_RECRUITING,
                Status.ENROLLING_BY_INVITATION,
                Status.ACTIVE_NOT_RECRUITING,
                Status.SUSPENDED,
            ]
        )
    ),
    When(status__in=OVER, then=8),
    default=6,
    output_field=IntegerField(),
)
#: For editors: what takes a hope away or gives one, then what needs a person, then the rest.
WORST_KINDS_FIRST = ["terminated", "gone", "stopped", "started", "results", "completed"]
WORST_KINDS_FIRST += ["unknown value", "twin", "criteria", "back", "status", "sites", "new", "text"]
#: As expressions: Django's admin sorts before it adds the columns of `for_queue()`.
WORST_FIRST = [F("worst_of_trial"), F("is_hidden"), "trial_id", F("weight"), "-noticed_at", "pk"]


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

    def not_over(self) -> Self:
        """Without those that nobody can join any more."""
        return self.exclude(status__in=OVER)

    def for_list(self, said: fitting.Situation) -> Self:
        """Rows of readers' lists: what may fit first, then what recruits, then the nearest.

        Nothing that does not fit is left out, but for other conditions.
        """
        found = self.published().select_related("summary").defer(*TEXTS)
        if said.about:
            found = found.filter(Exists(fitting.matches(said.about.related)))
        found = found.annotate(may_fit=fitting.may_fit(said), rank=RANK)
        order = ["-may_fit", "rank"]
        if said.place:
            found = found.annotate(km=fitting.nearest(said.place))
            order.append(F("km").asc(nulls_last=True))
        newest = F("updated_on").desc(nulls_last=True)
        return found.with_conditions().order_by(*order, newest, "slug")

    def for_page(self, user: User | AnonymousUser) -> Self:
        """One trial with what its page shows of it."""
        return (
            self.visible_to(user)
            .select_related("summary")
            .with_conditions()
            .with_standing()
            .prefetch_related("registrations", "interventions__treatment")
        )

    def with_conditions(self) -> Self:
        """With what they are certainly about, as `confirmed`."""
        matches = self.model.matches.rel.related_model.objects.filter(state="confirmed")
        about = matches.select_related("condition")
        return self.prefetch_related(Prefetch("matches", about, to_attr="confirmed"))

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

    def for_queue(self) -> Self:
        """With what `WORST_FIRST` sorts by: the news of one study stand together."""
        weight = Case(
            *(When(kind=kind, then=Value(at)) for at, kind in enumerate(WORST_KINDS_FIRST)),
            default=Value(len(WORST_KINDS_FIRST)),
        )
        return self.select_related("trial__summary", "settled_by").annotate(
            weight=weight,
            worst_of_trial=Window(Min(weight), partition_by="trial_id"),
            is_hidden=Case(When(trial__state="published", then=Value(0)), default=Value(1)),
        )

    def about_conditions(self, conditions: Iterable[articles.Condition]) -> Self:
        """Of trials that are certainly about these, with what a line about each says."""
        matches = articles.TrialCondition.objects.filter(
            trial=OuterRef("trial"), state="confirmed", condition__in=conditions
        )
        return self.filter(Exists(matches)).select_related("trial__summary")

    def settle(self, *, by: User, note: str = "") -> int:
        """Looked at, all that is still open of them, with one note. Returns how many."""
        return self.still_open().update(
            state="settled", settled_by=by, settled_at=timezone.now(), note=note.strip()
        )
