"""Many studies, one after the other, in bounded memory; what cannot be kept is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import DatabaseError, connection, transaction

from articles.trials.matching import Vocabulary
from articles.trials.registry import Rejected, Study
from articles.trials.storing import Outcome, gone, store

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

    @property
    def has_rejected(self) -> bool:
        return self.counts["rejected"] > 0

    def reject(self, one: Rejected) -> None:
        self.counts["rejected"] += 1
        if len(self.rejected) < MOST_NAMED:
            self.rejected.append(one)


def import_all(
    studies: Iterable[Study | Rejected],
    taken_on: date,
    *,
    gone_numbers: Iterable[str] = (),
    dry_run: bool = False,
    say: Callable[[str], None] = lambda line: None,
    advance: Callable[[int], None] = lambda studies: None,
) -> Summary:
    """Keep all of them as they were in the registry on that day.

    `gone_numbers` are ids that the registry was asked for and does not have any more. `say` hears
    of what is odd about a study and of each that is rejected; `advance` of how many are done.
    With `dry_run` everything is tried, and nothing kept.
    """
    summary, words, left = Summary(), Vocabulary.read(), iter(studies)
    if dry_run:  # in one transaction, so that a study that comes twice is not new twice
        with transaction.atomic():
            _import(left, taken_on, words, summary, say, advance)
            summary.gone = gone(gone_numbers, on=taken_on)
            transaction.set_rollback(True)
        return summary
    _import(left, taken_on, words, summary, say, advance)
    summary.gone = gone(gone_numbers, on=taken_on)
    return summary


def _import(
    studies: Iterable[Study | Rejected],
    taken_on: date,
    words: Vocabulary,
    summary: Summary,
    say: Callable[[str], None],
    advance: Callable[[int], None],
) -> None:
    # Read first, written then: while the registry makes us wait, no row of ours is locked.
    while chunk := list(islice(studies, CHUNK)):
        with transaction.atomic():
            for study in chunk:
                _take(study, taken_on, words, summary, say)
        advance(len(chunk))


def _take(
    study: Study | Rejected,
    taken_on: date,
    words: Vocabulary,
    summary: Summary,
    say: Callable[[str], None],
) -> None:
    if isinstance(study, Study):
        try:
            summary.counts[store(study, taken_on=taken_on, words=words)] += 1
        except (DatabaseError, ValueError) as error:
            if not connection.is_usable():
                raise
            why = str(error).strip().partition("\n")[0]
            study = Rejected(study.where, f"could not be kept: {why}")
        else:
            for warning in study.warnings:
                say(f"{study.where}: {warning}")
            return
    summary.reject(study)
    say(str(study))
