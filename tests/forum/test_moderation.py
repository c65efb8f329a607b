"""Decisions: made once, kept for good."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from forum.models import (
    AlreadyClaimed,
    AlreadyDecided,
    Decision,
    Flag,
    Question,
    ReviewItem,
    Severity,
)
from portal.states import IllegalMove
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


def test_nobody_decides_on_their_own_text_whatever_page_asks(mo):
    item = make_question(mo).reviewitems.get()
    with pytest.raises(IllegalMove, match="You wrote this yourself"):
        item.decide("publish", by=mo, reason="fine")
    assert not Decision.objects.exists()


def test_a_state_is_left_only_by_whoever_is_first(alice, mo):
    question, same = make_question(alice), Question.objects.get()
    question.reject()
    with pytest.raises(IllegalMove):
        same.publish()  # still thinks that it is pending
    assert Question.objects.get().state == "rejected"


def test_the_worst_report_counts_and_later_ones_make_it_no_better(alice, bob, cleo, mo):
    question = make_question(alice, by=mo)
    due = Flag.raise_on(question, by=bob, reason="crisis").item.due_at
    item = Flag.raise_on(question, by=cleo, reason="other").item
    assert (item.severity, item.due_at) == (Severity.URGENT, due)


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


@pytest.mark.django_db(transaction=True)
def test_two_answers_published_at_the_very_same_time_have_two_numbers(alice, bob, nia, mo):
    question = make_question(alice, by=mo)
    first, second = make_answer(question, bob), make_answer(question, nia)

    def publish_second():
        second.publish()
        connection.close()

    other = threading.Thread(target=publish_second)
    with transaction.atomic():
        first.publish()
        other.start()
        with connection.cursor() as cursor:  # until it waits for us
            waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid != pg_backend_pid()"
            while other.is_alive() and not cursor.execute(waiting) and cursor.fetchone() == (0,):
                pass
    other.join()
    assert set(question.answers.values_list("number", flat=True)) == {1, 2}


def test_a_claim_ends_by_itself_and_is_no_lock(alice, mo, max_):
    item = make_question(alice).reviewitems.get()
    same = ReviewItem.objects.get()
    item.claim(by=mo)
    assert item.claimant == mo
    with pytest.raises(AlreadyClaimed, match="Mo is looking at it, until"):
        same.claim(by=max_)
    read = item.version
    item.claim(by=mo)  # one's own is prolonged, and no news
    item.release(by=max_)
    assert (item.version, item.claimant) == (read, mo)

    ReviewItem.objects.update(claimed_until=timezone.now())
    same.claim(by=max_)
    assert same.version == read + 1
    same.release(by=max_)
    same.refresh_from_db()
    assert same.claimant is None
    assert [f"{event} {event.by}" for event in same.events.all()] == [
        "Taken Mo",
        "Taken Max",
        "Put back Max",
    ]
    item.decide("publish", by=mo, reason="fine")
    for late in (item, same):
        with pytest.raises(IllegalMove, match="has been decided"):
            late.claim(by=mo)
    with pytest.raises(IllegalMove, match="You wrote this yourself"):
        make_question(mo).reviewitems.get().claim(by=mo)


def test_what_happened_to_an_item_is_never_changed(alice, mo):
    item = make_question(alice, body="He takes 5 mg.").reviewitems.get()
    event = item.events.get()
    assert event.findings == item.findings
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        item.events.update(findings=[])


def test_first_contributions_are_known_as_such(alice, mo):
    assert make_question(alice).reviewitems.get().first
    make_question(alice, by=mo)
    assert not make_question(alice).reviewitems.get().first
