"""Load conditions, articles, sources and topics from a folder of text files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.importing import ImportProblems, import_folder
from portal.search import upkeep


class Command(BaseCommand):
    help = "Import articles and conditions from a folder. A second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check everything, keep nothing")
        parser.add_argument(
            "--publish", action="store_true", help="publish the articles that cite their sources"
        )

    def handle(self, *, folder: Path, dry_run: bool, publish: bool, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        say = self.stdout.write if options["verbosity"] else lambda text: None
        try:
            report = import_folder(folder, publish=publish, dry_run=dry_run, say=say)
        except ImportProblems as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(
                f"Nothing was imported: {len(error.problems)} problem(s), listed above."
            ) from error
        for warning in report.warnings:
            self.stderr.write(self.style.WARNING(warning))
        for kind, outcomes in report.counts.items():
            say(
                f"{kind}: " + ", ".join(f"{n} {outcome}" for outcome, n in sorted(outcomes.items()))
            )
        if publish:
            say(f"published: {report.published}")
        if dry_run:
            say("This was a dry run: nothing was kept.")
        else:
            upkeep.count()  # common words of the new texts say little
