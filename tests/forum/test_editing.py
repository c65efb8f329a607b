"""Authors change what they wrote: within a time, with a reason, and held where somebody is new."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum import editing
from forum.models import Answer, Decision, Draft, Flag, ReviewItem, TextChanged
from portal.models import User
from portal.states import IllegalMove
from tests.factories import make_answer, make_comment, make_question

DECIDE = "/admin/forum/reviewitem/decide/"


@pytest.fixture
def answer(alice, bob, mo) -> Answer:
    """Bob's published answer, read by Mo a moment ago."""
    return make_answer(make_question(alice, by=mo), bob, "We use a **pump**.", by=mo)


@pytest.fixture
def known(bob, mo, answer) -> User:
    """Bob has been here for long and is not on trial any more."""
    User.objects.filter(pk=bob.pk).update(date_joined=timezone.now() - timedelta(days=90))
    make_comment(answer, bob, "I hope it helps.", by=mo)
    bob.refresh_from_db()
    return bob


def change(client, contribution, body, reason="A word.", **more):
    url = reverse(f"forum:edit-{contribution.kind}", args=[contribution.pk])
    form = client.get(url).context["form"]
    words = {"body": body, "reason": reason, "as_it_is": "1"}
    sent = {"seen": form["seen"].value()} | words | more
    return client.post(url, sent, follow=True)


def shown(reader, contribution) -> str:
    return reader.get(contribution.get_absolute_url(), follow=True).content.decode()


def test_somebody_on_trial_waits_while_the_old_text_stays_live(client, alice, bob, mo, answer):
    visitor, author, desk = Client(), Client(), Client()
    author.force_login(bob), desk.force_login(mo)

    said = change(author, answer, "We use a **tube**.").content.decode()

    assert "Until then others see the old text" in said
    for reader in (visitor, author):
        assert "<strong>pump</strong>" in shown(reader, answer)
    assert "tube" not in shown(visitor, answer)
    assert "A change waits for a moderator" in shown(author, answer)
    assert "tube" in shown(author, answer)
    assert answer.question.title not in visitor.get("/search/?q=tube").content.decode()
    item = ReviewItem.objects.open().get(answer=answer)
    assert (item.why, item.choices()) == (
        "edited",
        ["publish", "reject", "hide", "remove", "redact", "label", "escalate"],
    )
    row = desk.get("/admin/forum/reviewitem/").content.decode()
    assert "Changed by its author" in row
    assert "tube" in row
    page = desk.get(f"{DECIDE}?item={item.pk}").content.decode()
    for words in [
        "<strong>tube</strong>",
        "[removed: </span>pump",
        "“A word.”",
        "Publish the change",
    ]:
        assert words in page, words

    desk.post(f"{DECIDE}?item={item.pk}", {"decision": "publish", "reason": "fine"})

    assert "<strong>tube</strong>" in shown(visitor, answer)
    assert "edited" in shown(visitor, answer)
    assert answer.question.title in visitor.get("/search/?q=tube").content.decode()
    decision = Decision.objects.get(item=item)
    assert decision.edit.number == 2
    note = bob.notifications.latest("pk")
    assert note.title == "The change to your answer is published"
    assert not alice.notifications.filter(created_at__gt=decision.at).exists()


def test_a_refused_change_leaves_what_was_there(client, bob, mo, answer):
    client.force_login(bob)
    change(client, answer, "Buy our tube!")
    item = ReviewItem.objects.open().get(answer=answer)
    item.decide("reject", by=mo, reason="promotion", message="No adverts please.")
    answer.refresh_from_db()
    assert (answer.body, answer.is_public, answer.edited_at) == ("We use a **pump**.", True, None)
    assert "the old text stays" in bob.notifications.latest("pk").title
    assert "waits" not in shown(client, answer)
    edit = reverse("forum:edit-answer", args=[answer.pk])
    for words in ("Your last change was not published", "Buy our tube!", "<strong>pump</strong>"):
        assert words in client.get(edit).content.decode()  # to be mended, beside what others see
    change(client, answer, "Another try.")
    assert "Buy our tube!" not in client.get(edit).content.decode()
    again = ReviewItem.objects.open().get(answer=answer)
    again.decide("remove", by=mo, reason="spam", message="It is an advert.")
    assert Client().get(answer.get_absolute_url()).status_code == 404
    assert not answer.contributionrevisions.waiting().exists()


