"""What moderators decided on the loaded contributions: an item and a decision for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from forum.models import Answer, Comment, Decision, Flag, Question, ReviewItem
from portal.demo.loading import CHUNK, bulk, in_chunks, statement
from portal.models import User

if TYPE_CHECKING:
    from portal.demo.scale import Load


def load(run: Load) -> None:
    """Each contribution's item: open while it waits, else with its decision; removed ones
    have a second, opened by a report."""
    with bulk(ReviewItem, Decision, Flag):
        for model in (Question, Answer, Comment):
            run.progress.step(f"What moderators decided on {model.kind}s")
            _decide_all(run, model)


def _decide_all(run: Load, model: type[Question | Answer | Comment]) -> None:
    table, base = model._meta.db_table, run.first[model]

    def some(low: int, high: int) -> int:
        these = f"{table} AS about WHERE id BETWEEN {base + low} AND {base + high}"
        rows = _decide(run, model.kind, these)
        return rows + _decide(run, model.kind, f"{these} AND state = 'removed'", again=True)

    in_chunks(run.rows[model], CHUNK, some, run.progress)


def _decide(run: Load, kind: str, source: str, *, again: bool = False) -> int:
    """Items with decisions about the rows of `source`; again, where a member's report came."""
    after = "coalesce(published_at, created_at + interval '9 hours')"
    opened, closed = "created_at", f"CASE WHEN state <> 'pending' THEN {after} END"
    if again:
        opened, closed = f"{after} + interval '1 minute'", f"{after} + interval '5 minutes'"
    items, params = statement(
        ReviewItem,
        {
            kind: "id",
            "why": "'flagged'" if again else "'new'",
            "severity": "2" if again else "1",
            "opened_at": opened,
            "due_at": f"{opened} + interval '{12 if again else 24} hours'",
            "closed_at": closed,
        },
        source,
        end=f"RETURNING id, {kind}_id, opened_at, closed_at",
    )
    refused = "true" if again else "about.state = 'rejected'"
    decisions, more = statement(
        Decision,
        {
            "item": "items.id",
            "decision": "'remove'"
            if again
            else "CASE WHEN about.state = 'rejected' THEN 'reject' ELSE 'publish' END",
            "reason": f"CASE WHEN {refused} THEN 'other' ELSE 'fine' END",
            "message": f"CASE WHEN {refused} THEN 'An example of a refusal.' ELSE '' END",
            "by": str(run.moderator.pk),
            "at": "items.closed_at",
        },
        f"items JOIN forum_{kind} about ON about.id = items.{kind}_id"
        " WHERE items.closed_at IS NOT NULL",
    )
    flags, most = statement(
        Flag,
        {
            "member": str(run.first[User] + 1),
            "reason": "'other'",
            "item": "items.id",
            kind: f"items.{kind}_id",
            "created_at": "items.opened_at",
        },
        "items",
    )
    parts = [f"items AS ({items})"] + [f"flags AS ({flags})"] * again
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(parts)} {decisions}", params | more | most)
        return 2 * cursor.rowcount
