"""What the database itself refuses, whoever asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from articles.models import Article, Feedback, Plan, Reviewer, ReviewRequest, SignOff
from tests.articles.test_reading import sign
from tests.factories import make_article, make_condition


def test_the_database_refuses_a_page_without_an_address(db):
    for make in [make_article, make_condition]:
        with pytest.raises(IntegrityError, match="has_an_address"), transaction.atomic():
            make(slug="")


def test_the_database_keeps_a_signoff_as_it_was_signed(eve, rae):
    article = make_article(by=eve)
    sign(article.live, rae)
    for change in [{"text_hash": "0" * 64}, {"name": "Somebody else"}, {"reviewer": eve}]:
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            SignOff.objects.update(**change)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        SignOff.objects.all()._raw_delete("default")
    eve.delete()
    signoff = SignOff.objects.get()
    assert signoff.author is None
    assert signoff.reviewer == rae


def test_the_database_refuses_a_decision_that_does_not_say_why(eve, rae):
    article, now = make_article(by=eve), timezone.now()
    Feedback.objects.submit(revision=article.live, helpful=False)
    Plan.make(article, at=now + timedelta(days=1), by=eve)
    ReviewRequest.objects.ask(article.live, rae.reviewer, by=eve)
    for model, name, changes in [
        (Feedback, "done_says_what", {"state": "done", "handled_at": now}),
        (Plan, "closed_has_date", {"state": "done"}),
        (Plan, "refused_says_why", {"state": "refused", "closed_at": now}),
        (ReviewRequest, "sent_back_says_why", {"state": "sent back", "closed_at": now}),
        (Reviewer, "withdrawn_says_why", {"state": "withdrawn"}),
        (Article, "not_its_own_successor", {"successor": F("pk")}),
    ]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            model.objects.update(**changes)
