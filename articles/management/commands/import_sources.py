"""Sources from a file of a reference manager."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from articles.importing import bibliographies


class Command(BaseCommand):
    help = "Add the sources of a BibTeX or RIS file that are not here yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would be added")

    def handle(self, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            entries = bibliographies.read(bibliographies.decode(file.read_bytes()))
        except (bibliographies.Unreadable, OSError) as error:
            raise CommandError(f"{file}: {error}") from error
        new = [entry for entry in entries if entry.is_new]
        for entry in entries:
            if entry.problem:
                self.stdout.write(f"{entry.place}: cannot be used. {entry.problem}")
            elif entry.there:
                self.stdout.write(f"{entry.place}: already here: {entry.title}")
            else:
                self.stdout.write(f"{entry.place}: [@{entry.key}], {entry.kind}: {entry.title}")
        if not dry_run:
            try:
                bibliographies.create(new)
            except ValidationError as error:
                why = " ".join(entry.problem for entry in new if entry.problem)
                raise CommandError(f"{error.messages[0]} {why}") from error
        self.stdout.write(f"{len(new)} source(s) {'would be ' if dry_run else ''}added.")
