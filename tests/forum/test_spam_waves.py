"""What a wave of accounts meets, and what a person in a hurry does not lose."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum.lately import written_lately
from forum.models import Answer, ArticleComment, Comment, Draft, Question
from portal.accounts.forms import EmailChangeForm
from portal.honeypot import SALT
from portal.models import User
from tests.factories import make_answer, make_article, make_known, make_question

SIGN_UP = "/accounts/signup/"
ASK = "/questions/ask/"


@pytest.fixture(autouse=True)
def _as_operators_run_it(settings):
    settings.FASTEST_FORM, settings.SIGNUPS_PER_NETWORK, settings.NEW_MEMBERS_WAITING = 3, 3, 1


@pytest.fixture
def question(alice, mo) -> Question:
    return make_question(alice, by=mo)


@pytest.fixture
def ben(bob, mo, question) -> User:
    """Bob, whom we know."""
    return make_known(bob, question, by=mo)


def shown(seconds_ago: int) -> dict[str, str]:
    return {"shown_at": signing.dumps(int(time.time()) - seconds_ago, salt=SALT)}


def sign_up(name: str, address: str = "203.0.113.7", seconds: int = 9, **more):
    form = {
        "email": f"{name.lower()}@private.example",
        "username": name,
        "password1": "a lantern in the reeds",
    }
    return Client(REMOTE_ADDR=address).post(SIGN_UP, form | shown(seconds) | more)


def ask(client: Client, number: int, body: str = "We would like to know."):
    form = {"title": f"The {number}. question that I have?", "body": body}
    return client.post(ASK, form, follow=True)


def test_who_is_too_fast_is_asked_once_more_and_loses_nothing(db):
    article = make_article()
    url = reverse("article-comment", args=[article.slug])
    form = {"name": "Robin", "email": "robin@private.example", "body": "This helped us."}
    visitor = Client()
    page = visitor.get(url)
    assert not page.cookies.get("session")
    stamp = re.search(r'name="shown_at" value="([^"]+)"', page.content.decode())[1]
    for hurried in ({"shown_at": stamp}, {"shown_at": "made up"}, {}):
        again = visitor.post(url, form | hurried).content.decode()
        assert "nothing is lost" in again
        assert "This helped us." in again
        assert "robin@private.example" in again
    assert not ArticleComment.objects.exists()
    assert visitor.post(url, form | shown(5)).status_code == 302
    assert b"nothing is lost" in sign_up("Hasty", seconds=1).content
    assert sign_up("Calm", seconds=5).status_code == 302
    assert User.objects.filter(pseudonym__in=["Hasty", "Calm"]).count() == 1


def test_a_network_makes_three_accounts_a_day(settings, db):
    assert [sign_up(f"Sock{n}").status_code for n in range(3)] == [302] * 3
    refused = sign_up("Sock3", address="203.0.113.99")  # the same /24
    assert "for example in a hospital" in refused.content.decode()
    assert "sock3@private.example" in refused.content.decode()
    assert sign_up("Other", address="198.51.100.1").status_code == 302
    settings.SIGNUPS_PER_NETWORK = 20  # of a hospital's own portal
    assert sign_up("Sock4").status_code == 302
    assert User.objects.count() == 5


def test_a_mailbox_to_be_thrown_away_is_refused_kindly(alice):
    page = sign_up("Gone", email="gone@mailinator.com").content.decode()
    assert "your way back into your account" in page
    assert "gone@mailinator.com" in page
    assert not User.objects.filter(pseudonym="Gone").exists()
    for email, fine in [("me@mailinator.com", False), ("me@private.example", True)]:
        assert EmailChangeForm({"email": email}, member=alice).is_valid() is fine, email


def test_somebody_new_has_one_text_waiting_and_the_next_is_kept(client, nia, bob, alice, mo):
    client.force_login(nia)
    ask(client, 1)
    page = ask(client, 2, "This was a lot to type.").content.decode()
    assert "still waits for a moderator" in page
    assert "The 2. question" in page  # among the drafts
    draft = Draft.objects.get(author=nia)
    assert draft.fields["body"] == "This was a lot to type."
    assert Question.objects.filter(author=nia).count() == 1
    # Whoever is in need is heard at once.
    ask(client, 3, "She has had a seizure for ten minutes and it will not stop.")
    ask(client, 4, "HELP!!! What do we do?")
    assert Question.objects.filter(author=nia).count() == 3
    for item in [question.reviewitems.get() for question in Question.objects.filter(author=nia)]:
        item.decide("publish", by=mo, reason="fine")
    about = Question.objects.filter(author=nia).first()
    client.post(reverse("forum:comment-on-question", args=[about.pk]), {"body": "One thing more."})
    assert Comment.objects.filter(author=nia).count() == 1

    make_known(bob, make_question(alice, by=mo), by=mo)
    client.force_login(bob)
    ask(client, 6, "Look at https://example.org/one"), ask(client, 7, "And https://example.org/two")
    assert Question.objects.filter(author=bob, state="pending").count() == 2


def test_a_text_is_compared_with_what_anybody_wrote_lately(
    settings, question, ben, cleo, django_assert_num_queries
):
    settings.RECENT_TEXTS_COMPARED = 15
    first = make_answer(question, ben, "We saw a healer in the mountains, and now she sleeps.")
    again = make_answer(question, cleo, "We have another bed.")
    with django_assert_num_queries(1):
        lately = written_lately(again)
    assert first.body in lately
    assert f"{question.title}\n{question.body}" in lately
    assert again.body not in lately
    Answer.objects.update(created_at=timezone.now() - timedelta(days=3))
    assert first.body not in written_lately(again)
    settings.RECENT_TEXTS_COMPARED = 0
    assert written_lately(again) == ()
