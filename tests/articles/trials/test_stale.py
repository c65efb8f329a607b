"""Whether the record of a study still holds: one answer for pages and for lists."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Trial
from tests.factories import make_trial

pytestmark = pytest.mark.django_db
TODAY, YEAR = timezone.localdate(), timedelta(days=366)


@pytest.mark.parametrize(
    ("is_stale", "fields"),
    [
        (False, {}),
        (False, {"verified_on": TODAY - YEAR, "completion_on": TODAY - YEAR}),
        (False, {"verified_on": TODAY - 3 * YEAR, "completion_on": TODAY + YEAR}),
        (True, {"verified_on": TODAY - 3 * YEAR, "completion_on": TODAY - YEAR}),
        (True, {"verified_on": TODAY - 3 * YEAR, "primary_completion_on": TODAY - YEAR}),
        (True, {"verified_on": TODAY - 3 * YEAR}),
        (False, {"verified_on": TODAY - 3 * YEAR, "status": "completed"}),
        (False, {"verified_on": None}),
        (True, {"status": "unknown"}),
    ],
)
def test_a_record_is_stale_when_nobody_confirms_what_should_be_over(is_stale, fields):
    trial = make_trial(**fields)
    assert trial.is_stale == is_stale
    assert Trial.objects.stale().exists() == is_stale


def test_the_portal_says_when_it_has_not_looked_itself():
    trial, old = make_trial(), make_trial("NCT99999902", seen_on=TODAY - timedelta(days=31))
    assert (trial.is_not_looked_at, old.is_not_looked_at) == (False, True)
    assert list(Trial.objects.not_looked_at()) == [old]
