"""What editors need to see beside a study: where it stands, what cites it, what to do about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from articles.models import Article, ReviewTask, Trial, TrialEvent, TrialRegistration

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
    Kind.TWIN: "Compare both in their registries: the same sponsor, title and number of people?",
}


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
