"""Two trials that turn out to be one study."""

from __future__ import annotations

import pytest

from articles.models import Trial, TrialEvent
from tests.articles.trials.records import stored
from tests.factories import make_trial

pytestmark = pytest.mark.django_db


def test_two_that_turn_out_to_be_one_are_joined_and_the_published_one_stays(client, eve):
    stored("NCT99999906")
    young = Trial.objects.get()
    old = make_trial("NCT99999907", by=eve)
    stored("NCT99999906", aliases=["NCT99999907"], updated="2099-01-01")
    trial = Trial.objects.get()
    assert trial == old
    assert (trial.title, trial.state) == ("Example study NCT99999906", "published")
    assert {row.number for row in trial.registrations.all()} == {"NCT99999906", "NCT99999907"}
    assert trial.events.filter(kind="new").exists(), "its history came along"
    assert trial.snapshots.count() == 3
    moved = client.get(f"/trials/{young.slug}/")
    assert (moved.status_code, moved.url) == (301, "/trials/nct99999907/")

    one, two = make_trial("NCT99999908", by=eve), make_trial("NCT99999909", by=eve)
    stored("NCT99999908", aliases=["NCT99999909"], updated="2099-01-01")
    assert {one, two} <= set(Trial.objects.published())
    assert TrialEvent.objects.get(kind="twin").trial == one
