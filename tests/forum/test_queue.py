"""The moderators' queue and the page on which they decide."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from forum.models import Decision, Flag, ReviewItem, Severity
from tests.factories import (
    make_answer,
    make_article,
    make_article_comment,
    make_comment,
    make_question,
    make_user,
)

QUEUE = "/admin/forum/reviewitem/"
DECIDE = QUEUE + "decide/"


@pytest.fixture
def desk(client, mo) -> Client:
    """Mo's browser."""
    client.force_login(mo)
    return client


def rows(client, query="") -> list[str]:
    return [str(item) for item in client.get(QUEUE + query).context["cl"].result_list]


def decide(client, items, **fields):
    url = DECIDE + "?" + "&".join(f"item={item.pk}" for item in items)
    return client.post(
        url, {"decision": "publish", "reason": "fine", "message": ""} | fields, follow=True
    )


def test_the_queue_shows_what_is_open_the_worst_and_oldest_first(desk, alice, bob, mo):
    make_question(alice, "An ordinary question of Alice?")
    make_question(alice, "A newer ordinary question?")
    make_question(bob, "Where do we go now?", body="He has a seizure that won't stop.")
    make_question(bob, "Is this a good clinic?", body="Contact us at www.clinic.example")
    make_question(bob, "A question decided before?", by=mo)
    assert rows(desk) == [
        "Where do we go now?",
        "Is this a good clinic?",
        "An ordinary question of Alice?",
        "A newer ordinary question?",
    ]
    assert rows(desk, "?state=decided") == ["A question decided before?"]
    assert len(rows(desk, "?state=all")) == 5
    assert rows(desk, "?severity__exact=4") == ["Where do we go now?"]
    assert rows(desk, "?state=all&why__exact=flagged") == []
    assert rows(desk, "?kind=answer") == []
    assert len(rows(desk, "?kind=question")) == 4
    assert len(rows(desk, "?kind=nonsense&state=nonsense")) == 4


def test_a_row_says_what_why_who_and_when(desk, alice, bob, cleo, mo):
    alice.date_joined = timezone.now() - timedelta(days=70)
    alice.save()
    make_question(alice, "An approved question of Alice?", by=mo)
    refused = make_question(alice, "A refused question of Alice?")
    refused.reviewitems.get().decide("reject", by=mo, reason="spam", message="No.")
    question = make_question(alice, "What may we give him now?", body="He takes 5 mg twice a day.")
    Flag.raise_on(make_question(cleo, "A reported question?", by=mo), by=bob, reason="unkind")
    ReviewItem.objects.filter(question=question).update(due_at=timezone.now() - timedelta(hours=3))
    page = desk.get(QUEUE).content.decode()
    for words in [
        "What may we give him now?",
        "He takes <mark>5 mg</mark> twice a day.",
        "Speaks of a dose.",
        "Member for 2 months",
        "Earlier: 1 approved, 1 refused",
        "Overdue by 3 hours",
        "Reported: “It is unkind”",
        "Due in 11 hours",
    ]:
        assert words in page, words
    assert "example.org" not in page


def test_the_queue_costs_the_same_for_one_item_and_for_many(
    desk, mo, django_assert_max_num_queries
):
    article = make_article()

    def more(number: int) -> None:
        member = make_user(f"Member{number}")
        question = make_question(member, f"Question number {number} of a member?", by=mo)
        make_question(member, f"Pending number {number} of a member?")
        make_comment(make_answer(question, member, by=mo), member)
        make_comment(question, member)
        make_answer(question, member)
        make_article_comment(article, f"Comment {number}")
        Flag.raise_on(question, by=mo, reason="spam")

    more(1)
    with django_assert_max_num_queries(25) as few:
        desk.get(QUEUE)
    for number in range(2, 6):
        more(number)
    assert ReviewItem.objects.open().count() > 25
    with django_assert_max_num_queries(len(few)):
        page = desk.get(QUEUE)
    assert len(page.context["cl"].result_list) == 25


def test_one_item_is_decided_from_its_row(desk, alice):
    question = make_question(alice, body="Our child **wakes** and takes 5 mg.")
    item = question.reviewitems.get()
    assert f"{DECIDE}?item={item.pk}" in desk.get(QUEUE).content.decode()
    page = desk.get(f"{DECIDE}?item={item.pk}").content.decode()
    assert "<strong>wakes</strong>" in page
    assert '<mark dir="auto">5 mg</mark>' in page
    assert "First contribution" in page
    assert "Remove" not in page
    after = decide(desk, [item])
    assert after.redirect_chain[-1][0] == QUEUE
    assert b"Publish: 1 item decided" in after.content
    question.refresh_from_db()
    assert question.is_public


