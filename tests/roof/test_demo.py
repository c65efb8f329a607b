"""The demonstration's people are evidently nobody."""

from __future__ import annotations

import pytest

from articles.models import Reviewer
from portal import demo
from portal.models import User


@pytest.mark.django_db
def test_the_reviewer_may_sign_under_a_profile_that_claims_nothing(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    demo.prepare()
    demo.prepare()
    profile = Reviewer.objects.get()
    assert profile.user == User.objects.get(email="reviewer@example.org")
    assert profile.may_sign
    assert profile.role == "Demonstration account"
    assert profile.credential == "None: this account is an example"
