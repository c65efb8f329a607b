"""How often somebody may write, and what they are told then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from forum.models import Answer, ArticleComment, Comment, Flag, Question
from portal.models import Counter
from tests.factories import make_answer, make_article, make_question, make_user


def earlier(**ago) -> None:
    """As if everything counted so far had been counted that much earlier."""
    for counter in Counter.objects.all():
        counter.period_starts -= timedelta(**ago)
        counter.save()


def send(client, url, number, **more):
    return client.post(
        url, {"title": f"The {number}. question that I have?", "body": f"Text {number}"} | more
    )


def test_three_questions_a_day(client, alice, bob):
    client.force_login(alice)
    answers = [send(client, "/questions/ask/", n) for n in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    last = answers[-1].content.decode()
    assert "Please wait" in last
    assert "hours" in last or "minutes" in last
    assert "The 3. question that I have?" in last
    assert Question.objects.count() == 3
    client.force_login(bob)
    assert send(client, "/questions/ask/", 4).status_code == 302
    client.force_login(alice)
    earlier(days=1)
    assert send(client, "/questions/ask/", 5).status_code == 302


def test_ten_answers_a_day_and_four_a_minute(client, alice, bob, mo):
    url = reverse("forum:write-answer", args=[make_question(alice, by=mo).pk])
    client.force_login(bob)
    for n in range(10):
        assert send(client, url, n).status_code == 302, n
        Counter.objects.filter(key__startswith="answer-fast").delete()
    assert send(client, url, 11).status_code == 429
    assert Answer.objects.count() == 10
    earlier(days=1)
    statuses = [send(client, url, n).status_code for n in range(20, 25)]
    assert statuses == [302] * 4 + [429]
    assert Answer.objects.count() == 14


def test_what_a_limit_refuses_does_not_count_for_the_others(client, alice, bob, mo):
    url = reverse("forum:write-answer", args=[make_question(alice, by=mo).pk])
    client.force_login(bob)
    for n in range(8):
        send(client, url, n)
    assert Counter.objects.get(key=f"answer:member-{bob.pk}").count == 4


def test_thirty_comments_a_day(client, alice, bob, mo):
    url = reverse("forum:comment-on-question", args=[make_question(alice, by=mo).pk])
    client.force_login(bob)
    statuses = [send(client, url, n).status_code for n in range(31)]
    assert statuses == [302] * 30 + [429]
    assert Comment.objects.count() == 30


def test_twenty_reports_a_day(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    client.force_login(bob)
    for _ in range(21):
        answer = make_answer(question, alice, by=mo)
        sent = client.post(
            reverse("forum:flag", args=["answer", answer.pk]),
            {"reason": "spam", "note": "My words."},
        )
    assert sent.status_code == 429
    assert b"My words." in sent.content
    assert Flag.objects.count() == 20


@pytest.mark.parametrize(("other", "allowed"), [("192.0.2.77", False), ("198.51.100.1", True)])
def test_visitors_are_told_apart_by_their_network(db, other, allowed):
    url = reverse("article-comment", args=[make_article().slug])
    form = {"name": "Robin", "email": "robin@private.example"}
    here, there = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR=other)
    for n in range(5):
        assert here.post(url, form | {"body": f"Comment {n}"}).status_code == 302
    refused = here.post(url, form | {"body": "Comment 6"})
    assert refused.status_code == 429
    assert b"Comment 6" in refused.content
    assert b"robin@private.example" in refused.content
    assert not refused.cookies.get("session")
    assert there.post(url, form | {"body": "Comment 7"}).status_code == (302 if allowed else 429)
    assert ArticleComment.objects.count() == 5 + allowed
    assert not Counter.objects.filter(key__contains="192.0.2").exists()


def test_many_accounts_behind_one_network_meet_its_limit(db):
    statuses = []
    for n in range(11):
        client = Client()
        client.force_login(make_user(f"Sock{n}"))
        statuses += [send(client, "/questions/ask/", 10 * n + m).status_code for m in range(3)]
    assert statuses == [302] * 30 + [429] * 3


def test_the_same_form_again_is_not_refused_by_the_limit_it_reached(client, alice):
    client.force_login(alice)
    same = {"submission": "6f2d6f0e-7a8a-4d0b-8a0e-0d0c0b0a0908"}
    for n in range(3):
        sent = send(client, "/questions/ask/", n, **(same if n == 2 else {}))
    assert send(client, "/questions/ask/", 2, **same).url == sent.url
    assert Question.objects.count() == 3
