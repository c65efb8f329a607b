"""Statements of reasons, and appeals that somebody else decides on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from forum import figures
from forum.models import Appeal, Flag, Measure, Statement
from portal.leaving.models import AccountDeletion
from portal.states import IllegalMove
from tests.factories import make_answer, make_article, make_article_comment, make_question

APPEALS = "/admin/forum/appeal/"


def removed(alice, bob, mo):
    """A public question that was reported and taken down."""
    question = make_question(alice, "Where did you find a good bed?", by=mo)
    item = Flag.raise_on(question, by=bob, reason="promotion", note="He sells beds.").item
    item.decide("remove", by=mo, reason="promotion", message="Please leave out the shop.")
    question.refresh_from_db()
    return question


def test_an_author_reads_why_and_appeals_and_somebody_else_decides(
    client, alice, bob, mo, max_, run_tasks
):
    question = removed(alice, bob, mo)
    client.force_login(alice)
    assert "/me/decisions/" in client.get("/me/").content.decode()
    statement = Statement.objects.get()
    url = f"/me/decisions/{statement.pk}/"
    assert url in client.get("/me/decisions/").content.decode()
    page = client.get(url).content.decode()
    for words in (
        "Against our rules: “Do not advertise”", "A member reported it.", "No end is set.",
        "A person. No program decides here.", "Please leave out the shop.",
    ):  # fmt: skip
        assert words in page
    assert "Bob" not in page
    assert "He sells beds" not in page
    assert "Please say in a few words" in client.post(url, {"words": " "}).content.decode()
    page = client.post(url, {"words": "It is my own <b>bed</b>."}, follow=True).content.decode()
    assert "It is my own &lt;b&gt;bed&lt;/b&gt;." in page
    assert "You have appealed on" in page
    again = client.post(url, {"words": "Again."}, follow=True).content.decode()
    assert "or you have done so" in again
    stranger = Client()
    assert stranger.get(url).status_code == 302
    stranger.force_login(bob)
    assert stranger.get(url).status_code == stranger.post(url, {"words": "x"}).status_code == 404

    appeal = Appeal.objects.get()
    decide = f"{APPEALS}{appeal.pk}/change/"
    answer = {"outcome": "overturned", "answer": "You are right: it is no advert."}
    desk = Client()
    desk.force_login(mo)
    assert "somebody else must decide" in desk.get(decide).content.decode()
    assert "Somebody else than the first moderator" in desk.post(decide, answer).content.decode()
    assert appeal.is_open
    desk.force_login(max_)
    assert "Appeals: 1" in desk.get("/admin/").content.decode()
    page = desk.post(decide, {"outcome": "upheld", "answer": ""}).content.decode()
    assert "owed an answer in words" in page
    desk.post(decide, answer)
    question.refresh_from_db()
    assert question.is_public
    assert desk.get(APPEALS).context["cl"].result_count == 0
    assert "The decision is taken back" in client.get(url).content.decode()
    with pytest.raises(IllegalMove, match="decided by somebody else"):
        appeal.decide("upheld", by=max_, answer="No.")
    run_tasks()
    told = [message for message in mail.outbox if message.subject == "Somebody has looked again"]
    assert [message.to for message in told] == [[alice.email]]
    assert "bed" not in told[0].body
    assert "it is no advert" in client.get("/me/").content.decode()


def test_a_reporter_learns_only_whether_something_was_done(client, alice, bob, mo):
    removed(alice, bob, mo)
    public = make_answer(make_question(alice, "Another question of Alice?", by=mo), alice, by=mo)
    item = Flag.raise_on(public, by=bob, reason="harm").item
    item.decide("keep", by=mo, reason="fine")
    told = bob.notifications.filter(kind="flag_decided").values_list("title", "message")
    assert sorted(told) == [
        ("A moderator has looked at what you reported. Nothing had to be done. Thank you.", ""),
        ("A moderator has looked at what you reported. Something was done. Thank you.", ""),
    ]
    assert not Statement.objects.filter(member=bob).exists()
    client.force_login(bob)
    assert "Nothing that you wrote was refused" in client.get("/me/decisions/").content.decode()


def test_an_appeal_has_its_time_and_can_let_the_decision_stand(client, alice, mo, max_):
    item = make_question(alice).reviewitems.get()
    item.decide("reject", by=mo, reason="harm", message="It could do harm.")
    statement = Statement.objects.get()
    statement.at -= timedelta(days=185)
    with pytest.raises(IllegalMove):
        Appeal.objects.make(statement, words="Too late?")
    statement.refresh_from_db()
    appeal = Appeal.objects.make(statement, words="It helped us.")
    appeal.decide("upheld", by=max_, answer="We read it again.")
    client.force_login(alice)
    page = client.get(f"/me/decisions/{statement.pk}/").content.decode()
    assert "The decision stands." in page
    assert "We read it again." in page
    assert item.target.state == "rejected"


def test_a_visitor_reads_the_reasons_by_a_link_and_appeals(client, mo, max_, run_tasks):
    comment = make_article_comment(make_article(), "Buy it here.")
    item = comment.reviewitems.get()
    item.decide("reject", by=mo, reason="promotion", message="No adverts, please.")
    run_tasks()
    url = re.search(r"/statement/\S+", mail.outbox[-1].body)[0]
    page = client.get(url)
    assert "No adverts, please." in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.get(f"{url[:-2]}x/").status_code == 404
    client.post(url, {"words": "I sell nothing."})
    Appeal.objects.get().decide("upheld", by=max_, answer="We read it again.")
    run_tasks()
    assert mail.outbox[-1].to == ["visitor@example.org"]
    assert url.split(":")[0] in mail.outbox[-1].body
    assert "We read it again." in client.get(url).content.decode()


def test_statements_and_appeals_stay_and_let_go_of_who_leaves(alice, bob, mo, max_):
    removed(alice, bob, mo)
    statement = Statement.objects.get()
    appeal = Appeal.objects.make(statement, words="I am Alice.")
    appeal.decide("upheld", by=max_, answer="We read it again.")
    for row, change in [
        (statement, {"because": "x"}), (statement, {"member": bob}),
        (statement, {"member": None, "facts": "x"}), (appeal, {"words": "x"}),
        (appeal, {"outcome": "overturned"}), (appeal, {"words": "", "answer": "x"}),
    ]:  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk)._raw_delete("default")
    AccountDeletion.at_once(alice, by=None, reason="")
    statement.refresh_from_db()
    appeal.refresh_from_db()
    assert (statement.member, statement.because) == (None, "Promotes a product, clinic or cure")
    assert (appeal.words, appeal.answer) == ("", "We read it again.")


def test_a_suspended_member_appeals_against_that(client, bob, mo, max_):
    measure = Measure.objects.take(
        bob, kind="suspend", by=mo, reason="spam", message="Please leave out the links."
    )
    client.force_login(bob)
    assert "/me/decisions/" in client.get("/me/").content.decode()
    statement = Statement.objects.get()
    url = f"/me/decisions/{statement.pk}/"
    page = client.get(url).content.decode()
    assert "Account: suspended" in page
    assert "Please leave out the links." in page
    client.post(url, {"words": "These were pages of the hospital."})
    appeal = Appeal.objects.get()
    with pytest.raises(IllegalMove, match="Somebody else"):
        appeal.decide("overturned", by=mo, answer="Sorry.")
    desk = Client()
    desk.force_login(max_)
    assert "Account suspended" in desk.get(APPEALS).content.decode()
    answer = {"outcome": "overturned", "answer": "You are right."}
    desk.post(f"{APPEALS}{appeal.pk}/change/", answer)
    measure.refresh_from_db()
    assert measure.lifted_by == max_
    told = {(each.section, each.name): each.count for each in figures.of(timezone.now().year)}
    assert told["Members", "Suspend"] == 1
    AccountDeletion.at_once(bob, by=None, reason="")
    statement.refresh_from_db()
    assert (statement.member, statement.act) == (None, "suspended")
