"""Keep clinical trials as ClinicalTrials.gov has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.trials.importing import import_all
from articles.trials.registry import Rejected, Study, fetching, read, size
from articles.trials.storing import Outcome
from portal.progress import Progress

#: What a dry run tells of each.
WOULD = {Outcome.CREATED: "would be created", Outcome.UPDATED: "would be updated"}


class Command(BaseCommand):
    help = (
        "Import studies in the JSON of ClinicalTrials.gov (API v2): one study, a page of a list, or"
        " many. A second run changes nothing, and no import publishes anything."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source",
            nargs="+",
            help="a file, a folder, or (with TRIALS_FETCH=on) an address of the registry",
        )
        parser.add_argument(
            "--snapshot-date",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="when it was taken from the registry; else what the record says, or today",
        )
        parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")

    def handle(
        self, *, source: list[str], snapshot_date: date | None, dry_run: bool, **options: Any
    ) -> None:
        if snapshot_date and snapshot_date > timezone.localdate():
            raise CommandError(f"{snapshot_date} has not come yet.")
        self.quiet, self.dry_run, self.studies = not options["verbosity"], dry_run, 0
        self.bar = Progress(self.stderr, sum(size(each) for each in source), unit="bytes")
        try:
            studies = chain.from_iterable([self._read(each) for each in source])
        except fetching.NotAllowed as error:
            raise CommandError(str(error)) from error
        summary = import_all(studies, snapshot_date, dry_run=dry_run, tell=self._tell)
        self.bar.end()
        if not self.quiet:
            self.stdout.write(str(summary))
            if dry_run:
                self.stdout.write("This was a dry run: nothing was kept.")
        if rejected := summary.counts["rejected"]:
            raise CommandError(f"{rejected} rejected: see above.")

    def _read(self, source: str) -> Iterator[Study | Rejected]:
        if "://" in source:
            return fetching.all_of(fetching.question_of(source))
        return read(source, progress=None if self.quiet else self.bar.advance)

    def _tell(self, study: Study | Rejected, outcome: Outcome | Rejected) -> None:
        self.studies += 1
        self.bar.what = f"{self.studies:,} studies"
        if isinstance(outcome, Rejected):
            self._say(self.stderr, self.style.ERROR(f"rejected: {outcome}"))
        elif not self.quiet:
            for warning in study.warnings:
                self._say(self.stderr, self.style.WARNING(f"{study.where}: {warning}"))
            if self.dry_run and outcome in WOULD:
                self._say(self.stdout, f"{WOULD[outcome]}: {study.number} {study.title}")

    def _say(self, out: Any, line: str) -> None:
        self.bar.end()
        out.write(line)
