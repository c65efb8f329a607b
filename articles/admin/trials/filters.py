"""By what editors find studies and their news."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from articles.models import Trial, TrialCondition, TrialEvent


def with_open(kinds: list[str] | None = None) -> Exists:
    """Whether something about a study is still to be looked at."""
    events = TrialEvent.objects.still_open().filter(trial=OuterRef("pk"))
    return Exists(events.filter(kind__in=kinds) if kinds else events)


def with_match(*states: str) -> Exists:
    return Exists(TrialCondition.objects.filter(trial=OuterRef("pk"), state__in=states))


class ToDoFilter(admin.SimpleListFilter):
    """Studies by what waits for an editor."""

    title = "what to do"
    parameter_name = "to-do"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("explain", "To be put in plain words: recruits for our conditions"),
            ("behind", "The registry has said more than the plain words"),
            ("publish", "Words that are not published yet"),
            ("proposed", "Conditions that are proposed"),
            ("unmatched", "About no condition of ours yet"),
            ("news", "News to be looked at"),
            ("unknown", "Values that we do not know"),
            ("stale", "Nobody knows whether the record still holds"),
            ("by-hand", "Entered by hand"),
        ]

    def queryset(self, request: HttpRequest, trials: QuerySet[Trial]) -> QuerySet[Trial]:
        match self.value():
            case "explain":
                return trials.filter(pk__in=Trial.objects.unexplained().values("pk"))
            case "behind":
                return trials.filter(is_behind=True, state="published")
            case "publish":
                return trials.filter(has_newer_words=True).exclude(state="withdrawn")
            case "proposed":
                return trials.filter(with_match("proposed"))
            case "unmatched":
                return trials.filter(~with_match("proposed", "confirmed"))
            case "news":
                return trials.filter(with_open())
            case "unknown":
                kinds = [TrialEvent.Kind.UNKNOWN_VALUE]
                return trials.filter(Q(status="other") | with_open(kinds))
            case "stale":
                return trials.filter(pk__in=Trial.objects.stale().values("pk"))
            case "by-hand":
                return trials.filter(entered_on__isnull=False)
        return trials


class SettledFilter(admin.SimpleListFilter):
    """News that nobody has looked at yet, unless asked otherwise."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("settled", "Looked at"), ("all", "All")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [first | {"display": "To be looked at"}, *others]

    def queryset(self, request: HttpRequest, events: QuerySet[TrialEvent]) -> QuerySet[TrialEvent]:
        match self.value():
            case "settled":
                return events.filter(state="settled")
            case "all":
                return events
        return events.still_open()
