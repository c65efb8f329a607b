"""Personal data that is taken out is nowhere any more."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from forum import editing
from forum.models import (
    Appeal,
    Decision,
    Draft,
    Flag,
    Measure,
    Photo,
    ReviewItem,
    StaffNote,
    Statement,
)
from portal.models import Notification
from portal.states import IllegalMove
from tests.factories import make_answer, make_comment, make_photo, make_question

NAME = "Zebulon"


def everywhere(word: str) -> list[str]:
    """The columns of any table that hold the word."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            for field in model._meta.local_concrete_fields:
                if isinstance(field, models.BinaryField):
                    continue
                table, column = model._meta.db_table, field.column
                sql = f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ILIKE %s'  # noqa: S608
                cursor.execute(sql, [f"%{word}%"])
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column}")
    return found


def test_the_words_are_nowhere_afterwards(client, alice, bob, cleo, mo, max_):
    question = make_question(
        alice, f"How does {NAME} sleep at night?", body=f"Our {NAME.lower()} wakes.", by=mo
    )
    editing.edit(
        question, by=alice, seen=1, title=f"How does {NAME} sleep now?", body="He wakes.",
        reason=f"{NAME} is older",
    )  # fmt: skip
    answer = make_answer(question, bob, f"> {NAME} wakes\n\nOurs too, {NAME}&#39;s friend.", by=mo)
    make_comment(answer, cleo, f"Is Z{'&#101;'}bulon well?", by=mo)
    photo = make_photo(alice, alt=f"{NAME} in his bed")
    Photo.objects.filter(pk=photo.pk).update(question=question)
    Draft.objects.keep(
        author=bob, place=f"/questions/{question.pk}/answer/", fields={"body": f"Dear {NAME}"}
    )
    item = Flag.raise_on(question, by=bob, reason="other", note=f"It names {NAME}.").item
    item.decide("hide", by=mo, reason="personal", message=f"Please take out {NAME}.").undo(by=mo)
    warning = Measure.objects.take(
        alice, kind="warn", by=mo, reason="other", message=f"Please do not name {NAME}."
    )
    statement = Statement.objects.get(measure_number=warning.pk)
    appeal = Appeal.objects.make(statement, words=f"{NAME} is my own son.")
    appeal.decide("upheld", by=max_, answer=f"{NAME} cannot agree to it.")
    StaffNote.objects.create(member=alice, by=mo, text=f"She named {NAME}.")
    question.lock(words=f"Let us not speak of {NAME}.")
    Notification.objects.filter(recipient=bob).update(title=f"News of {NAME}")
    item = ReviewItem.objects.open().get(question=question)
    with pytest.raises(IllegalMove, match="None of these words"):
        item.decide("redact", by=mo, reason="personal", message="So.", personal=("Nobody",))
    assert len(everywhere(NAME)) > 12

    made = item.decide(
        "redact", by=mo, reason="personal", message="We have taken a name out.",
        personal=(NAME.lower(),), pictures=(photo.pk,),
    )  # fmt: skip

    assert everywhere(NAME) == []
    assert made.effect["pictures"] == 1
    assert made.effect["characters"] >= 3 * len(NAME)
    page = client.get(question.get_absolute_url(), follow=True).content.decode()
    assert page.count("[removed by a moderator: personal data]") >= 4
    assert "friend" in page
    assert "taken personal data out" in alice.notifications.latest("pk").title
    assert Decision.objects.get(decision="hide").message.startswith("Please take out [removed")
    with pytest.raises(IllegalMove, match="nowhere any more"):
        made.undo(by=mo)
    question.refresh_from_db()
    with pytest.raises(editing.Overtaken):  # a form that was open brings nothing back
        editing.edit(question, by=alice, seen=2, title=f"Is {NAME} well now?", body="Hm.")
