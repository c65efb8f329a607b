"""Hold files against the checks that stand before every publication."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.importing.checking import FileFinding, check_files, texts_below


class Command(BaseCommand):
    help = (
        "Check texts before they are imported: files in the format of import_articles (.md with "
        "front matter, with sources.yaml beside it or one folder above) or plain texts (.txt). "
        "Needs no database, so it does not know about sign-offs (SIGN-…, REV-DUE-MISSING), about "
        "retracted sources, or about what is on the portal: links, pictures, treatments' statuses. "
        "Exit status: 0 when nothing blocks, 1 when something does, 2 when a path cannot be read."
    )
    requires_system_checks: list[str] = []  # some of them would ask the database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--fail-on",
            choices=["blocks", "warns"],
            default="blocks",
            help="exit with 1 from this severity on (default: blocks)",
        )

    def handle(self, *, paths: list[Path], fail_on: str, **options: Any) -> None:
        for path in paths:
            if not path.exists():
                raise CommandError(f"{path} does not exist.", returncode=2)
        texts = texts_below(paths)
        if not texts:
            raise CommandError("There is no .md or .txt file here.", returncode=2)
        found = sorted(check_files(paths), key=_as_they_stand(texts))
        if options["format"] == "json":
            self.stdout.write(json.dumps([_row(each) for each in found], indent=1))
        else:
            for each in found:
                self.stdout.write(_line(each))
        blocks = sum(each.finding.blocks for each in found)
        count = f"{blocks} block and {len(found) - blocks} warn, in {len(texts)} file(s)."
        if blocks or (found and fail_on == "warns"):
            raise CommandError(count)
        if options["format"] == "text" and options["verbosity"]:
            self.stdout.write(count)


def _as_they_stand(texts: list[Path]) -> Callable[[FileFinding], tuple[int, bool, int]]:
    """File by file; in each what blocks first, and then from its beginning to its end."""
    order = {path: number for number, path in enumerate(texts)}
    return lambda each: (
        order.get(each.place.path, -1),
        not each.finding.blocks,
        each.place.line or 0,
    )


def _line(each: FileFinding) -> str:
    finding = each.finding
    quote = f" “{finding.quote}”" if finding.quote else ""
    where = f" ({finding.where})" if finding.where not in {"File", "Sources"} else ""
    line = f"{each.place} {finding.code} {finding.severity} {finding.message}{quote}{where}"
    return " ".join(line.split())


def _row(each: FileFinding) -> dict[str, str | int]:
    finding = each.finding
    return {
        "file": str(each.place.path),
        "line": each.place.line,
        "code": finding.code,
        "severity": str(finding.severity),
        "where": finding.where,
        "message": finding.message,
        "quote": finding.quote,
    }
