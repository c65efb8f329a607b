"""Two trials that turn out to be one study, because their registries say so."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Max

from articles.models.trials import Trial
from articles.trials.registry import Registration, Study

#: Whose page stays: what readers know comes first.
STAYS = [Trial.State.PUBLISHED, Trial.State.WITHDRAWN, Trial.State.UNPUBLISHED]


def may_be_one(ids: Iterable[Registration], trial: Trial) -> bool:
    """Whether the study with these ids, of which the trial has one, can be the same.

    A registry gives a study one id, and says which it had before. Two ids of the first registry
    that it does not call the same are two studies, such as a trial and its follow-up, whatever
    other number they share.
    """
    ids = list(ids)
    registry = ids[0].registry
    theirs = {row.number for row in trial.registrations.all() if row.registry == registry}
    return not theirs or not theirs.isdisjoint({o.number for o in ids if o.registry == registry})


def join(study: Study, trials: list[Trial]) -> tuple[Trial, list[Trial]]:
    """One trial of these, and those that only a person can take for the same: two published pages.

    The trials are locked, and each shares an id with the study.
    """
    own = study.registrations[0]

    def order(trial: Trial) -> tuple[int, bool, int]:
        has_own = any(row.number == own.number for row in trial.registrations.all())
        return STAYS.index(trial.state), not has_own, trial.pk

    kept, *others = sorted(trials, key=order)
    left = [trial for trial in others if trial.state == Trial.State.PUBLISHED]
    for other in others:
        if other not in left:
            _take_over(kept, other)
    return kept, left


@transaction.atomic
def _take_over(kept: Trial, other: Trial) -> None:
    """All that was said of the other is said of this one now. Its ids lead to this page then."""
    last = kept.summaries.aggregate(last=Max("number"))["last"] or 0
    Trial.objects.filter(pk=other.pk).update(
        state=Trial.State.UNPUBLISHED, summary=None, published_at=None
    )
    other.summaries.update(trial=kept, number=F("number") + last)
    other.snapshots.update(trial=kept)
    other.events.update(trial=kept)
    other.publications.update(trial=kept)
    decided = kept.matches.exclude(decided_at=None).values("condition")
    kept.matches.filter(
        decided_at=None, condition__in=other.matches.exclude(decided_at=None).values("condition")
    ).delete()
    other.matches.exclude(condition__in=decided).exclude(
        condition__in=kept.matches.values("condition")
    ).update(trial=kept)
    other.registrations.update(trial=kept)
    other.delete()
    kept._prefetched_objects_cache.clear()
