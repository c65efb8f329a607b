"""Something urgent is never left to chance: who is told, who next, and never twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum import unseen
from forum.duty import alerts, rota
from forum.models import Alert, AlertMail, Flag, ReviewItem, Shift
from portal import housekeeping
from portal.models import User
from tests.factories import make_question, make_user

CRISIS = {"title": "How do others get through the nights?", "body": "I want to die."}


def put_on_call(moderator: User, *, hours: float = 2, since: float = 1) -> Shift:
    now = timezone.now()
    return Shift.objects.create(
        moderator=moderator,
        starts_at=now - timedelta(hours=since),
        ends_at=now + timedelta(hours=hours),
    )


def mailed() -> list[str]:
    """To whom mails went since this was asked last."""
    told = sorted(message.to[0].partition("@")[0] for message in mail.outbox)
    mail.outbox.clear()
    return told


def let_time_pass(item: ReviewItem, minutes: int) -> None:
    """As if all of it had happened that much earlier."""
    ago = timedelta(minutes=minutes)
    ReviewItem.objects.filter(pk=item.pk).update(due_at=item.due_at - ago)
    item.refresh_from_db()
    for alert in Alert.objects.filter(item=item):
        Alert.objects.filter(pk=alert.pk).update(at=alert.at - ago)
    for each in AlertMail.objects.exclude(emailed_at=None):
        AlertMail.objects.filter(pk=each.pk).update(emailed_at=each.emailed_at - ago)


def test_whoever_is_on_call_is_told_at_once_and_reads_nothing_of_the_text(
    client, alice, mo, max_, ada, run_tasks
):
    put_on_call(mo)
    put_on_call(max_, since=-1)  # in an hour
    question = make_question(alice, **CRISIS)
    run_tasks()
    (message,) = mail.outbox
    item = ReviewItem.objects.get(question=question)
    assert message.to == [mo.email]
    assert f"/admin/forum/reviewitem/decide/?item={item.pk}" in message.body
    assert f"{timezone.localtime(item.due_at):%H:%M}, UTC" in message.body
    everything = f"{message.subject} {message.body} {message.alternatives}".lower()
    for word in ("die", "night", "crisis", "alice", question.title.lower()):
        assert f" {word}" not in everything, word
    note = mo.notifications.get(kind="urgent")
    assert question.title not in note.title
    assert not max_.notifications.exists()
    assert not alice.notifications.filter(kind="urgent").exists()

    client.force_login(mo)
    assert note.title in client.get("/me/").content.decode()
    item.decide("publish", by=mo, reason="fine")
    mo.notifications.update(read_at=None)
    alerts.every_minute()
    assert not mo.notifications.filter(kind="urgent", read_at=None).exists()


def test_what_rises_to_urgent_is_told_once_and_what_is_ordinary_not_at_all(
    alice, bob, cleo, mo, run_tasks
):
    put_on_call(mo)
    question = make_question(alice, by=mo)
    run_tasks(), mail.outbox.clear()
    Flag.raise_on(question, by=bob, reason="spam")
    run_tasks(), alerts.every_minute()
    assert not Alert.objects.exists()
    Flag.raise_on(question, by=cleo, reason="crisis")
    make = ReviewItem.objects.open().get(question=question)
    ReviewItem.open(question, why="flagged", severity=4, findings=[])
    run_tasks(), alerts.every_minute(), run_tasks()
    assert mailed().count("mo") == 1
    assert [alert.step for alert in make.alerts.all()] == ["opened"]


def test_several_within_a_quarter_of_an_hour_come_as_one_more_mail(alice, bob, mo, run_tasks):
    put_on_call(mo)
    make_question(alice, **CRISIS)
    run_tasks()
    assert mailed() == ["mo"]
    second, third = make_question(bob, **CRISIS), make_question(alice, **CRISIS)
    fourth = make_question(bob, **CRISIS)
    run_tasks()
    assert mailed() == []
    ReviewItem.objects.get(question=fourth).decide("publish", by=mo, reason="fine")
    for each in AlertMail.objects.exclude(emailed_at=None):
        earlier = each.emailed_at - timedelta(minutes=15)
        AlertMail.objects.filter(pk=each.pk).update(emailed_at=earlier)
    alerts.mail_alerts.call(mo.pk), alerts.mail_alerts.call(mo.pk)
    (message,) = mail.outbox
    assert message.subject == "2 urgent things wait for a decision"
    assert f"item={second.pk}" not in message.body
    assert "/admin/forum/reviewitem/" in message.body
    assert third.reviewitems.get().alerts.get().mails.get().emailed_at


def test_nobody_on_call_then_somebody_lately_here_and_the_leads(alice, mo, max_, ada, run_tasks):
    eva = make_user("Eva", group="Moderator", staff=True)
    for hours, one in [(30, mo), (2, max_), (400, eva)]:
        User.objects.filter(pk=one.pk).update(
            last_login=timezone.now() - timedelta(hours=hours), date_joined="2020-01-01T00:00Z"
        )
    told = []
    for _ in range(3):
        make_question(alice, **CRISIS)
        run_tasks()
        (one,) = set(
            AlertMail.objects.order_by("pk").values_list("moderator__pseudonym", flat=True)
        ) - {"Ada", *told}
        told.append(one)
    assert told == ["Max", "Mo", "Eva"]
    assert AlertMail.objects.filter(moderator=ada).count() == 3
    mailed()
    mo.is_active = False
    mo.save()
    make_question(mo, **CRISIS)  # who wrote it is not asked to judge it, nor who has left
    assert not AlertMail.objects.filter(alert__item__question__author=mo, moderator=mo).exists()


def test_not_taken_half_way_the_next_is_asked_and_overdue_the_leads(
    alice, mo, max_, ada, run_tasks
):
    put_on_call(mo)
    item = make_question(alice, **CRISIS).reviewitems.get()
    run_tasks()
    assert mailed() == ["mo"]
    let_time_pass(item, 20)
    alerts.every_minute(), run_tasks()
    assert mailed() == []
    let_time_pass(item, 11)
    housekeeping.every_minute(), alerts.every_minute(), run_tasks()
    assert mailed() == ["max"]
    let_time_pass(item, 31)
    call_command("housekeeping")
    alerts.every_minute(), run_tasks()
    assert "ada" in mailed()
    assert [alert.step for alert in item.alerts.order_by("pk")] == ["opened", "halfway", "overdue"]
    with pytest.raises(IntegrityError), transaction.atomic():  # of two workers, one
        Alert.objects.create(item=item, step="overdue")
    item.decide("publish", by=max_, reason="fine")
    alerts.every_minute()
    assert item.alerts.count() == 3


def test_a_second_moderator_who_is_asked_for_is_not_the_one_who_asks(
    alice, mo, max_, ada, run_tasks
):
    put_on_call(mo)
    item = make_question(alice).reviewitems.get()
    alerts.alert(item, by=mo)
    run_tasks()
    assert mailed() == ["ada", "max"]
    assert not mo.notifications.filter(kind="urgent").exists()


@pytest.mark.parametrize(
    ("now", "here"),
    [
        ("2026-03-23 09:00", True),
        ("2026-03-23 10:30", False),
        ("2026-03-30 08:30", True),  # the clocks went forward the day before
        ("2026-03-30 10:15", False),
        ("2026-04-06 09:00", False),  # could not that day
        ("2026-04-13 09:00", True),
        ("2026-04-20 09:00", False),  # after the last
    ],
)
def test_a_weekly_shift_keeps_its_hour(mo, settings, now, here):
    settings.TIME_ZONE, berlin = "Europe/Berlin", ZoneInfo("Europe/Berlin")
    Shift.objects.create(
        moderator=mo,
        starts_at=datetime(2026, 3, 16, 8, tzinfo=berlin),
        ends_at=datetime(2026, 3, 16, 10, tzinfo=berlin),
        weekly=True,
        repeats_until="2026-04-13",
        not_on=["2026-04-06"],
    )
    at = datetime.fromisoformat(now).replace(tzinfo=berlin)
    assert rota.on_call(at) == [mo] * here
    assert (rota.nobody_here(at) is None) == (here or (at.month == 4 and at.day > 13))


def test_once_a_day_moderators_are_told_what_is_overdue(alice, bob, mo, run_tasks):
    item = make_question(alice).reviewitems.get()
    unseen.daily()
    assert not mo.notifications.exists()
    ReviewItem.objects.filter(pk=item.pk).update(due_at=timezone.now() - timedelta(hours=1))
    unseen.daily(), unseen.daily()
    run_tasks()
    assert mo.notifications.get().title == "1 item overdue"
    assert mailed() == ["mo"]
    assert not bob.notifications.exists()
