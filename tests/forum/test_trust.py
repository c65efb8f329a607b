"""How well we know a member, and what of theirs waits for a moderator."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum import editing, trust
from forum.models import Answer, Decision, Question, ReviewItem, TrustGrant
from forum.trust import Level
from portal.models import User
from portal.states import IllegalMove
from tests.factories import (
    make_answer,
    make_article,
    make_article_comment,
    make_comment,
    make_known,
    make_photo,
    make_question,
)


def waits(contribution) -> bool:
    contribution.refresh_from_db()
    return contribution.state == "pending"


@pytest.fixture
def question(alice, mo) -> Question:
    return make_question(alice, by=mo)


@pytest.fixture
def ben(bob, mo, question) -> User:
    """Bob, whom we know: two contributions were approved, and he came long ago."""
    return make_known(bob, question, by=mo)


def test_levels_of_many_members_are_one_query(
    question, alice, bob, cleo, nia, mo, ada, ben, django_assert_num_queries
):
    TrustGrant.objects.give(nia, by=mo, reason="She helps many.")
    with django_assert_num_queries(1):
        levels = trust.levels_of([alice, bob, cleo, nia, mo, ada])
    assert levels == {
        alice.pk: Level.NEW,
        ben.pk: Level.MEMBER,
        cleo.pk: Level.CLINICIAN,
        nia.pk: Level.TRUSTED,
        mo.pk: Level.TRUSTED,
        ada.pk: Level.TRUSTED,
    }


def test_who_is_known_is_public_at_once_and_read_afterwards(client, question, alice, ben, mo):
    url = reverse("forum:write-answer", args=[question.pk])
    client.force_login(ben)
    page = client.post(url, {"body": "We use a **soft** pillow."}, follow=True).content.decode()
    assert "Others can see it now" in page
    assert "Waiting for a moderator" not in page
    assert "<strong>soft</strong>" in Client().get(question.get_absolute_url()).content.decode()
    answer = Answer.objects.get(author=ben)
    item = ReviewItem.objects.open().get(answer=answer)
    assert (item.why, answer.number, "publish" in item.choices()) == ("new", 1, False)
    assert item.due_at > timezone.now() + timedelta(days=2)
    assert alice.notifications.latest("pk").kind == "answer"
    question.refresh_from_db()
    assert question.answer_count == 1

    told = ben.notifications.count()
    item.decide("keep", by=mo, reason="fine")
    assert ben.notifications.count() == told  # nothing has changed for him

    second = make_answer(question, ben, "Another one.")
    ReviewItem.objects.open().get(answer=second).decide(
        "remove", by=mo, reason="unkind", message="Kinder, please."
    )
    assert b"Another one." not in Client().get(question.get_absolute_url()).content
    assert ben.notifications.latest("pk").kind == "decision_remove"


def test_who_is_new_waits_and_anonymous_first_questions_too(nia, mo, cleo):
    hidden = make_question(nia, "May I ask this without my name?", anonymous=True)
    assert waits(hidden)
    assert not waits(make_question(cleo, "What do families ask you first?"))
    assert waits(make_article_comment(make_article()))


@pytest.mark.parametrize(
    "words",
    [
        "She has had a seizure that will not stop.",
        "I want to die.",
        "Write to me at robin@private.example.",
        "Visit our clinic, guaranteed results.",
        "We give 5 mg at night.",
    ],
)
def test_what_screening_holds_waits_whoever_writes_it(question, ben, cleo, words):
    assert waits(make_answer(question, ben, words))
    assert waits(make_answer(question, cleo, words)) is ("5 mg" not in words)
    assert not waits(make_answer(question, ben, "HELP!!! I do not know what to do."))


def test_first_links_and_first_pictures_wait_until_one_is_public(question, ben, cleo, mo):
    link = "Look at https://example.org/beds for beds."
    first = make_answer(question, ben, link)
    assert waits(first)
    assert waits(make_comment(question, ben, link))
    assert not waits(make_answer(question, cleo, link))
    ReviewItem.objects.get(answer=first).decide("publish", by=mo, reason="fine")
    assert not waits(make_comment(question, ben, link))

    def with_picture() -> Question:
        return make_question(ben, "How do you fasten the pump?", photos=[make_photo(ben)])

    first = with_picture()
    assert waits(first)
    ReviewItem.objects.get(question=first).decide("publish", by=mo, reason="fine")
    assert not waits(with_picture())


def test_a_first_link_in_a_change_waits_as_well(question, ben):
    answer = make_answer(question, ben, "We have a bed that helps.")
    assert not waits(answer)
    linked = "We have https://example.org/beds that help."
    editing.edit(answer, by=ben, seen=1, body=linked, reason="A link")
    answer.refresh_from_db()
    assert "example.org" not in answer.body


def test_an_operator_can_let_everything_wait(settings, question, ben, cleo, mo):
    settings.FORUM_HOLD_ALL = True
    assert all(waits(make_answer(question, member)) for member in (ben, cleo, mo))


def test_moderators_trust_by_hand_on_record_and_take_it_back(client, question, nia, mo, max_):
    add = reverse("admin:forum_trustgrant_add")
    client.force_login(mo)
    for name, said in [("Nobody", "No member has"), ("Mo", "Somebody else"), ("nia", "")]:
        page = client.post(add, {"pseudonym": name, "reason": "She helps."}, follow=True)
        assert said in page.content.decode()
    again = client.post(add, {"pseudonym": "Nia", "reason": "Once more."})
    assert "trusted already" in str(again.context["errors"])
    grant = TrustGrant.objects.get()
    assert (grant.member, grant.by, grant.reason) == (nia, mo, "She helps.")
    assert not waits(make_answer(question, nia, "There are good beds at https://example.org/beds"))

    client.force_login(max_)
    url = reverse("admin:forum_trustgrant_change", args=[grant.pk])
    assert b"Please" in client.post(url, {"because": ""}).content or not grant.ended_at
    client.post(url, {"because": "Links to a shop."})
    grant.refresh_from_db()
    assert (grant.ended_by, grant.ended_because) == (max_, "Links to a shop.")
    assert waits(make_answer(question, nia, "More."))
    assert client.post(url, {"because": "Twice."}).status_code == 403
    with pytest.raises(IllegalMove, match="already"):
        grant.end(by=mo, because="Twice.")
    client.force_login(nia)
    assert client.get(url).status_code == 302
    assert not Decision.objects.filter(by=nia).exists()


@pytest.mark.parametrize(
    "link", ["h&#116;tps://shop.example", "https&colon;//shop.example", r"https:\/\/shop.example"]
)
def test_a_link_spelled_so_that_only_a_browser_reads_it_waits_as_well(ben, question, link):
    sent = Answer.objects.submit(question=question, author=ben, body=f"Read [this]({link}) please.")
    assert 'href="https://shop.example"' in sent.body_html
    assert waits(sent)
    plain = "Salt & pepper, read [this](https://a.example/x?y=1&z=2)."
    kept = Answer.objects.submit(question=question, author=ben, body=plain)
    assert {one["why"] for one in ReviewItem.objects.get(answer=kept).findings} >= {
        "Contains a link."
    }
    assert "overlooks" not in str(ReviewItem.objects.get(answer=kept).findings)
