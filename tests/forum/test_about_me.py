"""The public door: no account, nothing lost, nothing told, and a record of all that is done."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from forum.about_me import SALT, contribution_at
from forum.models import PrivacyRequest, RequestEvent, ReviewItem
from forum.models.requests import forget_closed
from portal.leaving.models import AccountDeletion
from portal.states import IllegalMove
from tests.factories import (
    make_answer,
    make_article,
    make_article_comment,
    make_comment,
    make_question,
)

DOOR = "/about/me-or-my-child/"
SENDER = "gran@example.net"


def filled_in(**changes) -> dict[str, str]:
    opened = signing.dumps(int(time.time()) - 60, salt=SALT)
    form = {
        "who": "child", "wish": "unname", "address": "", "description": "A text on feeding.",
        "email": SENDER, "words": "Please be quick.", "opened": opened, "submission": "",
    }  # fmt: skip
    return form | changes


def ask(**fields) -> PrivacyRequest:
    fields = {"who": "died", "wish": "close", "description": "Alice", "email": SENDER, **fields}
    return PrivacyRequest.objects.submit(about=fields.pop("about", None), **fields)


@pytest.fixture
def desk(mo) -> Client:
    client = Client()
    client.force_login(mo)
    return client


def verb(name: str, request: PrivacyRequest) -> str:
    return reverse(f"admin:forum_privacyrequest_{name}", args=[request.pk])


# --- Outside ----------------------------------------------------------------------------------
def test_a_public_text_comes_before_the_moderators_at_once(client, alice, bob, mo, run_tasks):
    question = make_question(alice, by=mo)
    answer = make_answer(question, bob, by=mo)
    run_tasks()
    mail.outbox.clear()
    page = client.get(DOOR, {"address": f"https://x.example{question.get_absolute_url()}"})
    assert page.status_code == 200
    assert b"csrfmiddlewaretoken" in page.content
    sent = client.post(DOOR, filled_in(address=answer.get_absolute_url()), follow=True)
    assert b"We have your request" in sent.content
    request = PrivacyRequest.objects.get()
    assert request.reference.encode() not in sent.content
    item = ReviewItem.objects.open().get(answer=answer)
    assert (item.why, item.severity, request.item) == ("about", 3, item)
    client.force_login(mo)
    deciding = client.get(reverse("admin:forum_reviewitem_decide"), {"item": item.pk}).content
    assert request.words.encode() in deciding, "whoever decides reads why"
    assert request.reference.encode() in deciding
    assert SENDER.encode() not in deciding
    assert request.due_at - request.created_at == timedelta(days=3)
    for row in DBTaskResult.objects.all():
        assert SENDER not in str(row.args_kwargs)
    run_tasks()
    message = mail.outbox[0]
    assert message.to == [SENDER]
    assert request.reference in message.subject
    assert len(re.findall(request.reference, message.body)) == 1
    for private in ("feeding", "quick", question.title, "Bob"):
        assert private not in message.body
    assert not bob.notifications.filter(title__icontains="about").exists()


def test_whatever_it_is_about_the_answer_is_the_same(client, alice, mo):
    hidden = make_question(alice)
    public = make_question(alice, "How do you travel with him?", by=mo)
    addresses = [hidden.get_absolute_url(), public.get_absolute_url(), "/questions/999/", "??//[",
                 "https://elsewhere.example/questions/1/", "x" * 500]  # fmt: skip
    answers = set()
    for address in addresses:
        sent = client.post(DOOR, filled_in(address=address))
        answers.add((sent.status_code, sent.url, client.get(sent.url).content))
    assert len(answers) == 1
    assert PrivacyRequest.objects.exclude(item=None).count() == 1, "what is hidden hurts nobody"


def test_nothing_typed_is_lost_whatever_is_wrong(client, db):
    for wrong, why in [
        ({"who": ""}, b"choose whom"),
        ({"email": "gran"}, b"complete e-mail address"),
        ({"email": "gran@localhost"}, b"complete e-mail address"),
        ({"description": ""}, b"describe the text"),
        ({"website": "https://spam.example"}, b"people do not see"),
        ({"opened": ""}, b"no program"),
        ({"opened": signing.dumps(int(time.time()), salt=SALT)}, b"no program"),
        ({"opened": signing.dumps(int(time.time()) - 10**6, salt=SALT)}, b"no program"),
    ]:
        page = client.post(DOOR, filled_in(**wrong))
        assert page.status_code == 200
        assert why in page.content, wrong
        assert b"Please be quick." in page.content
    assert not PrivacyRequest.objects.exists()


def test_a_double_click_is_one_request_and_a_flood_is_stopped(client, db, monkeypatch):
    form = filled_in(submission="8b5b3f0e-6a53-4f4e-9a0e-0d6f0a7a0c11")
    for _ in range(2):
        assert client.post(DOOR, form).status_code == 302
    assert PrivacyRequest.objects.count() == 1
    # Somebody went back in the browser and wrote of another text: that is not lost.
    client.post(DOOR, form | {"description": "A text on sleep."})
    assert PrivacyRequest.objects.filter(description="A text on sleep.").count() == 1
    for _ in range(20):
        last = client.post(DOOR, filled_in())
    assert last.status_code == 429
    assert b"Please be quick." in last.content
    assert PrivacyRequest.objects.count() < 12


def test_nobody_can_fill_a_mailbox_with_our_mails(db, run_tasks):
    for address in (SENDER, "Gran+1@example.net", "gran+2@example.net", SENDER):
        ask(email=address)
    run_tasks()
    assert len(mail.outbox) == 2
    assert PrivacyRequest.objects.count() == 4


def test_an_address_leads_to_what_stands_there(client, alice, bob, mo, settings):
    settings.SITE_URL = "https://portal.example.org"
    question = make_question(alice, by=mo)
    answer = make_answer(question, bob, by=mo)
    comment = make_comment(answer, alice, by=mo)
    article = make_article()
    below = make_article_comment(article, by=mo)
    here = question.get_absolute_url()
    for address, found in [
        (f"https://portal.example.org{here}", question),
        (f"portal.example.org{here}?page=2", question),
        (f"/questions/{question.pk}/", question),
        (answer.get_absolute_url(), answer),
        (f"{here}#answer-1", answer),
        (comment.get_absolute_url(), comment),
        (f"{here}#comment-{comment.pk}", comment),
        (f"{article.get_absolute_url()}#comment-{below.pk}", below),
        (article.get_absolute_url(), None),
        (f"https://portal.example.org.evil.example{here}", None),
        (f"/questions/{10**30}/", None),
        ("", None),
    ]:
        assert contribution_at(address) == found, address


def test_the_way_in_is_where_people_look_for_it(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    assert DOOR.encode() in client.get("/").content
    assert DOOR.encode() in client.get("/about/privacy/").content
    page = client.get(question.get_absolute_url()).content.decode()
    door = f"{DOOR}?address={question.get_absolute_url()}"
    assert door in page
    assert question.get_absolute_url() in client.get(door).content.decode()
    client.force_login(bob)
    assert DOOR.encode() in client.get(f"/questions/flag/question/{question.pk}/").content


# --- Inside -----------------------------------------------------------------------------------
def test_the_way_of_a_request(desk, mo, run_tasks, django_assert_max_num_queries):
    request = ask()
    for _ in range(9):
        ask()
    changelist = reverse("admin:forum_privacyrequest_changelist")
    with django_assert_max_num_queries(12):
        rows = desk.get(changelist).content
    page = desk.get(reverse("admin:forum_privacyrequest_change", args=[request.pk])).content
    for shown in (rows, page):
        assert request.reference.encode() in shown
        assert SENDER.encode() not in shown
    assert b"10 open" in desk.get("/admin/").content

    with pytest.raises(IllegalMove):
        request.answer(by=mo, message="Done.")
    desk.post(verb("take", request))
    desk.post(verb("note", request), {"text": "Looks genuine."})
    assert SENDER.encode() not in desk.get(verb("reveal", request)).content
    assert SENDER.encode() in desk.post(verb("reveal", request), follow=True).content
    run_tasks()
    mail.outbox.clear()

    offered = desk.post(verb("answer", request), {"begin": "Done as asked", "message": ""}).content
    assert b"Thank you for writing to us" in offered
    words = {"begin": "Done as asked", "message": "We have done it."}
    preview = desk.post(verb("answer", request), words).content
    assert b"The mail as it will be" in preview
    assert PrivacyRequest.objects.get(pk=request.pk).is_open
    desk.post(verb("answer", request), words | {"send": "1"})
    run_tasks()
    assert [message.to for message in mail.outbox] == [[SENDER]]
    assert "We have done it." in mail.outbox[0].body
    acts = list(request.events.values_list("act", "by__pseudonym"))
    assert acts == [
        ("received", None), ("taken", "Mo"), ("noted", "Mo"), ("revealed", "Mo"),
        ("answered", "Mo"),
    ]  # fmt: skip


def test_an_account_is_closed_only_after_somebody_checked_who_asks(desk, alice, ada):
    request = ask()
    close = {"pseudonym": "Alice", "contributions": "unnamed"}
    desk.post(verb("take", request))
    assert desk.post(verb("close_account", request), close).status_code == 403, "no moderator"
    office = Client()
    office.force_login(ada)
    refused = office.post(verb("close_account", request), close).content
    assert b"how you checked who asks" in refused
    assert not AccountDeletion.objects.exists()
    desk.post(verb("identify", request), {"how": "A death notice was looked at", "text": "In May."})
    office.post(verb("close_account", request), close | {"pseudonym": "Nobody"})
    office.post(verb("close_account", request), close)
    deletion = AccountDeletion.objects.get()
    assert (deletion.member, deletion.by, deletion.quiet) == (alice, ada, False)
    assert request.reference in deletion.reason
    assert request.events.filter(act="closing", by=ada).exists()


def test_a_refusal_says_why_and_where_to_complain(desk, run_tasks):
    request = ask()
    desk.post(verb("take", request))
    run_tasks()
    mail.outbox.clear()
    assert b"owed an answer" in desk.post(verb("refuse", request), {"message": ""}).content
    desk.post(verb("refuse", request), {"message": "It names nobody.", "send": "1"})
    run_tasks()
    assert "data protection authority" in mail.outbox[0].body
    request.refresh_from_db()
    assert request.state == "refused"
    desk.post(verb("take", request))  # opened again
    request.refresh_from_db()
    assert request.is_open


def test_two_moderators_at_once_and_strangers_at_the_desk(desk, eve, bob, max_):
    request = ask()
    late = PrivacyRequest.objects.get(pk=request.pk)
    request.take(by=max_)
    with pytest.raises(IllegalMove):
        late.take(by=eve)
    for member in (eve, bob):
        stranger = Client()
        stranger.force_login(member)
        for url in (verb("answer", request), reverse("admin:forum_privacyrequest_changelist")):
            assert stranger.get(url).status_code in {302, 403}
            assert stranger.post(verb("reveal", request)).status_code in {302, 403}
    assert not request.events.filter(act="revealed").exists()


def test_the_record_cannot_be_changed_and_personal_details_go_after_a_year(mo, run_tasks):
    request = ask(words="He was four.")
    request.take(by=mo)
    request.answer(by=mo, message="Dear Gran, it is done.")
    event = request.events.last()
    for change in (
        lambda: RequestEvent.objects.filter(pk=event.pk).update(act="refused"),
        lambda: RequestEvent.objects.filter(pk=event.pk).update(text="Another answer."),
        event.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    run_tasks()
    assert forget_closed() == 0, "not yet"
    ended = timezone.now() - timedelta(days=366)
    PrivacyRequest.objects.filter(pk=request.pk).update(closed_at=ended)
    assert forget_closed() == 1
    assert forget_closed() == 0
    request.refresh_from_db()
    assert (request.email, request.words, request.description) == ("", "", "")
    assert [event.text for event in request.events.all()] == [""] * 4
    assert request.events.last().act == "forgotten"
    assert PrivacyRequest.objects.open().count() == 0
