"""What became of a mail, told by the mail server or by a person."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from portal.notifications import bounces, reports

#: A message that came back, with the one it is about; more is cut off.
MOST_BYTES = 10_000_000


class Command(BaseCommand):
    help = (
        "Note that an address could not be reached, or that its owner complained: no more mails go "
        "there. Without an option, a returned message (DSN) or complaint (ARF) is read from "
        "standard input, for a pipe from the mail server."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--bounce", metavar="ADDRESS", help="there is no such mailbox")
        one.add_argument("--soft-bounce", metavar="ADDRESS", help="not now: it is full, or busy")
        one.add_argument("--complaint", metavar="ADDRESS", help="its owner does not want our mail")

    def handle(self, **options: Any) -> None:
        said = {
            bounces.HARD: options["bounce"],
            bounces.SOFT: options["soft_bounce"],
            bounces.COMPLAINT: options["complaint"],
        }
        events = [(event, address) for event, address in said.items() if address]
        if any("@" not in address for _, address in events):
            raise CommandError("This is no e-mail address.")
        events = events or reports.of_message(sys.stdin.buffer.read(MOST_BYTES))
        for event, address in events:
            bounces.note(event, address)
        # No address: what a pipe prints ends in a log.
        self.stdout.write(f"{len(events)} noted." if events else "Nothing to note in this message.")
