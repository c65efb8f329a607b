"""The list of reasons that administrators keep, and the words that authors read."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction

from forum.models import Reason, ReviewItem
from portal.states import IllegalMove
from tests.factories import make_article, make_article_comment, make_question, make_user

DECIDE = "/admin/forum/reviewitem/decide/"
REASONS = "/admin/forum/reason/"


def refuse(client, *items: ReviewItem, **fields) -> str:
    url = DECIDE + "?" + "&".join(f"item={item.pk}" for item in items)
    sent = {"decision": "reject", "reason": "dosing", "message": ""} | fields
    return client.post(url, sent).content.decode()


def test_the_author_is_offered_words_in_their_language(client, mo):
    german = make_question(make_user("Greta", language="de"), "Wie schlafen Ihre Kinder nachts?")
    french = make_question(make_user("Fanny", language="fr"), "Comment dorment vos enfants ?")
    italian = make_article_comment(make_article(language="it"))
    one, other, third = (each.reviewitems.get() for each in (german, french, italian))
    client.force_login(mo)
    page = refuse(client, one)
    assert "Wir veröffentlichen keine Dosierungen" in page
    assert "In English: “Thank you for writing. We do not publish doses" in page
    assert "We write to them in Deutsch." in page
    for several in ([one, other], [third]):
        page = refuse(client, *several)
        assert "We do not publish doses" in page
        assert "Dosierungen" not in page
    assert ReviewItem.objects.open().count() == 3


def test_a_reason_is_one_of_the_list_that_fits_and_is_in_use(client, alice, mo):
    item = make_question(alice).reviewitems.get()
    client.force_login(mo)
    page = refuse(client, item, reason="fine", message="Sorry, Alice.")
    assert "“Within the rules”: this is no reason for what you have chosen." in page
    Reason.objects.filter(code="dosing").update(active=False)
    page = refuse(client, item, message="Please leave out the dose.")
    assert "Gives a dose" not in page
    assert "dosing is not one of the available choices" in page
    for code in ("fine", "dosing", "made-up"):
        with pytest.raises(IllegalMove, match="a reason that fits"):
            item.decide("reject", by=mo, reason=code, message="No.")
    decision = item.decide("reject", by=mo, reason="other", message="Please write more.")
    assert decision.reason.label == "Another reason"
    with pytest.raises(IntegrityError), transaction.atomic():
        Reason.objects.filter(code="other").delete()


def test_only_those_who_keep_the_rules_change_the_list(client, mo, lea):
    reason = Reason.objects.get(code="unkind")
    english = reason.messages.get(language="en")
    url = f"{REASONS}{reason.pk}/change/"
    sent = {
        "label": "Hurts", "code": "changed", "uses": ["limit", "member"], "ground": "rules",
        "rule": "Be kind", "active": "on", "order": "5", "messages-TOTAL_FORMS": "1",
        "messages-INITIAL_FORMS": "1", "messages-0-id": english.pk,
        "messages-0-reason": reason.pk, "messages-0-language": "en",
        "messages-0-text": "Softer, please. <b>",
    }  # fmt: skip
    client.force_login(mo)
    assert "freundlicheren Worten" in client.get(url).content.decode()
    assert client.post(url, sent).status_code == 403
    assert client.get(f"{REASONS}add/").status_code == 403

    client.force_login(lea)
    page = client.post(url, sent | {"uses": []}).content.decode()
    assert "Please choose for what it can be given." in page
    page = client.post(url, sent | {"_continue": "1"}, follow=True).content.decode()
    assert "Softer, please. &lt;b&gt;</div>" in page
    reason.refresh_from_db()
    assert (reason.code, reason.label) == ("unkind", "Hurts")
    assert reason.words("en") == reason.words("it") == "Softer, please. <b>"
    assert LogEntry.objects.get().user == lea
    assert client.post(f"{REASONS}{reason.pk}/delete/", {"post": "yes"}).status_code == 403
