"""The page on which one item is decided, in every way, and taken back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from forum.models import Decision, Question, ReviewItem
from tests.factories import make_article, make_condition, make_question

DECIDE, OPEN = "/admin/forum/reviewitem/decide/", "/admin/forum/reviewitem/open/"
FORM = {"reason": "other", "message": "We have looked at it."}


@pytest.fixture
def desk(client, mo) -> Client:
    client.force_login(mo)
    return client


def opened(desk: Client, question: Question) -> str:
    """The address at which it is decided, though nobody has reported it."""
    desk.get(f"{OPEN}?question={question.pk}")
    assert not ReviewItem.objects.open().filter(question=question).exists(), (
        "looking changes naught"
    )
    address = desk.post(f"{OPEN}?question={question.pk}").url
    assert desk.post(f"{OPEN}?question={question.pk}").url == address
    return address


def test_each_decision_asks_for_what_it_needs_and_keeps_what_was_typed(desk, alice, bob, mo):
    first = make_question(alice, "What was asked at the beginning?", by=mo)
    question = make_question(alice, "How does Zebulon sleep now?", by=mo)
    page = opened(desk, question)
    for decision, complaint in [
        ("redact", "which words are to go"),
        ("label", "choose what readers are told"),
        ("duplicate", "which question was there first"),
        ("merge", "which question was there first"),
        ("escalate", "what you ask of them"),
        ("ask", "The author is owed a message"),
    ]:
        form = FORM | {"decision": decision, "words": "My words."}
        form |= {"message": ""} if decision == "ask" else {}
        html = desk.post(page, form).content.decode()
        assert complaint in html, decision
        assert "My words." in html
    form = FORM | {"decision": "label", "label": "outdated"}
    assert "the article that says what holds" in desk.post(page, form).content.decode()
    form = FORM | {"decision": "duplicate", "first": "/questions/999999/"}
    assert "There is no such question" in desk.post(page, form).content.decode()
    form = FORM | {"decision": "redact", "personal": "Zebulon"}
    assert "This cannot be undone" in desk.post(page, form).content.decode()
    form = FORM | {"decision": "duplicate", "first": f"http://x.example{first.get_absolute_url()}"}
    html = desk.post(page, form | {"preview": "1"}).content.decode()
    assert "Your question now points to one that was asked before" in html
    assert "We have looked at it." in html
    html = desk.post(page, form | {"decision": "escalate", "note": "?", "preview": "1"}).content
    assert b"this stays between moderators" in html
    assert not Decision.objects.filter(item__question=question).exclude(decision="publish").exists()

    desk.post(page, form)
    assert Question.objects.get(pk=question.pk).duplicate_of == first
    page = opened(desk, question)
    desk.post(page, FORM | {"decision": "redact", "personal": "Zebulon\n", "sure": "on"})
    assert "Zebulon" not in Question.objects.get(pk=question.pk).title


def test_a_whole_name_is_offered_to_be_taken_out(desk, alice, mo):
    body = "My son Jonas Weber, 4, sleeps badly. Jonas wakes up at two."
    question = make_question(alice, "How does he sleep?", body=body, by=mo)
    page = opened(desk, question)
    offered = desk.get(page).context["form"]["personal"].value()
    assert offered.splitlines() == ["Jonas Weber", "Jonas"]
    desk.post(page, FORM | {"decision": "redact", "personal": offered, "sure": "on"})
    left = Question.objects.get(pk=question.pk).body
    assert not {"Jonas", "Weber"} & set(left.split())


def test_a_decision_is_taken_back_from_its_link(desk, alice, mo):
    question = make_question(alice, by=mo)
    for decision, more in [
        ("lock", {"words": "It got heated."}),
        ("move", {"condition": make_condition().pk}),
        ("label", {"label": "contradicts", "article": make_article().pk}),
    ]:
        done = desk.post(opened(desk, question), FORM | {"decision": decision, **more}, follow=True)
        made = Decision.objects.latest("pk")
        address = f"/admin/forum/reviewitem/undo/?decision={made.pk}"
        assert address in done.content.decode()
        assert address in desk.get(f"/admin/forum/decision/{made.pk}/change/").content.decode()
        assert b"We have looked at it." in desk.get(address).content
        desk.post(address, {"message": "We were wrong."})
        assert made.undone_by.message == "We were wrong."
        again = desk.post(address, {"message": "Once more."}).content.decode()
        assert "This was undone already" in again
        assert "Once more." in again
    question.refresh_from_db()
    assert (question.is_locked, question.condition, question.label) == (False, None, "")
    assert not ReviewItem.objects.open().filter(question=question).exists()  # nobody had asked
    for wrong in ["", "?decision=x", "?decision=999999"]:
        assert desk.get(f"/admin/forum/reviewitem/undo/{wrong}").status_code == 404
    assert desk.get(f"{OPEN}?thing=1").status_code == 404


def test_only_who_may_takes_personal_data_out(desk, alice, mo):
    mo.groups.get().permissions.remove(Permission.objects.get(codename="redact"))
    page = opened(desk, make_question(alice, by=mo))
    assert b"Take out personal data" not in desk.get(page).content
    desk.post(page, FORM | {"decision": "redact", "personal": "feeding", "sure": "on"})
    assert "feeding" in Question.objects.get().title
