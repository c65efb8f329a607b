"""Asking for a review: by name, of anybody, and by a link that opens a text once."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import ReviewRequest
from articles.reviewing.requests import waiting_for
from portal.logs import Formatter
from portal.states import IllegalMove
from tests.articles.desk import desk
from tests.articles.test_reading import sign
from tests.factories import make_article, make_reviewer, make_source, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(eve):
    make_source("gr-mld")
    return make_article("A secret title", body="The text [@gr-mld].", by=eve, publish=False)


@pytest.fixture
def sam(db):
    sam = make_user("Sam", group="Clinical reviewer", staff=True)
    make_reviewer(sam)
    return sam


def ask(article, **fields) -> dict:
    return {"revision": article.latest.number, "reviewer": "", "message": "", **fields}


def at(verb: str, asked: ReviewRequest) -> str:
    return desk(verb, asked, "reviewrequest")


def test_a_reviewer_is_asked_by_name_reads_and_signs(
    client, draft, eve, rae, sam, run_tasks, mailoutbox
):
    client.force_login(rae)
    assert client.get(desk("ask", draft)).status_code == 403
    client.force_login(eve)
    form = ask(draft, reviewer=rae.reviewer.pk, message="Mostly the doses.")
    response = client.post(desk("ask", draft), form)
    asked = ReviewRequest.objects.get()
    assert response.url == at("change", asked)
    assert (asked.reviewer, asked.asked_by, asked.state) == (rae.reviewer, eve, "open")
    run_tasks()
    (mail,) = mailoutbox
    assert mail.to == [rae.email]
    assert desk("sign", draft) in mail.body
    for secret in ("A secret title", "The text", "Mostly the doses"):
        assert secret not in mail.subject + mail.body + mail.alternatives[0][0]

    again = client.post(desk("ask", draft), form).content.decode()
    assert "Dr Rae has already been asked" in again
    assert "Mostly the doses." in again, "what was typed stays"

    client.force_login(rae)
    assert list(waiting_for(rae)) == [asked]
    assert not waiting_for(sam)
    assert "Mostly the doses." in client.get(desk("sign", draft)).content.decode()
    sign(draft.latest, rae)
    asked.refresh_from_db()
    assert asked.state == "signed"
    assert asked.closed_at
    run_tasks()
    assert mailoutbox[1].to == [eve.email]
    assert "A secret title" not in mailoutbox[1].body
    client.force_login(eve)
    response = client.post(desk("ask", draft), form, follow=True)
    assert "Dr Rae has already signed this text" in response.content.decode()


def test_only_who_may_sign_and_wrote_nothing_can_be_asked(client, draft, eve, rae, sam, bob):
    left, expired = (
        make_reviewer(make_user(name, group="Clinical reviewer", staff=True))
        for name in ("Lea", "Exa")
    )
    left.leave()
    expired.valid_until = timezone.localdate() - timedelta(days=1)
    expired.save()
    gone = make_reviewer(make_user("Gus", group="Clinical reviewer", staff=True))
    gone.user.is_active = False
    gone.user.save()
    no_group = make_reviewer(make_user("Nob", staff=True))
    draft.write(title="T", summary="S.", body="B.", by=sam)
    client.force_login(eve)
    html = client.get(desk("ask", draft)).content.decode()
    assert f'<option value="{rae.reviewer.pk}">' in html
    for each in (left, expired, gone, no_group, sam.reviewer):
        assert f'<option value="{each.pk}">' not in html, each
        assert client.post(desk("ask", draft), ask(draft, reviewer=each.pk)).status_code == 200
        with pytest.raises(IllegalMove, match="cannot sign"):
            ReviewRequest.objects.ask(draft.latest, each, by=eve)
    assert not ReviewRequest.objects.exists()


def test_anybody_may_be_asked_once(client, draft, eve, rae, sam, run_tasks, mailoutbox):
    client.force_login(eve)
    client.post(desk("ask", draft), ask(draft))
    client.post(desk("ask", draft), ask(draft))
    asked = ReviewRequest.objects.get()
    run_tasks()
    assert {mail.to[0] for mail in mailoutbox} == {rae.email, sam.email}
    assert list(waiting_for(rae)) == list(waiting_for(sam)) == [asked]
    assert not waiting_for(eve)


def test_it_is_sent_back_with_what_must_change(client, draft, eve, rae, sam, run_tasks, mailoutbox):
    asked = ReviewRequest.objects.ask(draft.latest, rae.reviewer, by=eve)
    form = {"answer": "The second paragraph is out of date."}
    for person, status in [(eve, 403), (sam, 302)]:
        client.force_login(person)
        assert client.post(at("send_back", asked), form).status_code == status
        asked.refresh_from_db()
        assert asked.state == "open"
    with pytest.raises(IllegalMove, match="Only the reviewer who was asked"):
        asked.send_back(by=sam, answer="Not mine.")
    client.force_login(rae)
    assert at("send_back", asked) in client.get(desk("sign", draft)).content.decode()
    assert client.post(at("send_back", asked), {"answer": " "}).status_code == 200
    client.post(at("send_back", asked), form)
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("sent back", form["answer"])
    run_tasks()
    mail = mailoutbox[-1]
    assert mail.to == [eve.email]
    assert "second paragraph" not in mail.body
    assert "A secret title" not in mail.body
    client.force_login(eve)
    html = client.get(at("change", asked)).content.decode()
    assert form["answer"] in html
    assert desk("ask", draft) in html, "it can be asked again"
    assert ReviewRequest.objects.ask(draft.latest, rae.reviewer, by=eve)
    with pytest.raises(IllegalMove):
        asked.send_back(by=rae, answer="Once more.")


def test_whoever_signs_is_told_what_was_sent_back(client, draft, eve, rae, sam):
    asked = ReviewRequest.objects.ask(draft.latest, rae.reviewer, by=eve)
    client.force_login(rae)
    assert client.get(desk("sign", draft)).content.decode().count(at("send_back", asked)) == 2
    asked.send_back(by=rae, answer="The <second> paragraph is wrong.")
    client.force_login(sam)
    html = client.get(desk("sign", draft)).content.decode()
    assert "Dr Rae sent back this text" in html
    assert "The &lt;second&gt; paragraph is wrong." in html
    draft.write(title="T", summary="S.", body="Newer.", by=eve)
    assert "Dr Rae sent back revision 1" in client.get(desk("sign", draft)).content.decode()
    sign(draft.latest, sam)
    draft.write(title="T", summary="S.", body="Newest.", by=eve)
    assert "sent back" not in client.get(desk("sign", draft)).content.decode(), "settled by now"


def test_a_newer_text_overtakes_it(client, draft, eve, rae):
    asked = ReviewRequest.objects.ask(draft.latest, rae.reviewer, by=eve)
    old = draft.latest
    draft.write(title="T", summary="S.", body="Newer.", by=eve)
    asked.refresh_from_db()
    assert asked.state == "overtaken"
    assert not waiting_for(rae)
    with pytest.raises(IllegalMove, match="newer text"):
        ReviewRequest.objects.ask(old, rae.reviewer, by=eve)
    client.force_login(eve)
    html = client.get(at("change", asked)).content.decode()
    assert "Ask again" in html
    assert "There is a newer text" in html


def test_an_editor_cancels(client, draft, eve, rae):
    asked = ReviewRequest.objects.ask(draft.latest, rae.reviewer, by=eve)
    client.force_login(rae)
    assert client.post(at("cancel", asked)).status_code == 403
    client.force_login(eve)
    client.post(at("cancel", asked))
    asked.refresh_from_db()
    assert asked.state == "cancelled"


def test_the_list_begins_with_what_waits_for_me(client, eve, rae, sam, ada):
    texts = [make_article(f"Text {n}", by=eve, publish=False).latest for n in range(4)]
    for text, reviewer in zip(texts, [rae.reviewer, None, sam.reviewer, rae.reviewer], strict=True):
        ReviewRequest.objects.ask(text, reviewer, by=eve)
    ReviewRequest.objects.get(revision=texts[3]).cancel()
    client.force_login(sam)
    url = reverse("admin:articles_reviewrequest_changelist")
    html = client.get(url).content.decode()
    places = [html.index(f"Text {n} ") for n in (2, 1, 0, 3)]
    assert places == sorted(places)
    mine = client.get(url + "?who=me").content.decode()
    assert "Text 2" in mine
    assert "Text 1" in mine
    assert "Text 0" not in mine
    client.force_login(eve)
    assert client.get(url + "?who=asked").status_code == 200
    assert client.get(url + "?asked_by__email__startswith=e").status_code == 400


def test_the_list_asks_the_database_a_fixed_number_of_times(
    client, eve, rae, django_assert_num_queries
):
    url = reverse("admin:articles_reviewrequest_changelist")
    client.force_login(rae)
    for number in range(2):
        text = make_article(f"Text {number}", by=eve, publish=False).latest
        ReviewRequest.objects.ask(text, rae.reviewer, by=eve)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(5):
        text = make_article(f"More {number}", by=eve, publish=False).latest
        ReviewRequest.objects.ask(text, None, by=eve)
    with django_assert_num_queries(len(few)):
        client.get(url)


# --- The link ----------------------------------------------------------------------------------
@pytest.fixture
def link(client, draft, eve) -> str:
    client.force_login(eve)
    response = client.post(desk("ask", draft), ask(draft, by_link="on", message="Please read."))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    found = re.search(r"/articles/review/([\w-]+)/", response.content.decode())
    client.logout()
    return found[0]


def test_a_link_opens_the_text_once_without_an_account(client, draft, link, eve, rae, mailoutbox):
    secret = link.split("/")[-2]
    asked = ReviewRequest.objects.get()
    assert len(secret) == 43, "256 bits"
    assert secret not in str(ReviewRequest.objects.values().get()), "only its hash is kept"
    assert not rae.notifications.exists(), "it is for somebody outside"
    client.force_login(eve)
    assert secret not in client.get(at("change", asked)).content.decode(), "it is shown once"

    visitor = Client(enforce_csrf_checks=True)  # without cookies
    for _ in range(2):  # mail programs look at every link
        page = visitor.get(link)
        assert page.status_code == 200
        assert "A secret title" not in page.content.decode()
        assert visitor.head(link).status_code == 200
    text = visitor.post(link)
    leaving = re.findall(r'<a [^>]*href="[^#][^>]*>', text.content.decode())
    assert leaving
    assert all('target="_blank"' in each for each in leaving), "nobody can come back to this page"
    for words in ("A secret title", "The text", "Title of gr-mld", "Please read."):
        assert words in text.content.decode()
    for response in (page, text):
        assert not response.cookies
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]
        assert secret not in response.content.decode()
    for response in (visitor.post(link), visitor.get(link)):
        assert response.status_code == 410
        assert "was opened with it before" in response.content.decode()
        assert "A secret title" not in response.content.decode()
    assert visitor.get("/articles/review/" + "x" * 43 + "/").status_code == 404
    assert visitor.post("/articles/review/" + "x" * 43 + "/").status_code == 404

    sign_page = visitor.get(desk("sign", draft))
    assert sign_page.status_code == 302, "signing needs an account"
    assert "/login/" in sign_page.url


def test_a_link_ends_by_itself(client, draft, link, eve, rae):
    asked = ReviewRequest.objects.get()
    hour = timedelta(hours=1)
    assert asked.link_expires_at > timezone.now() + timedelta(days=14) - hour
    ReviewRequest.objects.update(link_expires_at=timezone.now() - hour)
    for response in (client.get(link), client.post(link)):
        assert response.status_code == 410
        assert "Its time is over" in response.content.decode()

    client.force_login(eve)
    html = client.get(at("change", asked)).content.decode()
    assert "it opens no more" in html
    assert "Any reviewer" in html
    page = client.post(at("link", asked)).content.decode()
    newer = re.search(r"/articles/review/([\w-]+)/", page)[0]
    assert client.get(link).status_code == 404, "the newer link takes its place"
    assert client.get(newer).status_code == 200
    sign(draft.latest, rae)
    for response in (client.get(newer), client.post(newer)):
        assert response.status_code == 410
        assert "A secret title" not in response.content.decode()
    client.force_login(rae)
    assert client.post(at("link", asked)).status_code == 403
    client.force_login(eve)
    assert "No link was made" in client.post(at("link", asked)).content.decode()


def test_of_two_who_open_it_at_once_one_reads(link):
    first, second = ReviewRequest.objects.get(), ReviewRequest.objects.get()
    assert first.open_link()
    assert not second.open_link()


def test_a_link_is_not_found_in_the_log(link):
    record = logging.makeLogRecord({"msg": "Internal Server Error: %s", "args": (link,)})
    assert Formatter().format(record) == "Internal Server Error: /articles/review/…/"
