"""The link and the header that stop mails: for one question, one kind of news, or all."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from forum.models import Follow
from portal.models import MailPace, Silence
from portal.notifications.stopping import Stop
from tests.factories import make_answer, make_article, make_article_comment, make_question

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def stranger() -> Client:
    """Somebody without cookies, such as a mail program; tokens against forgery are asked for."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def answered(alice, bob, mo, run_tasks):
    question = make_question(alice, "A question about zebras?", by=mo)
    make_answer(question, bob, by=mo)
    run_tasks()
    return question


def last_mail(address: str = "alice@example.org"):
    return [message for message in mail.outbox if message.to == [address]][-1]


def link(message) -> str:
    """The path that the header names; the footer has the same one."""
    (url,) = re.findall(r"^<http://127\.0\.0\.1:8000(/mail/stop/\S+/)>$",
                        message.extra_headers["List-Unsubscribe"])  # fmt: skip
    assert f"http://127.0.0.1:8000{url}" in message.body
    assert f'href="http://127.0.0.1:8000{url}"' in message.alternatives[0][0]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n" in message.message().as_string()
    return url


def test_one_click_stops_mails_about_one_question_and_the_inbox_still_tells(
    client, alice, bob, mo, run_tasks, answered, stranger
):
    url = link(last_mail())
    for _ in range(2):
        assert stranger.post(url, ONE_CLICK).status_code == 200, "a second click does no harm"
    client.force_login(alice)
    client.get(answered.get_absolute_url())
    mail.outbox.clear()
    make_answer(answered, bob, by=mo)
    other = make_question(alice, "Another question of hers?", by=mo)
    make_answer(other, bob, by=mo)
    run_tasks()
    about = [each for each in mail.outbox if each.to == [alice.email] and "answer" in each.subject]
    assert len(about) == 1
    assert "/questions/answers/" in about[0].body
    assert alice.notifications.filter(kind="answer").unread().count() == 2
    assert "no e-mails" in client.get(reverse("following")).content.decode()


def test_opening_the_link_changes_nothing_and_tells_nothing(alice, answered, stranger):
    url = link(last_mail())
    for request in (stranger.get, stranger.head):
        page = request(url)
        assert page.status_code == 200
        assert not page.cookies
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex"
        text = page.content.decode()
        assert "alice" not in text.lower()
        assert "zebra" not in text.lower()
    assert not Silence.objects.exists()
    assert not MailPace.objects.exists()
    assert "Disallow: /mail/" in stranger.get("/robots.txt").content.decode()


@pytest.mark.parametrize("scope", ["question", "kind", "all"])
def test_the_page_stops_what_was_chosen(alice, answered, stranger, scope):
    url = link(last_mail())
    refused = stranger.post(url, {"scope": "world"})
    assert refused.status_code == 400
    assert "Please choose" in refused.content.decode()
    done = stranger.post(url, {"scope": scope})
    assert done.status_code == 200
    assert not done.cookies
    assert "It is stopped" in done.content.decode()
    paces = dict(MailPace.objects.filter(member=alice).values_list("stream", "pace"))
    assert Silence.objects.filter(member=alice).exists() == (scope == "question")
    every = dict.fromkeys(["own", "followed", "news", "decisions"], "never")
    assert paces == {"question": {}, "kind": {"own": "never"}, "all": every}[scope]


def test_a_forged_or_broken_link_is_answered_kindly(alice, bob, answered, stranger):
    url = link(last_mail())
    whole = url.rstrip("/")
    forged = Stop(bob.pk, ["own"]).url.removeprefix("http://127.0.0.1:8000").split(":")[0]
    tail = whole.partition(":")[2]
    for wrong in [f"{whole}x/", f"{whole[:-5]}/", f"{forged}:{tail}/", "/mail/stop/x/"]:
        for answer in (stranger.get(wrong), stranger.post(wrong, ONE_CLICK)):
            assert answer.status_code == 404
            assert "not complete" in answer.content.decode()
            assert "no-store" in answer["Cache-Control"]
    assert not MailPace.objects.exists()
    assert not Silence.objects.exists()
    alice.is_active = False
    alice.save()
    assert stranger.post(url, ONE_CLICK).status_code == 404


def test_a_digest_stops_its_kinds_and_what_waits_with_them(alice, bob, mo, answered, stranger):
    Follow.objects.start(answered, member=bob)
    make_answer(answered, alice, by=mo)
    assert bob.notifications.filter(mail="daily").exists()
    url = Stop(bob.pk, ["followed", "news"]).url.removeprefix("http://127.0.0.1:8000")
    assert stranger.post(url, ONE_CLICK).status_code == 200
    assert not bob.notifications.filter(mail="daily").exists()
    assert MailPace.objects.of(bob) == {
        "own": "now", "followed": "never", "news": "never", "decisions": "now"
    }  # fmt: skip


def test_a_decision_can_be_stopped_by_kind_and_account_mails_have_no_such_link(
    client, alice, mo, run_tasks
):
    make_question(alice, by=mo)
    make_article_comment(make_article(), by=mo)
    client.post(reverse("account_reset_password"), {"email": alice.email})
    run_tasks()
    mails = {message.subject: message for message in mail.outbox}
    link(mails.pop("What you wrote is published"))
    assert len(mails) == 2
    for message in mails.values():
        assert "List-Unsubscribe" not in message.extra_headers
        assert "/mail/stop/" not in message.body
