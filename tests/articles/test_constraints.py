"""What the database itself refuses, whoever asks."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from articles.models import SignOff
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
