"""Loading very many questions at once, and counting their answers afterwards.

Triggers keep `answer_count`, `last_answer_at` and `standing` of each question true, row by row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from forum import models as forum


@contextmanager
def counted_afterwards() -> Iterator[None]:
    """Within one transaction, count all questions once at its end instead of at every row."""
    with transaction.atomic():
        _set_loading("on")
        yield
        _set_loading("off")
        forum.Question.objects.recount()


def _set_loading(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('forum.loading', %s, true)", [how])
