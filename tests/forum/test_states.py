"""Where a question stands: honest words, a list for each, and nothing that stays unseen."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from forum import unseen
from forum.counting import counted_afterwards
from forum.models import Answer, Comment, Question
from tests.factories import make_answer, make_comment, make_question

LISTS = ["unanswered", "unanswered/long", "waiting", "looking", "answered"]


def standing(question: Question) -> tuple[str, int]:
    question.refresh_from_db()
    return question.standing, question.answer_count


def listed(question: Question, reader: Client) -> list[str]:
    return [
        name
        for name in LISTS
        if question.title.encode() in reader.get(f"/questions/{name}/").content
    ]


def test_a_question_stands_where_what_is_public_puts_it(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    page = question.get_absolute_url()
    assert standing(question) == ("unanswered", 0)
    make_comment(question, bob, "Which form is it?", by=mo)
    answer = make_answer(question, bob)
    assert standing(question) == ("unanswered", 0)  # neither a comment nor what is pending counts
    assert listed(question, client) == ["unanswered"]

    answer.publish()

    assert standing(question) == ("waiting", 1)
    assert listed(question, client) == ["waiting"]
    assert b"Waiting for the person who asked" in client.get(page).content
    pending = make_comment(answer, alice, "We tried that.")
    assert standing(question) == ("waiting", 1)
    pending.publish()
    assert standing(question) == ("looking", 1)
    assert listed(question, client) == ["looking"]
    reply = make_comment(answer, bob, "And what came of it?", by=mo)
    assert standing(question) == ("waiting", 1)
    reply.remove()
    assert standing(question) == ("looking", 1)
    answer.mark_helped(by=alice)
    assert standing(question) == ("answered", 1)
    assert listed(question, client) == ["answered"]
    answer.mark_helped(by=alice, helped=False)
    answer.remove()  # the comments below it are hidden with it
    assert standing(question) == ("unanswered", 0)
    answer.publish()
    hidden = make_question(alice, "May I ask this without my name?", anonymous=True, by=mo)
    make_answer(hidden, bob, by=mo)
    alice.delete()
    assert standing(question) == ("settled", 1)
    assert listed(question, client) == []
    assert standing(hidden) == ("waiting", 1), "nothing changes on the day when somebody leaves"
    assert "No reply needed" in client.get(page).content.decode()


def test_what_the_asker_adds_as_an_answer_answers_nothing(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    own = make_answer(question, alice, "I forgot: she is five.", by=mo)
    assert standing(question) == ("unanswered", 1)
    assert listed(question, client) == ["unanswered"]
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Nobody else has answered yet" in page
    make_answer(question, bob, by=mo)
    assert standing(question) == ("waiting", 2)
    assert "Nobody else" not in client.get(question.get_absolute_url()).content.decode()
    own.mark_helped(by=alice)  # they have found the answer themselves
    assert standing(question) == ("answered", 2)


def test_nobody_is_asked_to_reply_where_no_reply_is_needed(client, alice, mo):
    question = make_question(alice, by=mo)
    assert b"Write an answer" in client.get(question.get_absolute_url()).content
    Question.objects.filter(pk=question.pk).update(no_reply_needed_at=timezone.now())
    assert standing(question) == ("settled", 0)
    assert b"Write an answer" not in client.get(question.get_absolute_url()).content
    assert listed(question, client) == []


def test_the_longest_unanswered_come_first_and_moderators_are_told(
    client, alice, bob, mo, run_tasks
):
    for hours in (1, 50, 90):
        question = make_question(alice, f"Asked {hours} hours ago by Alice?", by=mo)
        Question.objects.filter(pk=question.pk).update(
            published_at=timezone.now() - timedelta(hours=hours)
        )
    make_question(alice, "A pending one of Alice, of long ago?", created_at="2020-01-01T00:00Z")
    found = client.get("/questions/unanswered/").context["page"]
    assert [row.title[:9] for row in found] == ["Asked 90 ", "Asked 50 ", "Asked 1 h"]
    assert [row.standing_words for row in found][1:] == [
        "Unanswered for more than 48 hours",
        "No answer yet",
    ]
    assert len(client.get("/questions/unanswered/long/").context["page"]) == 2
    run_tasks()
    mail.outbox.clear()

    unseen.daily(), unseen.daily()
    run_tasks()

    [letter] = mail.outbox
    assert letter.to == [mo.email]
    assert "Alice" not in letter.body
    assert not bob.notifications.filter(kind="unanswered").exists()
    assert mo.notifications.get(kind="unanswered").title.startswith("2 questions")
    client.force_login(mo)
    assert b"2 questions unanswered for more than 48 hours" in client.get("/admin/").content


def test_what_was_loaded_before_does_not_undo_the_count(alice, bob, mo):
    before = make_question(alice, by=mo)
    make_answer(before, bob, by=mo)
    assert before.answer_count == 0  # as it was when it was loaded
    before.title = "How do you manage feeding by day?"
    before.save()
    assert standing(before) == ("waiting", 1)
    assert before.title == "How do you manage feeding by day?"


def test_very_many_are_counted_afterwards(alice, bob, mo, django_assert_max_num_queries):
    question, other = make_question(alice, by=mo), make_question(alice, by=mo)
    now = timezone.now()
    fields = {"author": bob, "state": "published", "published_at": now}
    with counted_afterwards():
        Answer.objects.bulk_create(
            Answer(question=question, number=n, body="x", **fields) for n in range(1, 4)
        )
        assert standing(question) == ("unanswered", 0)
    assert standing(question) == ("waiting", 3)
    Comment.objects.create(question=other, body="x", **fields)
    assert standing(other) == ("unanswered", 0)
    Question.objects.filter(pk=question.pk).update(standing="looking", answer_count=9)
    Question.objects.filter(pk=other.pk).recount()
    assert standing(question) == ("looking", 9)
    Question.objects.filter(pk=question.pk).recount()
    assert standing(question) == ("waiting", 3)


@pytest.mark.django_db(transaction=True)
def test_two_answers_published_at_once_both_count(alice, bob, mo):
    question = make_question(alice, by=mo)
    answers = [make_answer(question, bob, f"Answer {n}.") for n in range(2)]
    together = threading.Barrier(2)

    def publish(answer: Answer) -> None:
        together.wait(10)
        answer.publish()
        connection.close()

    threads = [threading.Thread(target=publish, args=[answer]) for answer in answers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert standing(question) == ("waiting", 2)
