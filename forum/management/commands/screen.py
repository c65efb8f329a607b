"""What the portal would notice in many texts, for whoever wants to try or to measure it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from forum.screening import KINDS, Finding, screen


class Command(BaseCommand):
    help = (
        'Read JSON lines {"id", "text"}, write {"id", "findings": [{"kind", "severity", "start", '
        '"end", "why"}]}, as posting notices them; places are those in the text as it was given. '
        'A line that is no such thing is answered with {"id", "error"}.'
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="where the lines stand; standard input if left out"
        )

    def handle(self, *, file: Path | None, **options: Any) -> None:
        try:
            if file is None:
                wrong = self._answer(sys.stdin.buffer)
            else:
                with file.open("rb") as lines:
                    wrong = self._answer(lines)
        except OSError as error:
            raise CommandError(f"{file or 'Standard input'}: {error.strerror}.") from error
        if wrong:
            raise CommandError(f"{wrong} {'line was' if wrong == 1 else 'lines were'} no text.")

    def _answer(self, lines: Iterable[bytes]) -> int:
        """One line for each, at once; how many of them could not be read."""
        wrong = 0
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            answer = _answer(line)
            if "error" in answer:
                wrong += 1
                answer["error"] = f"Line {number}: {answer['error']}"
            self.stdout.write(json.dumps(answer))  # in ASCII: an id may be half a character
            self.stdout.flush()
        return wrong


def _answer(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return {"id": None, "error": "this is not UTF-8."}
    except (ValueError, RecursionError):
        return {"id": None, "error": "this is not JSON."}
    if not isinstance(asked, dict):
        return {"id": None, "error": 'this is no object {"id", "text"}.'}
    if not isinstance(asked.get("text"), str):
        return {"id": asked.get("id"), "error": '"text" is missing or is no text.'}
    noticed = [_row(one) for one in screen(asked["text"]) if one.kind in KINDS]
    return {"id": asked.get("id"), "findings": noticed}


def _row(one: Finding) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "severity": one.severity.name.lower(),
        "start": one.start,
        "end": one.end,
        "why": one.why,
    }
