"""How well screening does on labelled examples."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from forum.screening import KINDS
from forum.screening.measuring import EXAMPLES, HALVES, Score, load, measure


class Command(BaseCommand):
    help = (
        'Screen the examples {"text", "language", "kinds", "set"} of DIR/*.jsonl, print precision '
        "and recall of each kind, for the half that rules were tuned on and for the other."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, default=EXAMPLES)
        parser.add_argument(
            "--missed",
            nargs="*",
            choices=KINDS,
            metavar="KIND",
            help="print what was missed and what was noticed wrongly, of the tuning half alone",
        )

    def handle(self, *, folder: Path, missed: list[str] | None, **options: Any) -> None:
        try:
            examples = load(folder)
        except (ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        if not examples:
            raise CommandError(f"There is no example in {folder}.")
        scores = measure(examples)
        heads = [f"{half:>10} {'n':>4} {'precision':>9} {'recall':>6}" for half in HALVES]
        self.stdout.write(f"{'':13}" + "".join(heads))
        for kind in KINDS:
            columns = [_figures(scores[kind, half]) for half in HALVES]
            self.stdout.write(f"{kind:13}" + "".join(columns))
        for kind in () if missed is None else missed or KINDS:
            score = scores[kind, "tuning"]
            for example in score.missed:
                self.stdout.write(f"{kind} missed  [{example.language}] {example.text!r}")
            for example in score.wrong:
                self.stdout.write(f"{kind} wrongly [{example.language}] {example.text!r}")


def _figures(score: Score) -> str:
    return f"{'':10} {score.positives:4} {score.precision:9.2f} {score.recall:6.2f}"
