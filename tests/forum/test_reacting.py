"""What members do beside writing: thank, say what helped, report."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from forum.models import Flag, ReviewItem, Severity, Thanks
from tests.factories import (
    make_answer,
    make_article,
    make_article_comment,
    make_comment,
    make_question,
)


@pytest.fixture
def answer(alice, cleo, mo):
    """Cleo's published answer to Alice's question."""
    return make_answer(make_question(alice, by=mo), cleo, by=mo)


def test_thanks_are_given_once_and_can_be_taken_back(client, alice, cleo, answer):
    url = reverse("forum:thank", args=[answer.pk])
    client.force_login(alice)
    assert client.post(url).url == answer.get_absolute_url()
    assert b"1 person said thanks" in client.get(answer.question.get_absolute_url()).content
    client.post(url)  # pressed twice, not thought twice
    assert Thanks.objects.count() == 1
    client.post(url, {"back": "1"})
    assert not Thanks.objects.exists()
    client.force_login(cleo)
    assert b"thanks come from others" in client.post(url, follow=True).content
    assert not Thanks.objects.exists()


def test_only_the_asker_says_what_helped(client, alice, bob, mo, answer):
    second = make_answer(answer.question, bob, by=mo)
    client.force_login(bob)
    assert client.post(reverse("forum:mark-helped", args=[second.pk])).status_code == 403
    client.force_login(alice)
    for each in (answer, second, second):  # pressed twice, not thought twice
        client.post(reverse("forum:mark-helped", args=[each.pk]))
    page = client.get(answer.question.get_absolute_url()).content
    assert page.count(b"Alice says this helped") == 2
    client.post(reverse("forum:mark-helped", args=[second.pk]), {"back": "1"})
    page = client.get(answer.question.get_absolute_url()).content
    assert page.count(b"Alice says this helped") == 1


@pytest.mark.parametrize("verb", ["thank", "mark-helped"])
def test_verbs_are_posted_with_a_token_by_members_on_what_they_see(
    client, alice, bob, nia, mo, answer, verb
):
    url = reverse(f"forum:{verb}", args=[answer.pk])
    assert client.get(url).status_code == 405
    assert client.post(url).url.startswith("/accounts/login/")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    assert strict.post(url).status_code == 403
    pending = make_answer(answer.question, nia)
    for member in (alice, nia, mo):  # not even its author, nor a moderator
        client.force_login(member)
        assert client.post(reverse(f"forum:{verb}", args=[pending.pk])).status_code == 404
    answer.question.remove()
    client.force_login(alice)
    assert client.post(url).status_code == 404


def test_everything_public_can_be_reported_and_joins_one_item(
    settings, client, alice, bob, cleo, mo, answer
):
    settings.HIDE_AT_GRAVE_REPORTS = 0
    comment = make_comment(answer, alice, by=mo)
    on_article = make_article_comment(make_article(), by=mo)
    things = [
        ("question", answer.question),
        ("answer", answer),
        ("comment", comment),
        ("article-comment", on_article),
    ]
    for kind, thing in things:
        url = reverse("forum:flag", args=[kind, thing.pk])
        client.logout()
        assert client.get(url).url.startswith("/accounts/login/")
        for member, reason in [(bob, "spam"), (cleo, "harm")]:
            client.force_login(member)
            assert thing.body_html.encode() in client.get(url).content
            sent = client.post(url, {"reason": reason, "note": "Please look."}, follow=True)
            assert b"A moderator will look at it" in sent.content
        again = client.post(url, {"reason": "crisis"}, follow=True)
        assert b"reported this already" in again.content
        item = ReviewItem.objects.open().get(**ReviewItem.about(thing))
        assert (item.severity, item.why, item.flags.count()) == (Severity.HIGH, "flagged", 2)
    assert Flag.objects.count() == 8


def test_a_report_needs_a_reason_and_keeps_the_note(client, bob, answer):
    client.force_login(bob)
    url = reverse("forum:flag", args=["answer", answer.pk])
    for reason in ["", "nonsense"]:
        page = client.post(url, {"reason": reason, "note": "I worry about this family."})
        assert b"I worry about this family." in page.content
    assert not Flag.objects.exists()
    assert b"I worry about this family." in client.get(url).content


def test_what_is_not_public_cannot_be_reported(client, alice, bob, mo):
    pending = make_question(alice)
    for member in (alice, bob, mo):
        client.force_login(member)
        url = reverse("forum:flag", args=["question", pending.pk])
        assert (
            client.get(url).status_code == client.post(url, {"reason": "spam"}).status_code == 404
        )
    assert client.get("/questions/flag/user/1/").status_code == 404
    assert client.get("/questions/flag/question/99999999999999999999/").status_code == 404


def test_neither_the_author_nor_others_learn_who_reported(client, alice, bob, cleo, mo, answer):
    Flag.raise_on(answer, by=bob, reason="unkind", note="It hurt me.")
    for reader in (alice, cleo, None):
        client.logout()
        if reader:
            client.force_login(reader)
        for url in [answer.question.get_absolute_url(), reverse("me"), reverse("forum:mine")]:
            page = client.get(url).content.decode()
            assert "Bob" not in page
            assert "It hurt me" not in page
    client.force_login(mo)
    page = client.get(reverse("admin:forum_reviewitem_changelist")).content.decode()
    assert "It is unkind" in page
