"""Two trials that turn out to be one study."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles.models import Trial, TrialEvent
from tests.articles.trials.records import stored
from tests.factories import make_trial

pytestmark = pytest.mark.django_db


def test_two_that_turn_out_to_be_one_are_joined_and_the_published_one_stays(client, eve):
    stored("NCT99999906")
    young = Trial.objects.get()
    old = make_trial("NCT99999907", by=eve)
    today = timezone.localdate()
    newest = {"updated": f"{today}", "taken_on": today}
    stored("NCT99999906", aliases=["NCT99999907"], **newest)
    trial = Trial.objects.get()
    assert trial == old
    assert (trial.title, trial.state) == ("Example study NCT99999906", "published")
    assert {row.number for row in trial.registrations.all()} == {"NCT99999906", "NCT99999907"}
    assert trial.events.filter(kind="new").exists(), "its history came along"
    assert trial.snapshots.count() == 3
    moved = client.get(f"/trials/{young.slug}/")
    assert (moved.status_code, moved.url) == (301, "/trials/nct99999907/")

    one, two = make_trial("NCT99999908", by=eve), make_trial("NCT99999909", by=eve)
    stored("NCT99999908", aliases=["NCT99999909"], **newest)
    assert {one, two} <= set(Trial.objects.published())
    assert TrialEvent.objects.get(kind="twin", trial=one).after == "NCT99999909"


def test_nobody_takes_over_what_readers_see_unnoticed_or_for_good(eve):
    trial, today = make_trial("NCT99999907", by=eve), timezone.localdate()
    other = {"aliases": ["NCT99999907"], "taken_on": today}
    assert stored("NCT99999906", updated="2099-01-01", **other) == "older", "a day to come"
    trial.refresh_from_db()
    assert trial.title == "Example study NCT99999907"
    assert stored("NCT99999906", updated=f"{today}", **other) == "updated"
    twin = TrialEvent.objects.get(kind="twin")
    assert (twin.before, twin.after, twin.state) == ("NCT99999907", "NCT99999906", "open")

    assert stored("NCT99999908", updated="2099-01-01", taken_on=today) == "created"
    assert stored("NCT99999908", updated=f"{today}", taken_on=today) == "updated"

    assert stored("NCT99999909", taken_on=today) == "created"
    assert stored("NCT99999908", aliases=["NCT99999909"], updated=f"{today}", taken_on=today) == (
        "updated"
    )
    twin = TrialEvent.objects.get(kind="twin", before="NCT99999908")
    assert (twin.after, twin.trial.slug) == ("NCT99999909", "nct99999908")
