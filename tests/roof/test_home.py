"""The first page, and the inbox."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from portal.notifications import notify
from tests.factories import make_article, make_condition, make_question


def test_home_shows_what_is_new_and_never_what_waits(client, alice, eve, rae, mo):
    condition = make_condition()
    signed = make_article("A signed text", by=eve, publish=False)
    signed.latest.sign(by=rae, review_due_on=timezone.localdate() + timedelta(days=9))
    assert "Recently reviewed" not in client.get("/").content.decode()
    signed.publish_as_imported()
    make_article("A secret draft", publish=False)
    question = make_question(alice, "Is anybody else awake at four?")
    html = client.get("/").content.decode()
    assert "Recently reviewed articles" in html
    assert condition.name in html
    assert "secret draft" not in html
    assert question.title not in html
    question.publish()
    assert question.title in client.get("/").content.decode()


def test_home_asks_a_fixed_number_of_queries(client, alice, mo, django_assert_max_num_queries):
    for number in range(8):
        make_article(f"Text {number}")
        make_condition(f"Condition {number}")
        make_question(alice, f"How do you sleep, part {number}?", by=mo)
    with django_assert_max_num_queries(6):  # four, and the request's savepoint
        client.get("/")


def test_the_inbox_is_its_owners_alone(client, alice, bob):
    notify(alice, kind="answer", title="New answer to “Sleep”", url="/questions/1/")
    assert client.get(reverse("me")).status_code == 302
    for reader, sees in [(alice, True), (bob, False)]:
        client.force_login(reader)
        assert ("New answer to “Sleep”" in client.get(reverse("me")).content.decode()) is sees
    client.post(reverse("mark-read"))
    assert alice.notifications.unread().exists()
    client.force_login(alice)
    assert client.get(reverse("mark-read")).status_code == 405
    client.post(reverse("mark-read"))
    assert not alice.notifications.unread().exists()
