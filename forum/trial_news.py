"""What is new about clinical trials, told to those who follow what they are about.

Trials know nothing of who follows, so the worker looks for news every hour. A day may bring forty
changes: the inbox has one line for each trial, and whoever has mails sent at once gets one, with
all others in the next day's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from articles.models import Trial, TrialEvent
from forum.notifications import followers_about
from portal.models import Notification, Pace, Stream, Topic
from portal.notifications import tell, thread_of

#: How late the worker may be.
LOOK_BACK = timedelta(days=7)
#: Between two mails that are sent at once.
APART = timedelta(days=1)


@dataclass(frozen=True)
class News:
    """What is told of one trial, once."""

    trial: Trial
    about: str
    title: str
    at: datetime


@transaction.atomic
def hourly() -> None:
    """Each change once, however often this runs."""
    since = timezone.now() - LOOK_BACK
    for news in [*_published(since), *_changed(since)]:
        _tell(news)
    _one_mail_a_day()


def _published(since: datetime) -> Iterator[News]:
    for trial in Trial.objects.published().filter(published_at__gte=since):
        about = f"{thread_of(trial)}@published"
        yield News(trial, about, "A clinical trial that is new here", trial.published_at)


def _changed(since: datetime) -> Iterator[News]:
    """By trial, what its last record has brought. What was there before its page is no news."""
    events = TrialEvent.objects.worth_knowing().filter(
        noticed_at__gte=since, noticed_at__gt=F("trial__published_at")
    )
    in_order = events.select_related("trial").order_by("trial", "-pk")
    for trial, theirs in groupby(in_order, key=lambda event: event.trial):
        found = list(theirs)
        newest = found[0]
        last = [each for each in found if each.snapshot_id == newest.snapshot_id]
        title = ". ".join(each.get_kind_display() for each in reversed(last))
        yield News(trial, f"{thread_of(trial)}@{newest.pk}", title, newest.noticed_at)


def _tell(news: News) -> None:
    trial = news.trial
    about = trial.matches.filter(state="confirmed").values_list("condition", flat=True)
    treatments = trial.interventions.exclude(treatment=None).values("treatment__slug")
    members = followers_about(
        list(about),
        Topic.objects.filter(slug__in=treatments),
        created_at__lt=news.at,  # whoever follows since then has seen it like this
    )
    told = Notification.objects.filter(recipient=OuterRef("pk"), about=news.about)
    tell(
        members.filter(~Exists(told)),
        kind="trial",
        stream=Stream.NEWS,
        thread=thread_of(trial),
        about=news.about,
        title=news.title,
        url=trial.get_absolute_url(),
    )


def _one_mail_a_day() -> None:
    """Of those that are to be mailed at once, the first is; the others wait for the day's mail."""
    theirs = Notification.objects.filter(recipient=OuterRef("recipient"), kind="trial")
    before = Q(mail=Pace.AT_ONCE, emailed_at=None, read_at=None, pk__lt=OuterRef("pk"))
    lately = Q(emailed_at__gte=timezone.now() - APART)
    waiting = Notification.objects.filter(kind="trial").waiting(Pace.AT_ONCE)
    waiting.filter(Exists(theirs.filter(before | lately))).update(mail=Pace.DAILY)
