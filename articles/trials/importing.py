"""Many studies, one after the other, in bounded memory; what cannot be kept is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.trials.matching import Vocabulary
from articles.trials.registry import Rejected, Study
from articles.trials.storing import Outcome, gone, store

#: Hears of a study, or of why there is none, and of what became of it.
Tell = Callable[[Study | Rejected, "Outcome | Rejected"], object]
#: Studies that are written before the database makes sure of them. Each has its own savepoint.
CHUNK = 50
#: Rejected studies that a summary names; it counts all.
MOST_NAMED = 1_000


@dataclass
class Summary:
    """What became of the studies of one import."""

    counts: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    #: Trials that the registry has no more.
    gone: int = 0

    def __str__(self) -> str:
        """ "3 created, 1 updated, 0 unchanged, 0 rejected"."""
        said = [Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED]
        parts = [f"{self.counts[each]} {each}" for each in said]
        if older := self.counts[Outcome.OLDER]:
            parts.append(f"{older} older than what is here, and left out")
        if self.gone:
            parts.append(f"{self.gone} no longer in the registry")
        return ", ".join([*parts, f"{self.counts['rejected']} rejected"])

    def note(self, outcome: Outcome | Rejected) -> None:
        if isinstance(outcome, Rejected):
            self.counts["rejected"] += 1
            if len(self.rejected) < MOST_NAMED:
                self.rejected.append(outcome)
        else:
            self.counts[outcome] += 1


def import_all(
    studies: Iterable[Study | Rejected],
    taken_on: date | None,
    *,
    gone_numbers: Iterable[str] = (),
    dry_run: bool = False,
    tell: Tell = lambda study, became: None,
) -> Summary:
    """Keep all of them as they were in the registry on that day.

    Without a day, it is that of the registry's data, where the record tells, or today.
    `gone_numbers` are ids that the registry was asked for and does not have any more. `tell` hears
    what became of each study. With `dry_run` everything is tried, and nothing kept.
    """
    summary, words = Summary(), Vocabulary.read()
    # A dry run is one transaction, so that what stands on another study of the same file is right.
    with transaction.atomic() if dry_run else nullcontext():
        # Read first, written then: while the registry makes us wait, no row of ours is locked.
        left = iter(studies)
        while chunk := list(islice(left, CHUNK)):
            with transaction.atomic():
                for study in chunk:
                    outcome = _take(study, taken_on, words)
                    summary.note(outcome)
                    tell(study, outcome)
        summary.gone = gone(gone_numbers, on=taken_on or timezone.localdate())
        if dry_run:
            transaction.set_rollback(True)
    return summary


def _take(study: Study | Rejected, taken_on: date | None, words: Vocabulary) -> Outcome | Rejected:
    if isinstance(study, Rejected):
        return study
    today = timezone.localdate()
    day = taken_on or min(study.version_on or today, today)
    try:
        return store(study, taken_on=day, words=words)
    except (DatabaseError, ValueError) as error:
        if not connection.is_usable():
            raise
        why = str(error).strip().partition("\n")[0]
        return Rejected(study.where, f"could not be kept: {why}")
