"""What surrounds the loaded contributions: follows, notifications, drafts, the search index."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import connection

from articles.models import Condition
from forum.models import Draft, Follow, Question
from portal.demo.loading import CHUNK, bulk, in_chunks, insert
from portal.models import Notification, User
from portal.search.models import SearchPosting

if TYPE_CHECKING:
    from portal.demo.scale import Load


def load(run: Load) -> None:
    """What members follow, what they were told, and what they have not finished."""
    run.progress.step("Follows, notifications and drafts")
    base, questions = run.first[Question], run.size.questions
    mine = f"{base} AND author_id IS NOT NULL"
    with bulk(Follow, Notification, Draft):

        def follows(low: int, high: int) -> int:
            between = f"BETWEEN {base + low} AND {base + high} AND author_id IS NOT NULL"
            return insert(
                Follow,
                {"member": "author_id", "question": "question", "created_at": "at"},
                f"(SELECT author_id, id AS question, created_at AS at FROM forum_question"
                f" WHERE id {between} UNION ALL SELECT author_id, question_id, min(created_at)"
                f" FROM forum_answer WHERE question_id {between} GROUP BY 1, 2) AS theirs",
                end="ON CONFLICT DO NOTHING",
            )

        in_chunks(questions, CHUNK // 10, follows, run.progress)
        conditions = list(Condition.objects.order_by("pk").values_list("pk", flat=True))
        insert(
            Follow,
            {"member": "id", "condition": "condition", "created_at": "date_joined"},
            "(SELECT id, date_joined, (%(conditions)s::bigint[])[1 + floor(cardinality("
            "%(conditions)s::bigint[]) * pg_temp.die(id, 60))::integer] AS condition"
            f" FROM portal_user WHERE id > {run.first[User]} AND pg_temp.die(id, 61) < 0.4"
            ") AS chosen WHERE condition IS NOT NULL",
            conditions=conditions,
        )
        insert(
            Notification,
            {
                "recipient": "author_id",
                "kind": "'decision_publish'",
                "stream": "'decisions'",
                "thread": "'question-' || id",
                "about": "'question-' || id",
                "title": "'Your question is published'",
                "url": "'/questions/' || id || '/'",
                "created_at": "published_at",
                "read_at": "CASE WHEN pg_temp.die(id, 62) < 0.9 THEN published_at END",
            },
            f"forum_question WHERE id > {mine} AND state = 'published'",
        )
        insert(
            Draft,
            {
                "author": "author_id",
                "place": "'/questions/' || id || '/answer/'",
                "fields": """'{"body": "An example of a draft."}'::jsonb""",
                "updated_at": "created_at",
            },
            f"forum_question WHERE id > {mine} AND pg_temp.die(id, 63) < 0.02",
        )
    run.progress.advance(questions)


def recount(run: Load) -> None:
    """What a question knows of its answers, and the search index: triggers keep both otherwise."""
    in_thousands = partial(in_chunks, run.size.questions, 1_000)
    run.progress.step("Where questions stand")
    in_thousands(partial(_call, run, "forum_recount"), run.progress)
    run.progress.step("The search index")
    with bulk(SearchPosting):
        in_thousands(partial(_call, run, "forum_search_questions"), run.progress)


def _call(run: Load, function: str, low: int, high: int) -> int:
    base = run.first[Question]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {function}(ARRAY(SELECT generate_series(%s, %s)::bigint))",
            [base + low, base + high],
        )
    return high - low + 1
