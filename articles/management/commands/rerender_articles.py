"""The texts that readers see, rendered anew from their revisions."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand

from articles.models import Article


class Command(BaseCommand):
    help = (
        "Render anew the published texts whose HTML an earlier version of the portal has made. "
        "`manage.py start` does so by itself; where you start the portal otherwise, run it after "
        "`manage.py migrate`."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also those that are up to date")

    def handle(self, *, all: bool, **options: Any) -> None:  # noqa: A002 (the option's name)
        texts = Article.objects.exclude(live=None)
        waiting = texts if all else texts.rendered_otherwise()
        changed = 0
        for pk in waiting.order_by("pk").values_list("pk", flat=True):
            try:
                changed += Article.objects.get(pk=pk).render_anew()
            except ValidationError as error:  # today nobody could save such a text
                self.stderr.write(f"Article {pk} stays as it was: {' '.join(error.messages)}")
        if options["verbosity"]:
            self.stdout.write(f"{changed} page(s) changed.")
