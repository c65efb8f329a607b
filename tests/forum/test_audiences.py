"""For whom a question is, and what others learn of somebody who asks anonymously."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum.models import Question
from forum.trust import on_trial
from portal.models import User
from tests.factories import make_answer, make_comment, make_condition, make_question
from tests.sitemap import everything_in_the_sitemap

WORD = "Heffalump"


def test_a_question_for_members_is_found_by_members_and_by_nobody_else(
    client, alice, bob, cleo, mo
):
    condition = make_condition()
    question = make_question(
        alice, f"Where does a {WORD} sleep?", by=mo, audience="members", condition=condition
    )
    answer = make_answer(question, cleo, "In the reeds.", by=mo)
    comment = make_comment(answer, cleo, f"A {WORD} snores.", by=mo)
    member = Client()
    member.force_login(bob)
    for thing in (question, answer, comment):
        assert client.get(thing.get_absolute_url()).status_code == 404
        page = member.get(thing.get_absolute_url(), follow=True)
        assert WORD in page.content.decode()
        assert "For members only" in page.content.decode()
        assert 'name="robots" content="noindex"' in page.content.decode()
        assert "application/ld+json" not in page.content.decode()
    for name in ("forum:questions", "home", "feed-questions", "search"):
        shown = client.get(reverse(name), {"q": "heffalump"} if name == "search" else {})
        assert WORD not in shown.content.decode(), name
        assert f"/questions/{question.pk}/" not in shown.content.decode(), name
    assert f"/questions/{question.pk}/" not in everything_in_the_sitemap(client)
    assert WORD not in client.get(condition.get_absolute_url()).content.decode()
    assert WORD not in client.get(condition.feed_url).content.decode()
    assert WORD in member.get(reverse("forum:questions")).content.decode()
    hint = client.get(question.get_absolute_url()).content.decode()
    assert f'href="/accounts/login/?next={question.get_absolute_url()}"' in hint
    with pytest.raises(IntegrityError):
        Question.objects.filter(pk=question.pk).update(audience="friends")


def test_somebody_anonymous_stays_one_and_the_same_and_unknown(
    client, alice, bob, cleo, mo, run_tasks
):
    User.objects.filter(pk=alice.pk).update(badge=User.Badge.CLINICIAN)
    alice.refresh_from_db()
    question = make_question(alice, by=mo, anonymous=True)
    named = make_question(alice, "How do you sleep at night yourselves?", by=mo)
    theirs = make_answer(question, cleo, "We rest by turns.", by=mo)
    own = make_answer(question, alice, "We found a way.", by=mo)
    make_comment(question, alice, "More about us.", by=mo)
    make_comment(theirs, alice, "Thank you.", by=mo)
    own.mark_helped(by=alice)
    run_tasks()
    reader = Client()
    reader.force_login(bob)
    for each in (client, reader):
        page = each.get(question.get_absolute_url()).content.decode()
        assert "Alice" not in page
        assert page.count('<b dir="auto">Anonymous</b>') == 4
        assert page.count("asked this question") == 3
        assert "Anonymous says this helped" in page
        assert page.count("Verified clinician") == 1  # Cleo's
        assert "Alice" in each.get(named.get_absolute_url()).content.decode()
    for name in ("forum:questions", "feed-questions", "home"):
        assert "Alice" not in client.get(reverse(name)).content.decode(), name
    # Whoever asked so is told, before they write more, that their name stays away.
    asker = Client()
    asker.force_login(alice)
    for name in ("forum:write-answer", "forum:comment-on-question"):
        promised = [
            "shown as “Anonymous” too" in each.get(reverse(name, args=[about.pk])).content.decode()
            for each, about in ((asker, question), (asker, named), (reader, question))
        ]
        assert promised == [True, False, False], name
    assert not [message for message in mail.outbox if "Alice" in message.message().as_string()]
    # Alice's account goes; her mask stays.
    alice.delete()
    page = client.get(question.get_absolute_url()).content.decode()
    assert page.count('<b dir="auto">Anonymous</b>') == 4
    assert "A former member" in client.get(named.get_absolute_url()).content.decode()


def test_moderators_know_who_asks_anonymously(client, alice, mo):
    question = make_question(alice, anonymous=True)
    client.force_login(mo)
    queue = client.get(reverse("admin:forum_reviewitem_changelist")).content.decode()
    assert "Alice" in queue
    assert "Anonymous to everybody but moderators" in queue
    record = reverse("admin:forum_question_change", args=[question.pk])
    assert "Alice" in client.get(record).content.decode()


def test_who_is_on_trial(alice, bob, cleo, mo):
    assert on_trial(alice)
    assert not on_trial(cleo)  # her profession was checked
    assert not on_trial(mo)
    User.objects.filter(pk=alice.pk).update(date_joined=timezone.now() - timedelta(days=4))
    alice.refresh_from_db()
    question = make_question(alice, by=mo)
    make_question(alice, "Does anybody know a good bed?")  # waits
    assert on_trial(alice)
    make_comment(question, alice, by=mo)
    assert not on_trial(alice)
    make_comment(question, bob, by=mo), make_comment(question, bob, by=mo)
    assert on_trial(bob)  # joined today
