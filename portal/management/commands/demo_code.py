"""The second step of signing in, for the demonstration's own accounts."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from portal import demo


class Command(BaseCommand):
    help = "Print the code that a demonstration account's authenticator app would show now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="moderator, lead, editor, reviewer or admin")

    def handle(self, role: str, **options: Any) -> None:
        for account in demo.load():
            if account.key and account.email == f"{role}@example.org":
                self.stdout.write(demo.code(account))
                return
        raise CommandError("There is no such account with a second step. Run start --demo first.")
