"""News of clinical trials: to whom, once each, and never forty mails."""

from __future__ import annotations

from datetime import timedelta

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles.models import TrialEvent
from forum import trial_news
from forum.models import Bereavement, Follow
from portal.models import MailPace
from portal.notifications import digests
from tests.factories import make_condition, make_topic, make_treatment, make_trial


def happens(trial, kind: str, *, days_ago: float = 0) -> TrialEvent:
    return trial.events.create(
        kind=kind, noticed_at=timezone.now() - timedelta(days=days_ago),
        snapshot=trial.snapshots.first(),
    )  # fmt: skip


def told(member) -> list[str]:
    return list(member.notifications.filter(kind="trial").values_list("title", flat=True))


def test_who_follows_hears_once_of_what_is_worth_knowing(client, alice, bob, cleo, nia, eve, mo):
    group = make_condition("Leukodystrophy")
    mld = make_condition(parent=group)
    form = make_condition("Late-infantile MLD", parent=mld)
    topic = make_topic("Arsa-cel")
    for target, member in [(group, alice), (form, bob), (topic, cleo), (mld, mo)]:
        Follow.objects.start(target, member=member)
    Follow.objects.update(created_at=timezone.now() - timedelta(days=30))
    trial = make_trial(conditions=[mld], by=eve)
    trial.published_at = timezone.now() - timedelta(days=20)
    trial.save()
    trial.interventions.create(position=1, name="X", treatment=make_treatment("Arsa-cel"))
    trial.matches.create(condition=make_condition("Proposed"), state="proposed", how="similar")
    hidden = make_trial("NCT99999902", conditions=[mld])
    happens(hidden, "started")
    happens(trial, "stopped", days_ago=8)
    happens(trial, "criteria")
    trial_news.hourly()
    assert told(alice) == []
    happens(trial, "stopped")
    happens(trial, "results")
    Follow.objects.start(mld, member=nia)
    trial_news.hourly()
    trial_news.hourly()
    for member in (alice, cleo, mo):
        assert told(member) == ["Stopped recruiting. Results posted"]
    assert told(bob) == [], "nothing about what stands above"
    assert told(nia) == [], "she has seen it like this"

    hidden.summary = hidden.summaries.create(number=1, title="Plain words", summary="It tries.")
    hidden.state, hidden.published_at = "published", timezone.now()
    hidden.save()
    trial_news.hourly()
    assert told(alice)[1:] == ["A clinical trial that is new here"], "not what was before"
    client.force_login(alice)
    page = client.get(reverse("me")).content.decode()
    assert "Plain words" in page
    assert "A study in plain words" in page
    client.get(trial.get_absolute_url())
    assert alice.notifications.unread().filter(kind="trial").count() == 1


def test_forty_changes_are_one_mail_at_once_and_one_the_next_day(
    alice, bob, cleo, eve, run_tasks, django_assert_max_num_queries
):
    mld = make_condition()
    for member in (alice, bob, cleo):
        Follow.objects.start(mld, member=member)
    Follow.objects.update(created_at=timezone.now() - timedelta(days=30))
    MailPace.objects.choose(alice, {"news": "now"})
    Bereavement.objects.say(member=cleo, mails="rest", questions_rest=False, moderators_know=False)
    trials = [make_trial(f"NCT999990{n}", conditions=[mld], by=eve) for n in range(10, 50)]
    for trial in trials:
        trial.published_at = timezone.now() - timedelta(days=20)
        trial.save()
        happens(trial, "started")
    with django_assert_max_num_queries(5 * len(trials) + 10):
        trial_news.hourly()
    run_tasks()
    assert [len(told(member)) for member in (alice, bob, cleo)] == [40, 40, 40]
    (sent,) = mail.outbox
    assert sent.to == [alice.email]
    assert "leuko" not in (sent.subject + sent.body).lower()
    assert "nct" not in (sent.subject + sent.body).lower()
    happens(trials[0], "terminated")
    trial_news.hourly()
    run_tasks()
    assert len(mail.outbox) == 1, "on the same day not another one"
    digests.deliver(alice.pk, ["daily"], timezone.now())
    digests.deliver(bob.pk, ["daily"], timezone.now())
    digests.deliver(cleo.pk, ["daily", "weekly"], timezone.now())
    assert [message.to for message in mail.outbox[1:]] == [[alice.email]], "the others' is weekly"
