"""Who hears of what, in the portal and by e-mail."""

from __future__ import annotations

from django.core import mail
from django.db import transaction

from forum.models import Flag, ReviewItem
from portal.models import Notification
from tests.factories import (
    make_answer,
    make_article,
    make_article_comment,
    make_comment,
    make_question,
)


def item_of(contribution) -> ReviewItem:
    return ReviewItem.objects.open().get(**ReviewItem.about(contribution))


def told(user) -> list[str]:
    return list(user.notifications.order_by("pk").values_list("kind", flat=True))


def test_the_author_hears_of_every_decision_and_the_asker_of_every_answer(
    alice, bob, mo, run_tasks
):
    question = make_question(alice, by=mo)
    answer = make_answer(question, bob, by=mo)
    Flag.raise_on(answer, by=alice, reason="spam")
    item_of(answer).decide("keep", by=mo, reason="fine")
    item_of(make_comment(answer, alice)).decide(
        "reject", by=mo, reason="unkind", message="Kinder, please."
    )
    Flag.raise_on(question, by=bob, reason="harm")
    run_tasks()
    assert "answer" in told(alice)
    item_of(question).decide("remove", by=mo, reason="harm", message="It could do harm.")
    run_tasks()
    assert told(alice) == ["decision_publish", "flag_decided", "decision_reject", "decision_remove"]
    assert told(bob) == ["decision_publish", "decision_keep", "flag_decided"]
    assert (
        sorted(message.to[0] for message in mail.outbox)
        == ["alice@example.org"] * 5 + ["bob@example.org"] * 3
    )


def test_an_own_answer_is_not_announced_to_oneself(alice, mo):
    make_answer(make_question(alice, by=mo), alice, by=mo)
    assert told(alice) == ["decision_publish", "decision_publish"]


def test_no_mail_quotes_a_text_a_title_or_a_moderators_message(alice, bob, mo, run_tasks):
    secret = "Zebra-unicorn in Little Town"
    question = make_question(alice, f"{secret} one more question?", body=secret, by=mo)
    answer = make_answer(question, bob, secret, by=mo)
    Flag.raise_on(answer, by=alice, reason="spam", note=secret)
    item_of(answer).decide("remove", by=mo, reason="spam", message=secret)
    item_of(make_question(alice, f"{secret} another question?", body=secret)).decide(
        "reject", by=mo, reason="spam", message=secret
    )
    comment = make_article_comment(make_article(), secret, name=secret)
    item_of(comment).decide("reject", by=mo, reason="spam", message=secret)
    run_tasks()
    assert len(mail.outbox) == 6, "what was taken down before it was sent is not announced"
    for message in mail.outbox:
        whole = f"{message.subject}\n{message.body}".lower()
        assert "zebra" not in whole
        assert "unicorn" not in whole.replace("-", "")
        assert "mo@" not in whole
        assert message.subject
        assert "\n" not in message.subject
        assert "http://127.0.0.1:8000/" in message.body
    for note in Notification.objects.filter(kind__in=["decision_reject", "decision_remove"]):
        assert "Zebra" not in note.title


def test_a_decision_that_is_rolled_back_tells_nobody(alice, mo, run_tasks):
    item = make_question(alice).reviewitems.get()

    with transaction.atomic():
        item.decide("publish", by=mo, reason="fine")
        transaction.set_rollback(True)
    run_tasks()
    assert not mail.outbox
    assert not Notification.objects.exists()
    item.refresh_from_db()
    item.decide("publish", by=mo, reason="fine")
    run_tasks()
    assert len(mail.outbox) == 1
    run_tasks()
    assert len(mail.outbox) == 1


def test_links_in_the_inbox_lead_somewhere(client, alice, bob, cleo, mo):
    question = make_question(alice, by=mo)
    answer, advert = (make_answer(question, member, by=mo) for member in (bob, cleo))
    item_of(make_comment(answer, alice)).decide("reject", by=mo, reason="unkind", message="Kinder.")
    Flag.raise_on(advert, by=alice, reason="spam")
    item_of(advert).decide("remove", by=mo, reason="spam", message="An advert.")
    assert told(alice) == ["decision_publish", "answer", "decision_reject", "flag_decided"]
    assert told(cleo) == ["decision_remove"]
    for user in (alice, bob, cleo):
        client.force_login(user)
        for note in user.notifications.all():
            assert client.get(note.url, follow=True).status_code == 200, note.kind


def test_who_reported_a_comment_on_an_article_is_not_led_to_the_own_ones(client, alice, bob, mo):
    comment = make_article_comment(make_article(), author=alice, by=mo)
    Flag.raise_on(comment, by=bob, reason="spam")
    item_of(comment).decide("keep", by=mo, reason="fine")
    assert bob.notifications.get().url == "/me/"
    assert "/mine/" in alice.notifications.get(kind="decision_keep").url
