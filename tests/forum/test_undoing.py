"""Each decision can be taken back, as long as nothing else was decided since."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from forum import editing
from forum.models import AlreadyDecided, Decision, Flag, Follow, ReviewItem
from portal.models import User
from portal.states import IllegalMove
from tests.factories import (
    make_answer,
    make_article,
    make_comment,
    make_condition,
    make_question,
)

SORRY = {"reason": "other", "message": "Please take out the street."}


def reported(target, by: User) -> ReviewItem:
    return Flag.raise_on(target, by=by, reason="harm").item


def state(contribution) -> str:
    contribution.refresh_from_db()
    return contribution.state


def test_what_becomes_of_a_text_is_taken_back(client, alice, bob, mo, max_):
    """Publishing, refusing, asking, hiding, removing and keeping, each with its way back."""
    question = make_question(alice)
    item = question.reviewitems.get()
    for decision, left in [("publish", "published"), ("ask", "returned"), ("reject", "rejected")]:
        made = item.decide(decision, by=mo, **SORRY)
        assert (state(question), item.is_open) == (left, False)
        undone = made.undo(by=max_, message="We were wrong.")
        assert (undone.decision, undone.undoes, undone.by) == ("undo", made, max_)
        assert (state(question), question.published_at) == ("pending", None)
        assert ReviewItem.objects.open().get() == item
        assert "taken back" in alice.notifications.latest("pk").title
        assert Client().get(question.get_absolute_url()).status_code == 404
    item.decide("publish", by=mo, reason="fine")
    assert state(question) == "published"
    since = question.published_at
    item = reported(question, bob)
    for decision, left in [("hide", "hidden"), ("remove", "removed"), ("keep", "published")]:
        made = item.decide(decision, by=mo, **SORRY)
        assert state(question) == left
        assert item.is_open is (decision == "hide"), "somebody has yet to decide"
        made.undo(by=mo)
        assert (state(question), question.published_at) == ("published", since)
        item = ReviewItem.objects.open().get()
    for text in Decision.objects.values_list("effect", flat=True):
        assert "feeding" not in json.dumps(text)
        assert "wakes" not in json.dumps(text)


def test_nothing_is_undone_twice_or_over_what_came_later(alice, bob, mo, max_):
    question = make_question(alice)
    item = question.reviewitems.get()
    refused = item.decide("reject", by=mo, **SORRY)
    editing.edit(question, by=alice, seen=1, title="How do you feed?", body="Our child wakes.")
    with pytest.raises(IllegalMove, match="it is pending now"):
        refused.undo(by=mo)
    published = ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")
    assert state(question) == "published"
    removed = reported(question, bob).decide("remove", by=max_, **SORRY)
    with pytest.raises(IllegalMove, match="decided since, by Max: Remove"):
        published.undo(by=mo)
    removed.undo(by=mo)
    with pytest.raises(IllegalMove, match="undone already"):
        Decision.objects.get(pk=removed.pk).undo(by=max_)
    with pytest.raises(IllegalMove, match="undone already"):
        Decision.objects.get(decision="undo").undo(by=max_)
    published.undo(by=mo)  # now it is the last that holds
    assert state(question) == "pending"
    own = make_question(mo, by=max_)
    with pytest.raises(IllegalMove, match="yourself"):
        own.reviewitems.get().decisions.get().undo(by=mo)


def test_a_change_that_was_published_or_refused_waits_again(alice, bob, mo):
    question = make_question(alice, by=mo)
    answer = make_answer(question, bob, "We feed at five.", by=mo)
    for decision, shown in [("publish", "We feed at six."), ("reject", "We feed at five.")]:
        if decision == "publish":
            editing.edit(answer, by=bob, seen=1, body="We feed at six.")
        made = ReviewItem.objects.open().get().decide(decision, by=mo, **SORRY)
        answer.refresh_from_db()
        assert answer.body == shown
        made.undo(by=mo)
        answer.refresh_from_db()
        assert (answer.body, answer.edited_at, answer.state) == (
            "We feed at five.", None, "published",
        )  # fmt: skip
        assert ReviewItem.objects.open().get().edit.body == "We feed at six."


def test_a_question_is_locked_moved_labelled_and_marked_and_all_of_it_comes_back(
    client, settings, alice, bob, cleo, mo
):
    first = make_question(cleo, "How is a child fed at night?", by=mo)
    before = make_condition("Leukodystrophy")
    question = make_question(alice, condition=before, by=mo)
    article, other = make_article("Feeding"), make_condition("Krabbe disease")
    page = question.get_absolute_url()
    given = {
        "lock": {"words": "It got heated."},
        "move": {"condition": other},
        "label": {"label": "contradicts", "article": article},
        "duplicate": {"first": first},
    }
    made = {
        kind: reported_anew(question, bob).decide(kind, by=mo, reason="fine", message="So.", **more)
        for kind, more in given.items()
    }
    html = client.get(page).content.decode()
    for words in [
        "It got heated.", "Krabbe disease", "contradicts what guidelines say", article.title,
        first.title,
    ]:  # fmt: skip
        assert words in html, words
    assert f'rel="canonical" href="{settings.SITE_URL}{first.get_absolute_url()}"' in html
    assert "Write an answer" not in html
    assert Follow.objects.filter(question=first, member=alice).exists()
    client.force_login(bob)
    refused = client.post(f"/questions/{question.pk}/answer/", {"body": "We do."}, follow=True)
    assert "takes no more answers" in refused.content.decode()
    with pytest.raises(IllegalMove, match="locked"):
        make_answer(question, bob)

    for kind in ["duplicate", "label", "move", "lock"]:
        made[kind].undo(by=mo)

    html = client.get(page).content.decode()
    assert "Write an answer" in html
    assert first.title not in html.partition("<main")[2].partition("Related")[0]
    assert "Leukodystrophy" in html
    assert not Follow.objects.filter(question=first, member=alice).exists()
    make_answer(question, bob)


def reported_anew(question, by) -> ReviewItem:
    """An open item for it; a member reports only once."""
    return ReviewItem.open(question, why="flagged", severity=2, findings=[])


def test_a_question_sent_twice_becomes_one_and_two_again(client, alice, bob, cleo, mo):
    first = make_question(alice, by=mo)
    make_answer(first, cleo, "We use a pump.", by=mo)
    second = make_question(alice, "How do you manage the feeding at night?", by=mo)
    answer = make_answer(second, bob, "We use a tube.", by=mo)
    make_comment(second, bob, "Which form is it?", by=mo)
    item = reported(second, bob)
    with pytest.raises(IllegalMove, match="same person"):
        item.decide("merge", by=mo, reason="duplicate", first=make_question(bob, by=mo))
    anonymous = make_question(alice, anonymous=True, by=mo)
    with pytest.raises(IllegalMove, match="anonymous"):
        item.decide("merge", by=mo, reason="duplicate", first=anonymous)

    made = item.decide("merge", by=mo, reason="duplicate", first=first)

    arrived = client.get(second.get_absolute_url(), follow=True)
    assert arrived.redirect_chain[-1][0] == first.get_absolute_url()
    for words in ["We use a pump.", "We use a tube.", "Which form is it?"]:
        assert words in arrived.content.decode()
    answer.refresh_from_db()
    assert answer.number == 2
    first.refresh_from_db()
    assert first.answer_count == 2
    assert {row.member for row in first.follows.all()} == {alice, bob, cleo}

    made.undo(by=mo)

    answer.refresh_from_db()
    assert (answer.question, answer.number) == (second, 1)
    html = client.get(second.get_absolute_url()).content.decode()
    assert "We use a tube." in html
    assert "We use a pump." not in html
    assert "Which form is it?" in html
    assert {row.member for row in second.follows.all()} == {alice, bob}
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.answer_count, second.answer_count) == (1, 1)


def test_a_second_moderator_is_asked_and_the_first_cannot_decide_alone(alice, mo, max_):
    item = make_question(alice).reviewitems.get()
    with pytest.raises(IllegalMove, match="second moderator what"):
        item.decide("escalate", by=mo, reason="other")
    made = item.decide("escalate", by=mo, reason="other", note="Is the dose right?")
    assert (item.is_open, item.severity, item.escalation) == (True, 2, made)
    assert not alice.notifications.filter(stream="decisions").exists()
    with pytest.raises(IllegalMove, match="one of the others decides"):
        item.decide("publish", by=mo, reason="fine")
    made.undo(by=mo)
    item = ReviewItem.objects.get()
    assert (item.severity, item.escalation) == (1, None)
    item.decide("escalate", by=mo, reason="other", note="Please look after all.")
    item.decide("publish", by=max_, reason="fine")
    with pytest.raises(AlreadyDecided, match="decided by Max: Publish"):
        ReviewItem.objects.get().decide("reject", by=mo, **SORRY)