def test_many_are_decided_at_once_and_the_queue_keeps_its_filter(desk, alice, bob):
    items = [
        make_question(alice, f"Question number {n} of Alice?").reviewitems.get() for n in range(3)
    ]
    make_question(bob, "This one waits a little longer?")
    form = {"action": "decide", "_selected_action": [item.pk for item in items]}
    page = desk.post(f"{QUEUE}?kind=question", form, follow=True)
    assert [str(item) for item in page.context["items"]] == [str(item) for item in items]
    url = page.redirect_chain[-1][0]
    after = desk.post(url, {"decision": "publish", "reason": "fine"}, follow=True)
    assert after.redirect_chain[-1][0] == f"{QUEUE}?kind=question"
    assert b"3 items decided" in after.content
    assert rows(desk) == ["This one waits a little longer?"]


def test_refusing_needs_a_reason_and_a_message_and_offers_words(desk, alice):
    item = make_question(alice).reviewitems.get()
    page = decide(desk, [item], decision="reject", reason="")
    assert b"It stays on record" in page.content
    page = decide(desk, [item], decision="reject", reason="fine", message="Sorry, Alice.")
    assert b"Sorry, Alice." in page.content
    page = decide(desk, [item], decision="reject", reason="dosing")
    assert b"Without the numbers we can publish it gladly." in page.content
    assert item.is_open
    assert not Decision.objects.exists()
    decide(desk, [item], decision="reject", reason="dosing", message="Please leave out the dose.")
    assert Decision.objects.get().message == "Please leave out the dose."


def test_only_decisions_that_fit_all_are_offered(desk, alice, bob, mo):
    pending = make_question(alice).reviewitems.get()
    public = make_question(alice, "A public one that is reported?", by=mo)
    flagged = Flag.raise_on(public, by=bob, reason="spam").item
    page = desk.get(f"{DECIDE}?item={flagged.pk}").content.decode()
    assert "Keep" in page
    assert "Do not publish" not in page
    assert (
        b"please decide apart"
        in desk.get(f"{DECIDE}?item={flagged.pk}&item={pending.pk}", follow=True).content
    )
    decide(desk, [flagged], decision="publish")
    flagged.refresh_from_db()
    assert flagged.is_open
    decide(desk, [flagged], decision="remove", reason="spam", message="This was an advert.")
    public.refresh_from_db()
    assert public.state == "removed"


def test_when_another_moderator_was_faster_one_is_told_and_the_rest_goes_on(desk, alice, mo, max_):
    first, second = (
        make_question(alice, f"Question number {n} of Alice?").reviewitems.get() for n in (1, 2)
    )
    first.decide("publish", by=max_, reason="fine")
    after = decide(desk, [first, second]).content.decode()
    assert "was decided by Max: Publish" in after
    assert "1 item decided" in after
    assert Decision.objects.filter(by=mo).count() == 1
    after = decide(desk, [first, second]).content.decode()
    assert "was decided by Mo: Publish" in after
    assert Decision.objects.count() == 2


def test_what_is_reported_meanwhile_is_read_before_it_is_decided(desk, alice, bob, cleo, mo):
    question = make_question(alice, by=mo)
    item = Flag.raise_on(question, by=bob, reason="other").item
    url = f"{DECIDE}?item={item.pk}"
    form = {"decision": "keep", "reason": "fine", "message": ""}
    seen = desk.get(url).context["form"]["reports"].value()
    Flag.raise_on(question, by=cleo, reason="crisis", note="She named the bridge.")
    page = desk.post(url, form | {"reports": seen})
    assert "reported this while you were reading" in page.content.decode()
    assert "She named the bridge." in page.content.decode()
    assert item.is_open
    # It is out of readers' sight since the second report.
    seen = page.context["form"]["reports"].value()
    desk.post(url, form | {"decision": "publish", "reports": seen})
    assert Decision.objects.filter(item=item, decision="publish").exists()


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_the_very_same_time(alice, mo, max_):
    item = make_question(alice).reviewitems.get()
    both_ready, answers = threading.Barrier(2), []

    def click(moderator):
        client = Client()
        client.force_login(moderator)
        both_ready.wait()
        answers.append(decide(client, [item]).content.decode())
        connection.close()

    threads = [threading.Thread(target=click, args=[moderator]) for moderator in (mo, max_)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Decision.objects.count() == 1
    assert sum("1 item decided" in answer for answer in answers) == 1
    assert sum(f"was decided by {Decision.objects.get().by}" in answer for answer in answers) == 1


def test_nobody_decides_on_what_they_wrote(desk, mo, max_):
    item = make_question(mo, "A question that Mo asked?").reviewitems.get()
    assert desk.get(f"{DECIDE}?item={item.pk}").url == QUEUE
    after = decide(desk, [item])
    assert b"another moderator must decide" in after.content
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "?item=x", "?item=999999", "?item=99999999999999999999", "?item=%2500"]
)
def test_items_that_do_not_exist_are_not_found(desk, query):
    assert desk.get(DECIDE + query).status_code == 404


