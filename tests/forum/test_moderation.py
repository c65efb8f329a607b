"""Decisions: made once, kept for good."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection

from forum.models import AlreadyDecided, Decision, ReviewItem
from tests.factories import make_answer, make_question


def test_of_two_moderators_one_wins_and_the_other_is_told(alice, mo, max_):
    question = make_question(alice)
    item, same = ReviewItem.objects.get(), ReviewItem.objects.get()
    item.decide("publish", by=mo, reason="fine")
    with pytest.raises(AlreadyDecided, match="decided by Mo: Publish"):
        same.decide("reject", by=max_, reason="spam", message="No.")
    question.refresh_from_db()
    assert question.is_public
    assert Decision.objects.count() == 1


def test_a_decision_can_never_be_changed_or_deleted(alice, mo, transactional_db):
    make_question(alice, by=mo)
    for sql in ["UPDATE forum_decision SET message = 'x'", "DELETE FROM forum_decision"]:
        with pytest.raises(IntegrityError, match="never changed"), connection.cursor() as cursor:
            cursor.execute(sql)
    assert Decision.objects.get().message == ""


def test_answers_are_numbered_when_published(alice, bob, mo):
    question = make_question(alice, by=mo)
    first, second = make_answer(question, bob), make_answer(question, bob, by=mo)
    assert (first.number, second.number) == (None, 1)
    ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")
    first.refresh_from_db()
    assert first.number == 2