def test_a_known_member_changes_at_once_and_is_read_afterwards(client, known, mo, answer):
    client.force_login(known)
    form = client.get(reverse("forum:edit-answer", args=[answer.pk])).content.decode()
    assert reverse("forum:flag", args=["answer", answer.pk]) in form  # where a change is not enough
    assert "Your change is saved." in change(client, answer, "We use a tube.").content.decode()
    assert "We use a tube." in shown(Client(), answer)
    item = ReviewItem.objects.open().get(answer=answer)
    assert (item.why, item.choices()) == (
        "edited",
        ["keep", "ask", "hide", "remove", "redact", "label", "escalate"],
    )
    change(client, answer, "Write to me@somewhere.test, please.")  # this waits all the same
    assert "somewhere.test" not in shown(Client(), answer)
    item.refresh_from_db()
    assert [finding["kind"] for finding in item.findings] == ["personal-data"]
    change(client, answer, "We use a tube.")  # taken back
    assert not answer.contributionrevisions.waiting().exists()


def test_only_the_author_and_only_for_a_day(client, alice, bob, mo, answer):
    url = reverse("forum:edit-answer", args=[answer.pk])
    assert client.get(url).url.startswith("/accounts/login/")
    for other in (alice, mo):
        client.force_login(other)
        assert client.get(url).status_code == 404
        assert client.post(url, {"seen": 1, "body": "Mine now.", "reason": "x"}).status_code == 404
    client.force_login(bob)
    assert "Change it" in shown(client, answer)
    Answer.objects.filter(pk=answer.pk).update(published_at=timezone.now() - timedelta(hours=25))
    assert "Change it" not in shown(client, answer)
    late = client.post(url, {"seen": 1, "body": "Too late.", "reason": "x"}, follow=True)
    assert "can no longer be changed" in late.content.decode()
    assert Draft.objects.get(author=bob).fields["body"] == "Too late."
    answer.refresh_from_db()
    with pytest.raises(IllegalMove):
        editing.edit(answer, by=bob, seen=1, body="Too late.")
    assert "Too late" not in shown(client, answer)


def test_what_waits_may_be_changed_and_what_was_refused_is_sent_again(client, alice, mo):
    client.force_login(alice)
    question = make_question(alice, body="Anna, born 3 May, wakes.")
    assert (
        "What did you change?"
        not in client.get(reverse("forum:edit-question", args=[question.pk])).content.decode()
    )
    title = "How do you manage feeding by night?"
    change(client, question, "She wakes.", title=title)
    item = question.reviewitems.get()
    assert (item.why, item.is_open) == ("new", True)
    item.decide("reject", by=mo, reason="other", message="Tell more, please.")
    change(client, question, "She wakes and cries.", title=title)
    question.refresh_from_db()
    assert question.state == "pending"
    again = ReviewItem.objects.open().get(question=question)
    assert again.pk != item.pk
    client.force_login(mo)
    assert "cries" in client.get(f"{DECIDE}?item={again.pk}").content.decode()
    again.decide("publish", by=mo, reason="fine")
    visitor = Client()
    assert "She wakes and cries." in shown(visitor, question)
    assert "edited" not in shown(visitor, question)
    history = visitor.get(reverse("forum:history-question", args=[question.pk])).content.decode()
    assert "Anna" not in history  # readers never saw it, so the history does not show it either
    client.force_login(alice)
    own = client.get(reverse("forum:history-question", args=[question.pk])).content.decode()
    assert "Anna" in own