def test_more_than_a_page_of_items_is_not_decided_at_once(desk, alice):
    items = [
        make_question(alice, f"Question number {n} of Alice?").reviewitems.get().pk
        for n in range(51)
    ]
    page = desk.post(QUEUE, {"action": "decide", "_selected_action": items}, follow=True)
    assert b"at most 50 at once" in page.content


def test_only_moderators_reach_the_queue(client, alice, bob, eve, rae, ada, mo):
    item = make_question(alice).reviewitems.get()
    urls = [QUEUE, f"{DECIDE}?item={item.pk}", f"{QUEUE}{item.pk}/change/"]
    for reader, allowed in [
        (None, False),
        (bob, False),
        (eve, False),
        (rae, False),
        (mo, True),
        (ada, True),
    ]:
        client.logout()
        if reader:
            client.force_login(reader)
        for url in urls:
            page = client.get(url, follow=True)
            assert (b"How do you manage feeding" in page.content) is allowed, (reader, url)
        if not allowed:
            decide(client, [item])
            assert not Decision.objects.exists()


def test_a_decision_is_posted_with_a_token(mo, alice):
    item = make_question(alice).reviewitems.get()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mo)
    assert decide(strict, [item]).status_code == 403
    strict.get(f"{DECIDE}?item={item.pk}&decision=publish&reason=fine&apply=1")
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "model", ["reviewitem", "decision", "question", "answer", "comment", "articlecomment"]
)
def test_records_are_read_only_even_for_the_administrator(client, alice, bob, ada, mo, model):
    question = make_question(alice, by=mo)
    made = {
        "question": question,
        "reviewitem": question.reviewitems.get(),
        "decision": Decision.objects.get(),
        "answer": make_answer(question, bob),
        "comment": make_comment(question, bob),
        "articlecomment": make_article_comment(make_article()),
    }[model]
    for reader in (mo, ada):
        client.force_login(reader)
        url = f"/admin/forum/{model}/"
        assert client.get(url).status_code == 200
        assert client.get(f"{url}add/").status_code == 403
        assert client.get(f"{url}{made.pk}/change/", follow=True).status_code == 200
        assert client.post(f"{url}{made.pk}/change/", {"state": "published"}).status_code in (
            302,
            403,
        )
        assert client.post(f"{url}{made.pk}/delete/", {"post": "yes"}).status_code == 403
        client.post(
            url, {"action": "delete_selected", "_selected_action": [made.pk], "post": "yes"}
        )
        assert type(made).objects.filter(pk=made.pk).exists()


def test_records_are_found_by_words_pseudonym_or_number(desk, alice, bob, mo):
    make_question(alice, "How do you travel by train?", by=mo)
    question = make_question(bob, "How do you feed at night?", by=mo)

    def found(term):
        page = desk.get("/admin/forum/question/", {"q": term})
        return [str(each) for each in page.context["cl"].result_list]

    assert found("travelling") == ["How do you travel by train?"]
    assert found("BOB") == ["How do you feed at night?"]
    assert found(str(question.pk)) == ["How do you feed at night?"]
    assert found("bob@example.org") == found("example.org") == []
    assert found("'); DROP TABLE x; --") == []
    for model in ["answer", "comment", "articlecomment"]:
        assert desk.get(f"/admin/forum/{model}/", {"q": "Bob"}).status_code == 200


def test_the_front_page_of_the_admin_says_what_waits(desk, alice, eve):
    assert b"Nothing is waiting" in desk.get("/admin/").content
    make_question(alice)
    make_question(
        alice, "What shall we do right now?", body="She will not stop: a seizure for 20 minutes"
    )
    ReviewItem.objects.filter(severity=Severity.URGENT).update(due_at=timezone.now())
    page = desk.get("/admin/").content.decode()
    assert "2 open items" in page
    assert "Crisis and emergency: 1" in page
    assert "Overdue: 1" in page
    assert "First contributions: 2" in page
    desk.force_login(eve)
    assert "open items" not in desk.get("/admin/").content.decode()
