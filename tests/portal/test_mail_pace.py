"""How often mails come: at once, daily, weekly, never; and one for each question until read."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from forum import article_news
from forum.models import Follow
from portal import housekeeping
from portal.models import Counter, MailPace, Notification, User
from portal.notifications import at_once, digests, notify
from tests.factories import (
    make_answer,
    make_article,
    make_comment,
    make_condition,
    make_question,
    make_user,
)

ALICE, BOB = "alice@example.org", "bob@example.org"


@pytest.fixture
def round_of(run_tasks, monkeypatch):
    """The hourly round, as on the next day or in the next week; what it mailed, as `(to, text)`."""
    monkeypatch.setattr(digests, "HOUR", 0)

    def run(*, days: int = 0) -> list[tuple[str, str]]:
        mail.outbox.clear()
        for every in (1, 7):
            past = Counter.objects.filter(key=f"notifications.digest:{every}")
            for one in past.order_by("period_starts"):  # two never stand on one day meanwhile
                one.period_starts -= timedelta(days=days // every * every)
                one.save()
        housekeeping.hourly()
        run_tasks()
        return [(message.to[0], message.body) for message in mail.outbox]

    return run


def mailed(address: str) -> list[str]:
    return [message.subject for message in mail.outbox if message.to == [address]]


def test_one_mail_for_each_question_until_its_reader_has_been_back(
    client, alice, bob, cleo, mo, run_tasks
):
    question, other = make_question(alice, by=mo), make_question(alice, "How do you fly?", by=mo)
    run_tasks()
    mail.outbox.clear()
    for member in (bob, cleo):
        make_answer(question, member, by=mo)
        run_tasks()
    make_comment(question, bob, by=mo)
    make_answer(other, cleo, by=mo)
    run_tasks()
    assert mailed(ALICE) == ["Your question has a new answer"] * 2, "one for each question"
    assert Notification.objects.filter(recipient=alice, kind="answer").count() == 3

    client.force_login(alice)
    client.get(question.get_absolute_url())
    make_comment(question, bob, by=mo)
    make_answer(other, bob, by=mo)
    run_tasks()
    assert mailed(ALICE)[2:] == ["There is a new comment on your question"], "she was back at one"
    make_answer(question, bob, by=mo)
    client.get(question.get_absolute_url())
    run_tasks()
    assert len(mailed(ALICE)) == 3, "what she has read already needs no mail"


def test_daily_and_weekly_mails_hold_links_only_and_come_once(
    client, alice, bob, mo, round_of, run_tasks
):
    condition = make_condition()
    question = make_question(alice, "A question about zebras?", by=mo)
    make_answer(question, bob, by=mo)
    Follow.objects.start(condition, member=bob)
    run_tasks()
    assert [to for to, _ in round_of()] == [], "nothing new, no mail"
    make_answer(question, alice, "A zebra answer.", by=mo)
    make_comment(question, alice, by=mo)
    news = make_question(alice, "Another about zebras?", by=mo, condition=condition)
    assert "follow" not in "".join(mailed(BOB))
    ((to, text),) = [each for each in round_of(days=1) if each[0] == BOB]
    assert text.count("/questions/answers/") == 1, "one link for each question"
    assert f"/questions/{news.pk}/" not in text, "that comes weekly"
    assert "zebra" not in text.lower()
    assert condition.slug not in text
    other = make_question(alice, "One more about zebras?", by=mo)
    Follow.objects.start(other, member=bob)
    make_answer(other, alice, by=mo)
    assert not [to for to, _ in round_of() if to == BOB], "one mail a day"
    ((to, text),) = [each for each in round_of(days=1) if each[0] == BOB]
    assert text.count("/questions/answers/") == 1, "and the same things once"
    ((to, text),) = round_of(days=7)
    assert to == BOB
    assert f"http://127.0.0.1:8000/questions/{news.pk}/\n" in text
    assert "answers" not in text
    make_answer(question, alice, by=mo)
    assert not [to for to, _ in round_of(days=1) if to == BOB], "he has not been back"
    client.force_login(bob)
    client.get(question.get_absolute_url())
    make_answer(question, alice, by=mo)
    assert [to for to, _ in round_of(days=1) if to == BOB] == [BOB]


def test_a_day_before_seven_and_a_worker_that_runs_late_or_twice(
    alice, bob, mo, run_tasks, monkeypatch
):
    MailPace.objects.choose(alice, {"own": "daily"})
    make_answer(make_question(alice, by=mo), bob, by=mo)
    run_tasks()
    mail.outbox.clear()
    monkeypatch.setattr(digests, "HOUR", 24)
    digests.hourly()
    run_tasks()
    assert not mail.outbox
    Notification.objects.update(created_at=F("created_at") - timedelta(days=3))
    until = timezone.now().isoformat()
    for _ in range(2):
        digests.send_digests.enqueue([alice.pk], ["daily"], until)
    digests.send_digests.enqueue([alice.pk], ["daily", "weekly"], until)
    run_tasks()
    assert mailed(ALICE) == ["What is new for you"]


def test_a_choice_holds_for_what_waits_and_never_means_never(
    client, alice, bob, mo, round_of, run_tasks
):
    question = make_question(alice, by=mo)
    client.force_login(alice)
    url = reverse("mail-settings")
    choices = {"own": "weekly", "followed": "never", "news": "never", "decisions": "never"}
    choices["language"] = "en"
    assert client.post(url, choices | {"own": "hourly"}).context["form"].errors
    assert client.post(url, choices).url == url
    assert 'value="weekly" selected' in client.get(url).content.decode()
    run_tasks(), round_of()
    make_answer(question, bob, by=mo)
    assert not [to for to, _ in round_of(days=1) if to == ALICE]
    client.post(url, choices | {"own": "daily"})
    assert [to for to, _ in round_of(days=1) if to == ALICE] == [ALICE], "no week to wait now"
    client.get(question.get_absolute_url())
    client.post(url, {"none": "1"})
    make_answer(question, bob, by=mo)
    assert not [to for to, _ in round_of(days=7) if to == ALICE]
    assert alice.notifications.unread().count() == 1, "the inbox tells"


def test_who_stays_away_hears_only_of_decisions_and_who_left_of_nothing(
    alice, bob, mo, round_of, run_tasks
):
    long_ago = timezone.now() - timedelta(days=181)
    MailPace.objects.choose(bob, {"followed": "now"})
    question = make_question(alice, by=mo)
    make_answer(question, bob, by=mo)
    make_answer(question, make_user("Wren"), by=mo)
    User.objects.filter(pk__in=[alice.pk, bob.pk]).update(last_login=long_ago)
    run_tasks()
    assert mailed(ALICE) == ["What you wrote is published"]
    assert mailed(BOB) == ["What you wrote is published"]
    mail.outbox.clear()
    User.objects.filter(pk=bob.pk).update(last_login=timezone.now(), is_active=False)
    make_answer(question, alice, by=mo)
    assert not [to for to, _ in round_of(days=7) if to == BOB]
    assert not mailed(BOB)


def test_articles_are_told_once_for_each_change_to_those_who_followed_before(
    client, alice, bob, mo, round_of
):
    group = make_condition("Leukodystrophy")
    condition = make_condition(parent=group)
    Follow.objects.start(group, member=alice)
    article = make_article("All about zebras", conditions=[condition])
    Follow.objects.start(condition, member=bob)
    for _ in range(2):
        article_news.daily()
    assert list(alice.notifications.values_list("kind", "thread", "title")) == [
        ("article", f"article-{article.pk}", "A new article")
    ]
    assert not bob.notifications.exists(), "what was there before is no news"
    ((_, text),) = [each for each in round_of() if each[0] == ALICE]
    assert article.slug not in text
    assert "inbox" in text
    client.force_login(alice)
    assert "All about zebras" in client.get(reverse("me")).content.decode()
    client.get(article.get_absolute_url())
    assert not alice.notifications.unread().exists()

    for significance, told in [("typo", 0), ("major", 1)]:
        text = {"typo": "It damages myelim.", "major": "It damages what is around nerves."}
        article.write(
            title=article.title, summary="A summary.", body=text[significance], by=None,
            significance=significance, public_note="What is damaged.",
        )  # fmt: skip
        before = article.updated_at
        article.publish_as_imported()
        article_news.daily()
        assert (article.updated_at != before) == bool(told)
        assert bob.notifications.filter(kind="article").count() == told


def test_two_workers_send_one_mail_between_them(transactional_db):
    """One holds a mail about a question, uncommitted, while another comes with the next."""
    alice = make_user("Alice")
    first, second = (
        notify(alice, kind="answer", title="A new answer", url="/questions/1/", stream="own",
               thread="question-1")
        for _ in range(2)
    )  # fmt: skip

    passed = threading.Event()

    def other_worker() -> None:
        at_once.deliver(first.pk)  # held: left to whoever holds it
        passed.set()
        at_once.deliver(second.pk)  # waits to learn whether the first goes out
        connection.close()

    worker = threading.Thread(target=other_worker)
    with transaction.atomic():
        at_once.deliver(first.pk)
        worker.start()
        assert passed.wait(timeout=10)
    worker.join(timeout=10)
    assert not worker.is_alive()
    assert len(mail.outbox) == 1
    assert Notification.objects.filter(emailed_at=None, mail="never").count() == 1


def test_what_was_read_long_ago_is_forgotten(alice):
    for days in (0, 364, 366, None):
        note = notify(alice, kind="answer", title=f"{days}", url="/questions/1/", stream="own")
        read = timezone.now() - timedelta(days=days or 0)
        Notification.objects.filter(pk=note.pk).update(read_at=None if days is None else read)
    housekeeping.daily()
    assert set(alice.notifications.values_list("title", flat=True)) == {"0", "364", "None"}