def test_a_moderator_who_reads_an_older_text_is_shown_the_new_one(client, bob, mo, alice):
    question = make_question(alice)
    item = question.reviewitems.get()
    client.force_login(mo)
    page = client.get(f"{DECIDE}?item={item.pk}")
    seen = page.context["form"]["texts"].value()
    editing.edit(question, by=alice, seen=1, title=question.title, body="Our clinic cures all.")
    url, sent = f"{DECIDE}?item={item.pk}", {"decision": "publish", "reason": "fine", "texts": seen}
    again = client.post(url, sent)
    assert "changed the text while you were reading" in again.content.decode()
    assert "Our clinic cures all." in again.content.decode()
    with pytest.raises(TextChanged):
        item.decide("publish", by=mo, reason="fine", seen=1)
    question.refresh_from_db()
    assert not question.is_public
    sent["texts"] = again.context["form"]["texts"].value()
    client.post(url, sent)
    question.refresh_from_db()
    assert question.is_public


def test_of_two_changes_at_once_neither_is_lost(client, known, answer):
    client.force_login(known)
    url = reverse("forum:edit-answer", args=[answer.pk])
    sent = {"seen": 1, "body": "The first window.", "reason": "One."}
    client.post(url, sent), client.post(url, sent)  # a double click changes once
    answer.refresh_from_db()
    assert answer.version == 2
    second = client.post(url, {"seen": 1, "body": "The second window.", "reason": "Two."})
    assert second.status_code == 409
    page = second.content.decode()
    assert "[removed: </span>first" in page
    assert "[added: </span>second" in page
    assert "The second window." in second.context["form"]["body"].value()
    assert "The first window." in shown(Client(), answer)
    client.post(
        url, {"seen": second.context["form"]["seen"].value(), "body": "Both.", "reason": "x"}
    )
    assert "Both." in shown(Client(), answer)


def test_nothing_typed_is_lost(client, known, answer):
    client.force_login(known)
    url = reverse("forum:edit-answer", args=[answer.pk])
    for sent in [{"seen": 1, "body": "Half a sen"}, {"body": "Half a sen", "reason": "x"}]:
        page = client.post(url, sent)
        assert page.context["form"].errors
        assert "Half a sen" in page.content.decode()
    assert "Half a sen" in client.get(url).content.decode()
    preview = client.post(url, {"seen": 1, "body": "A **bold** word", "reason": "x", "preview": 1})
    assert "<strong>bold</strong>" in preview.content.decode()
    client.logout()
    client.post(url, {"seen": 1, "body": "Signed out meanwhile.", "reason": "Why, then"})
    client.force_login(known)
    again = client.get(url).content.decode()
    assert "Signed out meanwhile." in again
    assert "Why, then" in again
    assert "We use a" in shown(client, answer)


def test_a_report_stays_in_sight_when_the_text_is_changed(client, alice, known, mo, answer):
    Flag.raise_on(answer, by=alice, reason="harm", note="Please look.")
    client.force_login(known)
    change(client, answer, "Quite harmless now.")
    item = ReviewItem.objects.open().get(answer=answer)
    assert (item.why, item.flags.count()) == ("flagged", 1)
    client.force_login(mo)
    page = client.get(f"{DECIDE}?item={item.pk}").content.decode()
    for words in ["Please look.", "[removed: </span>We use a **pump**", "harmless"]:
        assert words in page, words


def test_the_database_keeps_one_change_waiting_and_numbers_apart(bob, answer):
    comment = make_comment(answer, bob)
    editing.edit(answer, by=bob, seen=1, body="Two.", reason="x")
    rows = answer.contributionrevisions
    for wrong in [
        {"number": 2, "state": "shown"},
        {"number": 9, "state": "waiting"},
        {"number": 9, "state": "lost"},
        {"number": 9, "state": "shown", "comment": comment},
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.create(body="x", **wrong)
