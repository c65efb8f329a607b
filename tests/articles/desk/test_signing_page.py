"""Signing a text on the page for it."""

from __future__ import annotations

import pytest

from articles.models import (
    Revision,
    SignOff,
)
from portal.states import IllegalMove
from tests.articles.desk import desk, signature, text
from tests.articles.test_reading import sign
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_a_text_that_needs_no_change_can_be_signed_anew(client, eve, rae):
    article = make_article("A title", body="A text.", by=eve)
    sign(article.live, rae)
    client.force_login(eve)
    client.post(desk("change", article), text(article, note="Read again, still right."))
    client.force_login(rae)
    client.post(desk("sign", article), signature(article))
    assert article.latest.number == 2
    assert SignOff.objects.count() == 2


def test_of_two_reviewers_at_once_one_signs_and_the_other_is_told(rae, ada):
    revision, same = make_article().latest, Revision.objects.get()
    sign(revision, rae)
    with pytest.raises(IllegalMove, match="Dr Rae has already signed this"):
        sign(same, ada)


def test_nobody_signs_their_own_text(client, ada, rae):
    article = make_article(by=ada)
    client.force_login(ada)  # may do everything else
    response = client.post(desk("sign", article), signature(article), follow=True)
    assert "You wrote this text. Please ask somebody else" in response.content.decode()
    assert not SignOff.objects.exists()
    client.force_login(rae)
    client.post(desk("sign", article), signature(article))
    assert SignOff.objects.get().text_hash == article.latest.text_hash
    response = client.post(desk("sign", article), signature(article), follow=True)
    assert "Dr Rae has already signed this" in response.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"interests": ""},
        {"review_due_on": "2020-01-01"},
        {"review_due_on": "2999-01-01"},
    ],
)
def test_a_signature_is_complete(client, rae, wrong):
    article = make_article()
    client.force_login(rae)
    assert client.post(desk("sign", article), signature(article, **wrong)).status_code == 200
    assert not SignOff.objects.exists()
