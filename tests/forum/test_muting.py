"""Whoever is muted is folded for one reader, and never learns of it."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from forum.models import Mute, Profile, ReviewItem
from tests.factories import (
    make_answer,
    make_article,
    make_article_comment,
    make_comment,
    make_question,
)

QUESTIONS = "/questions/"
MUTED = "/me/muted/"
FOLDED = b"Hidden: you muted the member who wrote this"


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def mute(kind: str, contribution) -> str:
    return reverse("forum:mute", args=[kind, contribution.pk])


def test_muting_folds_what_a_member_wrote_for_the_reader_alone(client, alice, bob, cleo, mo):
    question = make_question(alice, by=mo)
    answer = make_answer(question, bob, "We tried a pump.", by=mo)
    make_comment(answer, bob, "And a second one.", by=mo)
    make_answer(question, cleo, "Ask the team.", by=mo)
    client.force_login(alice)
    assert mute("answer", answer).encode() in client.get(question.get_absolute_url()).content
    report = client.get(reverse("forum:flag", args=["answer", answer.pk]))
    assert mute("answer", answer).encode() in report.content
    assert b"Mute" in client.get(mute("answer", answer)).content
    assert not Mute.objects.exists(), "looking does nothing"
    assert b"Bob" in client.post(mute("answer", answer), follow=True).content
    client.post(mute("answer", answer))  # twice is once
    assert Mute.objects.count() == 1

    page = client.get(question.get_absolute_url())
    assert page.content.count(FOLDED) == 2, "the answer and the comment"
    assert b"We tried a pump." in page.content, "it can be opened, without JavaScript"
    for other in (Client(), signed_in(bob), signed_in(cleo), signed_in(mo)):
        assert FOLDED not in other.get(question.get_absolute_url()).content

    taken_back = Mute.objects.get()
    assert signed_in(cleo).post(reverse("unmute", args=[taken_back.pk])).status_code == 404
    client.post(reverse("unmute", args=[taken_back.pk]))
    assert FOLDED not in client.get(question.get_absolute_url()).content


def test_lists_leave_out_what_a_muted_member_asked_by_name(alice, bob, mo):
    make_question(bob, "Where do you buy a bath lift?", by=mo)
    make_question(bob, "How do we tell his sister?", by=mo, anonymous=True)
    reader = signed_in(alice)
    Mute.objects.mute(member=alice, muted=bob)
    page = reader.get(QUESTIONS).content
    assert b"bath lift" not in page
    assert b"left out" in page
    assert b"his sister" in page, "a gap would say who asked it"
    for other in (Client(), signed_in(bob)):
        page = other.get(QUESTIONS).content
        assert b"bath lift" in page
        assert b"left out" not in page


def test_somebody_anonymous_is_neither_folded_nor_muted(alice, bob, mo):
    asked = make_question(bob, "How do we tell his sister?", by=mo, anonymous=True)
    answer = make_answer(asked, bob, "I found out meanwhile.", by=mo)
    comment = make_comment(answer, bob, "With a book.", by=mo)
    reader = signed_in(alice)
    Mute.objects.mute(member=alice, muted=bob)
    page = reader.get(asked.get_absolute_url()).content
    assert FOLDED not in page
    assert b"/mute/" not in page
    for kind, target in [("question", asked), ("answer", answer), ("comment", comment)]:
        assert reader.get(mute(kind, target)).status_code == 404
        assert reader.post(mute(kind, target)).status_code == 404
        report = reader.get(reverse("forum:flag", args=[kind, target.pk])).content
        assert b"/mute/" not in report
    assert Mute.objects.deaf_to(answer) == frozenset(), "everybody is told of it"
    named = make_answer(make_question(alice, by=mo), bob, by=mo)
    assert Mute.objects.deaf_to(named) == {alice.pk}


def test_comments_on_articles_stand_under_any_name_and_are_not_folded(alice, bob, mo):
    article = make_article()
    comment = make_article_comment(article, author=bob, name="A father", by=mo)
    reader = signed_in(alice)
    Mute.objects.mute(member=alice, muted=bob)
    assert FOLDED not in reader.get(article.get_absolute_url()).content
    assert reader.get(mute("article-comment", comment)).status_code == 404


def test_whoever_is_muted_by_the_asker_is_answered_in_silence(alice, bob, mo, run_tasks):
    question = make_question(alice, by=mo)
    run_tasks()
    mail.outbox.clear()
    Mute.objects.mute(member=alice, muted=bob)
    make_answer(question, bob, by=mo)
    run_tasks()
    assert [message.to for message in mail.outbox] == [[bob.email]], "what became of his answer"
    assert not alice.notifications.filter(kind="answer").exists()
    assert b"mute" not in signed_in(bob).get("/me/").content.replace(b"/me/muted/", b"").replace(
        b"Members you have muted", b""
    )


def test_a_moderator_who_is_muted_still_decides(alice, mo):
    Mute.objects.mute(member=alice, muted=mo)
    question = make_question(alice)
    item = ReviewItem.objects.open().get(question=question)
    item.decide("reject", by=mo, reason="personal", message="Please leave out his name.")
    assert alice.notifications.filter(kind="decision_reject").exists()
    assert (
        b"Please leave out his name." in signed_in(alice).get(question.get_absolute_url()).content
    )


def test_nobody_mutes_themselves_or_without_an_account(client, alice, bob, mo, monkeypatch):
    question = make_question(alice, by=mo)
    client.post(mute("question", question))
    mine = signed_in(alice)
    refused = mine.post(mute("question", question), follow=True)
    assert b"You cannot mute yourself" in refused.content
    assert mine.get(mute("question", make_question(bob))).status_code == 404, "nothing public"
    assert not Mute.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mute.objects.create(member=alice, muted=alice)
    monkeypatch.setattr("forum.models.people.MOST_MUTED", 0)
    full = mine.post(mute("question", make_question(bob, by=mo)), follow=True)
    assert b"more is not possible" in full.content
    assert b"You have muted nobody" in mine.get(MUTED).content


def test_a_member_is_muted_from_their_profile(alice, bob):
    profile = Profile.objects.create(member=bob, country="ES", country_for="everyone")
    reader, url = signed_in(alice), reverse("mute-member", args=[profile.key])
    assert url.encode() in reader.get(profile.get_absolute_url()).content
    reader.post(url)
    assert b"You have muted this member" in reader.get(profile.get_absolute_url()).content
    Profile.objects.update(country_for="nobody")
    assert reader.post(url).status_code == 404


def test_lists_of_mutes_cost_the_same_for_one_and_for_many(
    alice, bob, cleo, django_assert_num_queries
):
    reader = signed_in(alice)
    Mute.objects.mute(member=alice, muted=bob)
    with django_assert_num_queries(6) as few:
        reader.get(MUTED)
    Mute.objects.mute(member=alice, muted=cleo)
    with django_assert_num_queries(len(few)):
        assert b"Cleo" in reader.get(MUTED).content
