"""Accounts and examples to look at; with `--scale`, a forum as large as it may grow."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.template.defaultfilters import filesizeformat

from articles.models import Condition
from forum.models import Answer, Question
from portal import demo
from portal.demo import scale
from portal.progress import Progress, in_words


class Command(BaseCommand):
    help = "Make the demonstration's accounts and examples; with --scale, a very large forum."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", action="store_true", help="load a very large forum")
        parser.add_argument("--questions", type=int, default=100_000)
        parser.add_argument("--answers", type=int, default=1_000_000)
        parser.add_argument("--members", type=int, help="one for five questions, if not given")
        parser.add_argument(
            "--fresh", action="store_true", help="take away first what an earlier run has loaded"
        )

    def handle(self, *, scale: bool, fresh: bool, **options: Any) -> None:
        if scale:
            self.load(fresh=fresh, **options)
        else:
            demo.prepare()
            self.stdout.write("\n".join(demo.accounts_in_words(settings.SITE_URL)))

    def load(
        self, *, fresh: bool, questions: int, answers: int, members: int | None, **options: Any
    ) -> None:
        if min(questions, answers, members or 1) < 1:
            raise CommandError("There must be at least one question, one answer and one member.")
        if scale.is_real():
            raise CommandError(
                "This portal has members or texts that are no examples. A large forum of examples "
                "belongs into a database of its own: give VAR_DIR or DATABASE_URL another value."
            )
        if scale.is_loaded() and not fresh:
            raise CommandError(
                "A large forum, or the beginning of one, is loaded already. "
                "With --fresh it is taken away first."
            )
        if not Condition.objects.exists():
            starter = settings.BASE_DIR / "articles" / "starter"
            call_command("import_articles", str(starter), publish=True, stdout=self.stdout)
        if fresh:
            self.stdout.write("Taking away what was loaded before.")
            scale.clear()
        demo.prepare()
        size = scale.Size(questions, answers, members or max(questions // 5, 10))
        progress = Progress(self.stdout, size.rows)
        try:
            scale.Load(size, progress).run()
        except KeyboardInterrupt:
            progress.end()
            raise CommandError(
                "Stopped. Begin anew with --fresh, which takes away what was loaded.",
                returncode=130,
            ) from None
        progress.end()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            room = filesizeformat(cursor.fetchone()[0])
        self.stdout.write(
            f"{Question.objects.count():,} questions and {Answer.objects.count():,} answers are "
            f"there, in {in_words(progress.seconds)}. The database takes {room}."
        )
