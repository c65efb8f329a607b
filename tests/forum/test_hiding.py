"""Out of readers' sight until moderators have decided, and back."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from forum import editing
from forum.models import Flag, Question, ReviewItem
from tests.factories import make_answer, make_question


def reported(answer, by) -> ReviewItem:
    return Flag.raise_on(answer, by=by, reason="other").item


def test_what_is_hidden_is_seen_by_its_author_and_comes_back(client, alice, bob, nia, mo):
    question = make_question(alice, by=mo)
    answer = make_answer(question, bob, "We feed at five.", by=mo)
    stranger, page = Client(), question.get_absolute_url()
    search = reverse("search") + "?q=five"
    assert alice.notifications.filter(kind="answer").exists()
    assert question.title.encode() in stranger.get(search).content

    reported(answer, nia).decide("hide", by=mo, reason="harm", message="We look at the times.")

    answer.refresh_from_db()
    assert answer.state == "hidden"
    assert b"five" not in stranger.get(page).content
    question.refresh_from_db()
    assert (question.answer_count, question.standing) == (0, "unanswered")
    assert stranger.get(answer.get_absolute_url()).status_code == 404
    assert question.title.encode() not in stranger.get(search).content
    assert not alice.notifications.filter(kind="answer").exists()  # nobody is led to it
    client.force_login(bob)
    own = client.get(page).content.decode()
    assert "That does not mean that you did something wrong" in own
    assert "We look at the times." in own
    assert "is hidden while moderators look" in bob.notifications.latest("pk").title
    client.force_login(mo)
    assert b"Hidden while moderators look" in client.get(page).content

    item = ReviewItem.objects.open().get()
    assert item.choices()[:3] == ["publish", "ask", "remove"]
    item.decide("publish", by=mo, reason="fine")

    assert b"five" in stranger.get(page).content
    assert Question.objects.get().answer_count == 1
    assert not alice.notifications.filter(kind="answer").exists()  # it is not new


def test_a_change_that_waits_while_the_text_is_hidden_is_decided_with_it(alice, bob, nia, mo):
    """The same person's change, once published with the text and once refused."""
    for decision, body in [("publish", "We feed at six."), ("reject", "We feed at five.")]:
        answer = make_answer(make_question(alice, by=mo), bob, "We feed at five.", by=mo)
        editing.edit(answer, by=bob, seen=1, body="We feed at six.")
        reported(answer, nia)
        answer.refresh_from_db()
        answer.hide()
        item = ReviewItem.objects.open().get(answer=answer)
        assert item.choices()[:3] == ["publish", "reject", "remove"]
        item.decide(decision, by=mo, reason="other", message="Thank you.")
        answer.refresh_from_db()
        assert (answer.state, answer.body) == ("published", body)
