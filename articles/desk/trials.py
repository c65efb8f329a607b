"""What editors need to see beside a study: where it stands, what cites it, what to do about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from articles.models import (
    Article,
    ReviewTask,
    Trial,
    TrialCondition,
    TrialEvent,
    TrialRegistration,
)
from articles.trials import watch
from articles.trials.querysets import WORST_FIRST

Kind = TrialEvent.Kind
#: What an editor can do about each kind of news.
TO_DO = {
    Kind.NEW: "Decide on its conditions. If it recruits for one of ours, put it in plain words.",
    Kind.STARTED: "Families wait for this. Read the plain words again, or write them.",
    Kind.STOPPED: "Readers see the new status. Read whether the plain words still invite anybody.",
    Kind.TERMINATED: "Readers see it with the registry’s reason. Read whether the plain words and "
    "the articles that cite it still hold.",
    Kind.COMPLETED: "Read whether the plain words still speak of it as going on.",
    Kind.STATUS: "Readers see the new status. Read whether the plain words still hold.",
    Kind.RESULTS: "Read the results in the registry. Say in the plain words that there are some; "
    "what they mean belongs into an article, with its sources.",
    Kind.CRITERIA: "Compare what the plain words say of who can take part, and of which stage.",
    Kind.SITES: "Readers see the new sites. The plain words hold, unless they name one.",
    Kind.TEXT: "Look at what has changed. Mostly the plain words hold.",
    Kind.GONE: "Look it up in the registry by hand. Readers are told that it is gone.",
    Kind.BACK: "Look whether it is the same study as before.",
    Kind.UNKNOWN_VALUE: "Look in the registry what it means. Readers see “something that we do not "
    "know yet”, and nobody guesses. If it is a new term, tell whoever maintains this portal: "
    "terms stand in articles/trials/terms.py, and the next import understands it.",
    Kind.TWIN: "Compare both in their registries: the same sponsor, title and number of people? If "
    "two public pages are one study, take one off the pages: the next import joins them. A study "
    "and the one that follows it up stay two. If a page shows what belongs to another study, take "
    "it off the pages.",
}


#: What families wait for, or have to be told soon.
URGENT = [*TrialEvent.WORTH_KNOWING, Kind.GONE]


def waiting() -> dict[str, int]:
    """How many studies, or pieces of news of them, wait for what. Two queries."""
    news = TrialEvent.objects.still_open().order_by()
    counts = news.aggregate(
        urgent=Count("pk", filter=Q(kind__in=URGENT)), other=Count("pk", filter=~Q(kind__in=URGENT))
    )
    proposed = TrialCondition.objects.filter(trial=OuterRef("pk"), state="proposed")
    shown = Q(state=Trial.State.PUBLISHED)
    trials = (
        Trial.objects.order_by()
        .with_standing()
        .annotate(
            is_unexplained=Q(pk__in=Trial.objects.unexplained().values("pk")),
            is_quiet=Q(pk__in=Trial.objects.published().stale().values("pk")),
            has_proposals=Exists(proposed),
        )
    )
    return counts | trials.aggregate(
        unexplained=Count("pk", filter=Q(is_unexplained=True)),
        behind=Count("pk", filter=Q(is_behind=True) & shown),
        proposed=Count("pk", filter=Q(has_proposals=True)),
        stale=Count("pk", filter=Q(is_quiet=True)),
    )


def worst_news() -> QuerySet[TrialEvent]:
    """What an editor looks at first."""
    urgent = TrialEvent.objects.still_open().filter(kind__in=URGENT)
    return urgent.for_queue().order_by(*WORST_FIRST)


def to_look_up_by_hand() -> list[str]:
    """Ids of the watch list that no machine can ask for, and that are not here yet."""
    wanted = watch.by_hand()
    here = TrialRegistration.objects.filter(number__in=wanted).values_list("number", flat=True)
    return [each for each in wanted if each not in set(here)]


@dataclass(frozen=True)
class Cited:
    """An article that cites a study, and the task to look at it, if one is open."""

    title: str
    url: str
    waits: bool


def citing(trials: Iterable[Trial | int]) -> dict[int, list[Cited]]:
    """The published articles that cite each of these studies, under any of its ids."""
    rows = TrialRegistration.objects.filter(trial__in=trials).values_list("number", "trial_id")
    of = dict(rows)
    tasks = ReviewTask.objects.still_open().filter(
        why=ReviewTask.Why.TRIAL_CHANGED, source__registry_id__in=of
    )
    waiting = {(a, s): pk for pk, a, s in tasks.values_list("pk", "article", "source")}
    cited = Article.objects.published().filter(live__citations__source__registry_id__in=of)
    found: dict[int, list[Cited]] = defaultdict(list)
    source = "live__citations__source"
    for pk, title, source_pk, number in (
        cited.order_by("title").values_list("pk", "title", source, f"{source}__registry_id")
    ):  # fmt: skip
        task = waiting.get((pk, source_pk))
        door, at = ("reviewtask_decide", task) if task else ("article_change", pk)
        url = reverse(f"admin:articles_{door}", args=[at])
        found[of[number]].append(Cited(title, url, waits=bool(task)))
    return found


def cited_by(task: ReviewTask) -> dict[str, Any]:
    """The `trial` that a task is about, and the newest of its `news`."""
    if task.why != ReviewTask.Why.TRIAL_CHANGED or task.source is None:
        return {}
    ids = TrialRegistration.objects.filter(number=task.source.registry_id)
    trial = Trial.objects.filter(registrations__in=ids).select_related("summary").first()
    if trial is None:
        return {}
    return {"trial": trial, "news": trial.events.select_related("settled_by")[:10]}
