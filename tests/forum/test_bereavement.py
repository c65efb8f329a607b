"""A family says in private that somebody died: what hurts stops, and nobody learns why."""

from __future__ import annotations

from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client
from django.urls import reverse

from forum.models import Bereavement, Follow, Question
from portal.models import MailPace, Topic
from tests.factories import make_answer, make_condition, make_question

PAGE, BACK = "/me/bereavement/", "/me/bereavement/take-back/"
REST = {"mails": "rest", "questions_rest": "on"}
LINE = b"does not need further answers"


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def test_what_hurts_stops_and_nobody_learns_why(client, alice, bob, mo, run_tasks):
    condition = make_condition()
    asked = make_question(alice, by=mo, condition=condition)
    secret = make_question(alice, "How do we tell his sister?", by=mo, anonymous=True)
    Follow.objects.start(condition, member=alice)
    client.force_login(alice)
    assert b"We ask for no name, no date and no reason" in client.get(PAGE).content
    said = client.post(PAGE, REST, follow=True)
    assert b"This is in force now" in said.content
    assert b"Nobody but you knows" in said.content
    assert MailPace.objects.of(alice)["news"] == "never"
    assert MailPace.objects.of(alice)["own"] == "now"

    page = signed_in(bob).get(asked.get_absolute_url())
    assert LINE in page.content
    assert b"bereave" not in page.content.lower()
    assert LINE not in Client().get(secret.get_absolute_url()).content, "it would say whose it is"
    run_tasks()
    mail.outbox.clear()
    make_question(bob, "Is there a new trial for it?", by=mo, condition=condition)
    make_answer(asked, bob, by=mo)
    run_tasks()
    assert {to for message in mail.outbox for to in message.to} == {bob.email}
    for other in (bob, mo):
        seen = signed_in(other)
        assert b"in force" not in seen.get(PAGE).content
    assert b"Alice" not in signed_in(mo).get("/admin/forum/bereavement/").content


def test_all_of_it_can_be_taken_back_and_nothing_else(client, alice, mo):
    first, second = make_question(alice, by=mo), make_question(alice, "And a second one?", by=mo)
    client.force_login(alice)
    client.post(reverse("forum:no-reply-needed", args=[second.pk]))
    MailPace.objects.choose(alice, {"own": "daily", "followed": "never"})
    client.post(PAGE, REST | {"mails": "pause"})
    assert set(MailPace.objects.of(alice).values()) == {"never"}
    client.post(PAGE, REST | {"mails": "rest"})
    assert MailPace.objects.of(alice)["own"] == "daily"
    assert MailPace.objects.of(alice)["news"] == "never"
    assert b"as it was before" in client.post(BACK, follow=True).content
    assert MailPace.objects.of(alice) == {
        "own": "daily", "followed": "never", "news": "weekly", "decisions": "now",
    }  # fmt: skip
    rests = set(Question.objects.exclude(no_reply_needed_at=None).values_list("pk", flat=True))
    assert rests == {second.pk}, "what she had marked herself"
    assert not Bereavement.objects.exists()
    assert client.post(BACK).status_code == 302
    assert first.pk


def test_a_choice_is_needed_and_only_ones_own_is_changed(client, alice, bob):
    client.force_login(alice)
    assert b"choose which e-mails" in client.post(PAGE, {"questions_rest": "on"}).content
    assert not Bereavement.objects.exists()
    client.logout()
    for door in (PAGE, BACK, "/questions/1/no-reply-needed/"):
        assert client.post(door, REST).status_code == 302
    Bereavement.objects.say(member=bob, mails="rest", questions_rest=False, moderators_know=False)
    signed_in(alice).post(BACK)
    assert Bereavement.objects.filter(member=bob).exists()


def test_a_moderator_may_do_it_when_asked_and_sees_only_what_may_be_seen(alice, bob, eve, mo):
    Bereavement.objects.say(member=bob, mails="rest", questions_rest=False, moderators_know=False)
    desk, add = signed_in(mo), "/admin/forum/bereavement/add/"
    form = {"pseudonym": "alice", "mails": "pause", "questions_rest": "on"}
    assert b"No member has exactly" in desk.post(add, form | {"pseudonym": "Nobody"}).content
    desk.post(add, form)
    said = Bereavement.objects.get(member=alice)
    assert (said.mails, said.set_by, said.questions_rest) == ("pause", mo, True)
    assert LogEntry.objects.filter(user=mo, object_id=said.pk).exists()
    told = alice.notifications.get()
    assert "Mo" not in told.title
    assert told.url == PAGE
    seen = desk.get("/admin/forum/bereavement/").content
    assert b"Alice" in seen
    assert b"Bob" not in seen
    hidden = Bereavement.objects.get(member=bob)
    assert desk.get(f"/admin/forum/bereavement/{hidden.pk}/change/").status_code == 302
    assert signed_in(eve).get("/admin/forum/bereavement/").status_code == 403
    signed_in(alice).post(PAGE, REST)  # without the box: they need not know any more
    assert b"Alice" not in desk.get("/admin/forum/bereavement/").content


def test_any_asker_can_say_that_no_reply_is_needed(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    door = reverse("forum:no-reply-needed", args=[question.pk])
    url = question.get_absolute_url()
    signed_in(bob).post(door)
    assert LINE not in client.get(url).content
    asker = signed_in(alice)
    assert door.encode() in asker.get(url).content
    assert door.encode() not in signed_in(bob).get(url).content
    asker.post(door)
    page = client.get(url).content
    assert LINE in page
    assert b"You can still" in page
    assert b"No unanswered questions here" in client.get("/questions/unanswered/").content
    asker.post(door, {"back": "1"})
    assert LINE not in client.get(url).content


def test_the_page_leads_to_others_in_grief_where_there_is_such_a_place(client, alice):
    client.force_login(alice)
    assert b"After a death" not in client.get(PAGE).content
    Topic.objects.create(name="After a death", slug="after-a-death", description="For families.")
    assert b"After a death" in client.get(PAGE).content
