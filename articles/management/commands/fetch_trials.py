"""Ask ClinicalTrials.gov now, instead of waiting for the task worker."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.trials import watch
from articles.trials.importing import import_all
from articles.trials.registry import Rejected, Study, fetching
from articles.trials.registry.registrations import registry_of
from articles.trials.terms import Registry


class Command(BaseCommand):
    help = (
        "Ask ClinicalTrials.gov for the trials that are here or on the watch list, or for those "
        "named. It connects to another site, and only with TRIALS_FETCH=on; the task worker then "
        "does the same once a day. Nothing is published by it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", nargs="*", help="such as NCT01560182; none: all we watch")
        parser.add_argument(
            "--conditions",
            action="store_true",
            help="also look for trials of every condition that one could take part in",
        )
        parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")

    def handle(self, *, number: list[str], conditions: bool, dry_run: bool, **options: Any) -> None:
        try:
            fetching.allowed()
        except fetching.NotAllowed as error:
            raise CommandError(str(error)) from error
        number = [each.upper() for each in number]
        if wrong := [each for each in number if registry_of(each)[0] != Registry.NCT]:
            raise CommandError(f"Only ids such as NCT01560182 can be fetched, not {wrong[0]}.")
        gone: list[str] = []
        studies = fetching.watched(number or watch.numbers(), gone)
        if conditions:
            studies = chain(studies, self._about_conditions())
        today = timezone.localdate()
        summary = import_all(studies, today, gone_numbers=gone, dry_run=dry_run, tell=self._tell)
        for one in gone:
            self.stdout.write(f"{one}: is not in the registry")
        if not number and (elsewhere := watch.by_hand()):
            self.stdout.write(f"To be looked up by hand: {', '.join(elsewhere)}")
        self.stdout.write(str(summary))
        if rejected := summary.counts["rejected"]:
            raise CommandError(f"{rejected} rejected: see above.")

    def _about_conditions(self) -> Iterator[Study | Rejected]:
        for question in watch.questions():
            yield from fetching.all_of(question)

    def _tell(self, study: Study | Rejected, became: Any) -> None:
        if isinstance(became, Rejected):
            self.stderr.write(self.style.ERROR(f"rejected: {became}"))
        else:
            self.stdout.write(f"{became}: {study.number} {study.title}")
