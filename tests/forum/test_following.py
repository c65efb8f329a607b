"""Following a question, a condition, a topic: who is told, in which inbox, and at what cost."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from forum.models import Follow, Mute, Question, ReviewItem
from portal.models import MailPace, Notification, User
from portal.notifications import thread_of
from tests.factories import (
    make_answer,
    make_comment,
    make_condition,
    make_question,
    make_topic,
    make_user,
)


def told(user) -> list[tuple[str, str]]:
    """What this member was told but for decisions: the stream and what is new."""
    news = user.notifications.exclude(stream="decisions").order_by("pk")
    return [(note.stream, note.about) for note in news]


def publish(contribution, mo) -> None:
    item = ReviewItem.objects.open().get(**ReviewItem.about(contribution))
    item.decide("publish", by=mo, reason="fine")


def test_asker_and_answerers_follow_by_themselves_and_stop_with_one_click(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    first = make_answer(question, bob, by=mo)
    assert told(alice) == [("own", thread_of(first))]
    assert told(bob) == []
    comment = make_comment(first, alice, by=mo)
    assert told(bob) == [("followed", thread_of(comment))], "nobody is told of their own"
    assert len(told(alice)) == 1

    client.force_login(bob)
    page = client.get(question.get_absolute_url()).content.decode()
    stop = reverse("forum:follow", args=["question", question.pk])
    assert f'formaction="{stop}" name="stop"' in page
    client.post(stop, {"stop": "1"})
    make_answer(question, alice, by=mo)
    assert len(told(bob)) == 1
    client.post(stop), client.post(stop)
    assert Follow.objects.filter(member=bob).count() == 1, "twice is once"


def test_a_condition_is_followed_with_its_forms_and_a_topic_alone(alice, bob, cleo, mo):
    group = make_condition("Leukodystrophy")
    mld = make_condition(parent=group)
    form = make_condition("Late-infantile MLD", parent=mld)
    other = make_condition("Adrenoleukodystrophy", parent=group)
    topic = make_topic()
    Follow.objects.start(mld, member=bob)
    Follow.objects.start(topic, member=bob)
    Follow.objects.start(form, member=cleo)
    Follow.objects.start(mld, member=alice)
    below = make_question(alice, "About the late-infantile form?", by=mo, condition=form)
    elsewhere = make_question(alice, "About something else in it?", by=mo, condition=other)
    tagged = make_question(
        alice, "About both of what Bob follows?", by=mo, condition=mld, topics=[topic]
    )
    assert told(bob) == [("news", thread_of(below)), ("news", thread_of(tagged))], "each once"
    assert told(cleo) == [("news", thread_of(below))], "nothing about what stands above"
    assert told(alice) == []
    assert not Notification.objects.filter(about=thread_of(elsewhere)).exclude(stream="decisions")


def test_only_what_is_public_is_told_and_what_is_taken_down_is_untold(
    client, alice, bob, mo, run_tasks
):
    condition = make_condition()
    Follow.objects.start(condition, member=bob)
    MailPace.objects.choose(bob, {"news": "now", "followed": "now"})
    refused = make_question(alice, condition=condition)
    item = ReviewItem.objects.get(question=refused)
    item.decide("reject", by=mo, reason="spam", message="Please write more.")
    question = make_question(alice, "What will be taken down again?", condition=condition)
    answer = make_answer(question, bob)
    assert told(bob) == []
    publish(question, mo)
    publish(answer, mo)
    make_comment(answer, alice, by=mo)
    assert len(told(bob)) == 2
    assert len(told(alice)) == 1
    for target, left in [(answer, 1), (question, 0)]:
        target.refresh_from_db()
        ReviewItem.open(target, why="flagged", severity=1, findings=[]).decide(
            "remove", by=mo, reason="harm", message="It could do harm."
        )
        assert len(told(bob)) == left
        assert told(alice) == []
    run_tasks()
    assert not [each for each in mail.outbox if "follow" in each.subject]
    client.force_login(bob)
    assert "taken down again" not in client.get(reverse("me")).content.decode()
    assert "taken down again" not in client.get(reverse("following")).content.decode()


def test_a_visit_marks_the_thread_as_read_and_the_inbox_groups_by_it(client, alice, bob, cleo, mo):
    question = make_question(alice, "How do you travel with a pump?", by=mo)
    other = make_question(alice, "How do you sleep on a train?", by=mo)
    for _ in range(3):
        make_answer(question, bob, by=mo)
    make_comment(question, cleo, by=mo)
    make_answer(other, bob, by=mo)
    client.force_login(alice)
    page = client.get(reverse("me"))
    assert [group.title for group in page.context["groups"]] == [other.title, question.title]
    assert page.context["unread"] == "2 things are new."
    text = page.content.decode()
    assert "A new comment · 3 new answers" in text
    client.head(question.get_absolute_url())
    assert Notification.objects.unread().filter(thread=thread_of(question)).exists()
    client.get(question.get_absolute_url())
    page = client.get(reverse("me"))
    assert [group.is_new for group in page.context["groups"]] == [True, False]
    client.post(reverse("mark-read"))
    page = client.get(reverse("me"))
    assert page.context["unread"] == "Nothing is new."
    assert "Mark all as read" not in page.content.decode()
    assert (
        not Notification.objects.unread()
        .exclude(recipient=alice)
        .filter(thread=thread_of(question), recipient=mo)
    )


def test_the_inbox_never_shows_a_title_that_its_reader_may_not_see(client, alice, bob, mo):
    question = make_question(alice, "A title that goes away again?", by=mo)
    make_answer(question, bob, by=mo)
    client.force_login(bob)
    assert "goes away again" in client.get(reverse("me")).content.decode()
    Question.objects.filter(pk=question.pk).update(state="removed")
    page = client.get(reverse("me")).content.decode()
    assert "goes away again" not in page
    assert "Your answer is published" in page


def test_a_moderators_words_are_read_by_reading_the_inbox(client, alice, mo):
    item = ReviewItem.objects.get(question=make_question(alice))
    item.decide("reject", by=mo, reason="spam", message="Please write more.")
    client.force_login(alice)
    client.get(item.question.get_absolute_url())
    page = client.get(reverse("me"))
    assert "Please write more." in page.content.decode()
    assert page.context["unread"] == "One thing is new.", "a visit to the question read it not"
    page = client.get(reverse("me"))
    assert page.context["unread"] == "Nothing is new."
    assert "Please write more." in page.content.decode()


def test_following_is_for_members_and_pages_for_readers_stay_the_same(client, alice, bob, mo):
    condition, topic = make_condition(), make_topic()
    question = make_question(alice, by=mo)
    pending = make_question(alice, "A pending question of Alice?")
    for kind, target in [("question", question), ("condition", condition), ("topic", topic)]:
        door = reverse("forum:follow", args=[kind, target.pk])
        client.logout()
        page = client.get(target.get_absolute_url())
        assert f'href="{door}"' in page.content.decode()
        assert not page.cookies
        assert client.get(door).url == f"/accounts/login/?next={door}"
        assert client.post(door).url == f"/accounts/login/?next={door}"
        client.force_login(bob)
        assert "<button" in client.get(door).content.decode()
        assert client.post(door).url == target.get_absolute_url()
        assert Follow.objects.filter(member=bob, **{kind: target}).count() == 1
    hidden = reverse("forum:follow", args=["question", pending.pk])
    assert client.post(hidden).status_code == 404
    assert client.post("/questions/follow/user/1/").status_code == 404
    follow = Follow.objects.get(member=bob, topic=topic)
    change = reverse("change-follow", args=[follow.pk])
    client.force_login(alice)
    assert client.post(change, {"do": "stop"}).status_code == 404, "another member's"
    client.force_login(bob)
    assert client.get(reverse("following")).content.decode().count("Stop following") == 3
    client.post(change, {"do": "stop"})
    assert client.get(reverse("following")).content.decode().count("Stop following") == 2


def test_no_mail_about_one_question_and_mail_again(client, alice, bob, mo, run_tasks):
    question = make_question(alice, by=mo)
    run_tasks()
    mail.outbox.clear()
    client.force_login(alice)
    change = reverse("change-follow", args=[Follow.objects.get(member=alice).pk])
    client.post(change, {"do": "quiet"})
    make_answer(question, bob, by=mo)
    run_tasks()
    assert "alice@example.org" not in [each.to[0] for each in mail.outbox]
    assert len(told(alice)) == 1, "the inbox still tells"
    client.post(change, {"do": "mail"})
    client.get(question.get_absolute_url())
    make_answer(question, bob, by=mo)
    run_tasks()
    assert "alice@example.org" in [each.to[0] for each in mail.outbox]


@pytest.mark.parametrize("kind", ["question", "answer"])
def test_a_mail_about_a_crisis_says_only_that_there_is_something_new(
    alice, bob, mo, run_tasks, kind
):
    quiet, crisis = "We feed early.", "I cannot go on and want to die."
    question = make_question(alice, body=crisis if kind == "question" else quiet, by=mo)
    make_answer(question, bob, crisis if kind == "answer" else quiet, by=mo)
    run_tasks()
    about = [each for each in mail.outbox if each.to == ["alice@example.org"]][-1]
    assert about.subject == "There is something new in your inbox"
    assert "question" not in about.body.lower()


def test_telling_thousands_costs_a_fixed_number_of_statements(
    alice, bob, mo, django_assert_max_num_queries
):
    condition = make_condition()

    def crowd(size: int, tag: str) -> None:
        people = User.objects.bulk_create(
            User(email=f"{tag}{n}@example.org", pseudonym=f"{tag}{n}") for n in range(size)
        )
        Follow.objects.bulk_create(Follow(member=one, condition=condition) for one in people)

    crowd(300, "a")
    question = make_question(alice, condition=condition)
    with django_assert_max_num_queries(27):
        publish(question, mo)
    assert Notification.objects.filter(about=thread_of(question), stream="news").count() == 300
    crowd(1_700, "b")
    question = make_question(alice, "Another one for many families?", condition=condition)
    with django_assert_max_num_queries(27):
        publish(question, mo)
    told = Notification.objects.filter(about=thread_of(question), stream="news")
    assert told.count() == 2_000
    assert set(told.values_list("mail", flat=True)) == {"weekly"}
    MailPace.objects.bulk_create(
        MailPace(member=one.member, stream="news", pace="now")
        for one in Follow.objects.filter(condition=condition).select_related("member")
    )
    question = make_question(alice, "One that goes out by mail at once?", condition=condition)
    with django_assert_max_num_queries(27 + 10):  # one task for each 200
        publish(question, mo)


def test_the_lists_cost_the_same_however_long_they_are(
    client, alice, mo, django_assert_max_num_queries
):
    client.force_login(alice)
    make_answer(make_question(alice, by=mo), make_user("Wren"), by=mo)
    for n in range(24):
        make_answer(make_question(alice, f"Question number {n} of Alice?", by=mo), mo)
        Follow.objects.start(make_topic(f"Topic {n}"), member=alice)
    client.get(reverse("me"))
    with django_assert_max_num_queries(14):
        assert len(client.get(reverse("me")).context["groups"]) == 20
    with django_assert_max_num_queries(6):
        client.get(reverse("following"))


def test_the_database_refuses_a_follow_of_nothing_of_two_or_twice(alice, mo):
    question, topic = make_question(alice, by=mo), make_topic()
    for wrong in [{}, {"question": question, "topic": topic}, {"question": question}]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.create(member=alice, **wrong)


def test_news_names_nobody_and_a_mute_never_tells_who_asked_anonymously(
    client, alice, bob, mo, run_tasks
):
    condition = make_condition()
    Follow.objects.start(condition, member=bob)
    MailPace.objects.choose(bob, {"news": "now"})
    Mute.objects.mute(member=bob, muted=alice)
    make_question(alice, "A question under her own name?", condition=condition, by=mo)
    assert told(bob) == [], "he would rather not read her"
    unnamed = make_question(
        alice, "Asked by somebody unnamed?", condition=condition, audience="members",
        anonymous=True, by=mo,
    )  # fmt: skip
    assert told(bob) == [("news", thread_of(unnamed))]
    run_tasks()
    client.force_login(bob)
    page = client.get(reverse("me")).content.decode()
    assert "Asked by somebody unnamed?" in page
    for text in [page, *(message.body for message in mail.outbox if message.to == [bob.email])]:
        assert "alice" not in text.lower()
    client.logout()
    follow = reverse("forum:follow", args=["question", unnamed.pk])
    assert client.get(follow).status_code == 404, "for members only"
