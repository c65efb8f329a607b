"""From a form to a contribution that waits for a moderator."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from forum.models import Answer, Comment, Draft, Question, ReviewItem
from tests.factories import make_answer, make_condition, make_question, make_topic

ASK = "/questions/ask/"
FORM = {"title": "How do you manage feeding at night?", "body": "Our child wakes **often**."}


def test_a_question_waits_for_a_moderator(client, alice, mo):
    make_condition(), make_topic()
    client.force_login(alice)
    choices = {"condition": "metachromatic-leukodystrophy", "topics": ["gene-therapy"]}
    url = client.post(ASK, FORM | choices).url
    page = client.get(url)
    assert b"<strong>often</strong>" in page.content
    assert b"Waiting for a moderator" in page.content
    assert b"noindex" in page.content
    client.logout()
    assert client.get(url).status_code == 404

    ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")

    page = client.get(url)
    assert page.status_code == 200
    assert b"noindex" not in page.content
    assert b"Metachromatic leukodystrophy" in page.content
    assert b"Gene therapy" in page.content


def test_while_a_question_waits_its_asker_is_told_what_helps_meanwhile(client, alice, mo):
    condition = make_condition()
    question = make_question(alice, condition=condition)
    client.force_login(alice)
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Only you and the moderators can see this question" in page
    assert "While you wait" in page
    assert "In an emergency, do not wait" in page
    assert f"Read about {condition.name}" in page
    client.force_login(mo)
    assert b"While you wait" not in client.get(question.get_absolute_url()).content
    ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")
    client.force_login(alice)
    assert b"While you wait" not in client.get(question.get_absolute_url()).content


def test_a_preview_is_where_the_page_opens_and_can_be_sent_from_there(client, alice):
    client.force_login(alice)
    assert b'formaction="#preview"' in client.get(ASK).content
    page = client.post(ASK, FORM | {"preview": "1"}).content.decode()
    preview = page[page.index('id="preview"') : page.index('id="writing"')]
    assert '<button class="button" type="submit" form="writing">' in preview
    assert not Question.objects.exists()


def test_the_ask_page_says_what_to_do_in_an_emergency_and_what_to_leave_out(client, alice):
    assert client.get(ASK).url == f"/accounts/login/?next={ASK}"
    client.force_login(alice)
    page = client.get(ASK).content.decode()
    assert "In an emergency, do not wait" in page
    assert "leave out names" in page


def test_the_condition_of_the_page_one_came_from_is_chosen_already(client, alice):
    make_condition()
    client.force_login(alice)
    page = client.get(ASK + "?condition=metachromatic-leukodystrophy").content.decode()
    assert '<option value="metachromatic-leukodystrophy" selected>' in page


@pytest.mark.parametrize("name", ["write-answer", "comment-on-question", "comment-on-answer"])
def test_answers_and_comments_wait_for_a_moderator(client, alice, bob, mo, name):
    question = make_question(alice, by=mo)
    answer = make_answer(question, alice, by=mo)
    about = answer if name == "comment-on-answer" else question
    url = reverse(f"forum:{name}", args=[about.pk])
    client.force_login(bob)
    assert client.get(url).status_code == 200
    page = client.post(url, {"body": "We use a **soft** pillow."}, follow=True)
    assert b"<strong>soft</strong>" in page.content
    client.logout()
    assert b"soft" not in client.get(question.get_absolute_url()).content

    ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")

    assert b"<strong>soft</strong>" in client.get(question.get_absolute_url()).content


def test_nobody_writes_below_what_is_not_public(client, alice, bob, mo):
    pending = make_question(alice)
    answer = make_answer(make_question(alice, "A second question of mine?", by=mo), bob)
    urls = [
        reverse("forum:write-answer", args=[pending.pk]),
        reverse("forum:comment-on-question", args=[pending.pk]),
        reverse("forum:comment-on-answer", args=[answer.pk]),
    ]
    author = {urls[0]: alice, urls[1]: alice, urls[2]: bob}
    for url in urls:
        client.force_login(bob if author[url] == alice else alice)
        assert (
            client.get(url).status_code == client.post(url, {"body": "Hello."}).status_code == 404
        )
        client.force_login(author[url])
        refused = client.post(url, {"body": "Hello to myself."}, follow=True)
        assert b"nobody can write below it" in refused.content
        client.force_login(mo)
        refused = client.post(url, {"body": "Hello from Mo."}, follow=True)
        assert b"nobody can write below it" in refused.content
    assert (Answer.objects.count(), Comment.objects.count()) == (1, 0)
    assert Draft.objects.filter(author=alice, place=urls[0]).exists()


def test_a_form_sent_twice_is_stored_once(client, alice):
    client.force_login(alice)
    form = FORM | {"submission": str(uuid.uuid4())}
    assert client.post(ASK, form).url == client.post(ASK, form).url
    assert Question.objects.count() == ReviewItem.objects.count() == 1


def test_a_form_changed_after_going_back_is_not_taken_for_the_same(client, alice, bob):
    form = FORM | {"submission": str(uuid.uuid4())}
    client.force_login(alice)
    client.post(ASK, form)
    client.post(ASK, form | {"body": "I forgot to say that she is three."})
    client.force_login(bob)  # and nobody is in the way of somebody else's form
    assert client.post(ASK, form).status_code == 302
    assert Question.objects.count() == 3


@pytest.mark.parametrize("submission", ["", "x", "\x00", "é" * 500])
def test_an_odd_submission_number_does_no_harm(client, alice, submission):
    client.force_login(alice)
    assert client.post(ASK, FORM | {"submission": submission}).status_code == 302
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    "title",
    ["", "Help", "aaaaaaaaaaaaaaaaaaaa", "A a a A a a A a a A a a", "\u200b" * 20, "x" * 151],
)
def test_a_title_is_a_sentence(client, alice, title):
    client.force_login(alice)
    page = client.post(ASK, FORM | {"title": title})
    assert page.status_code == 200
    assert b"error-summary" in page.content
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        " \n\t ",
        "\u200b\u2060\ufeff",
        "\u3164\u2800",
        "```\n```",
        "---",
        "a\x07b",
        "a\x00b",
    ],
)
def test_a_text_that_shows_nothing_or_holds_control_characters_is_refused(client, alice, body):
    client.force_login(alice)
    page = client.post(ASK, FORM | {"body": body})
    assert page.status_code == 200
    assert FORM["title"].encode() in page.content
    assert not Question.objects.exists()


def test_texts_in_any_writing_are_kept_in_one_normal_form(client, alice):
    client.force_login(alice)
    england = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    body = f"שלום עולם 👩‍👧 مى\u200cخواهم {england}"
    client.post(ASK, {"title": "Cafe\u0301 visits with a feeding tube?", "body": body})
    question = Question.objects.get()
    assert question.title == "Café visits with a feeding tube?"
    assert question.body == body


def test_disguises_are_taken_out(client, alice):
    client.force_login(alice)
    title = "Which \u202edoctor\u202c  can\u200b help\u2066 us now?"
    client.post(ASK, {"title": title, "body": "One\r\ntwo\u2028three a" + "\u0300" * 500})
    question = Question.objects.get()
    assert question.title == "Which doctor can help us now?"
    assert question.body.startswith("One\ntwo\nthree ")
    assert len(question.body) < 40


def test_only_choices_from_the_lists_are_taken(client, alice):
    make_topic()
    client.force_login(alice)
    for choice in [
        {"condition": "no"},
        {"topics": ["no"]},
        {"topics": ["a\x00"]},
        {"condition": "a\x00"},
    ]:
        page = client.post(ASK, FORM | choice)
        assert b"error-summary" in page.content, choice
    assert not Question.objects.exists()


def test_at_most_five_topics(client, alice):
    topics = [make_topic(f"Topic {n}").slug for n in range(6)]
    client.force_login(alice)
    assert b"at most 5" in client.post(ASK, FORM | {"topics": topics}).content
    assert client.post(ASK, FORM | {"topics": topics[:5]}).status_code == 302


def test_fields_that_the_form_does_not_have_change_nothing(client, alice, bob):
    client.force_login(alice)
    extra = {
        "state": "published",
        "author": bob.pk,
        "published_at": "2020-01-01",
        "number": 1,
        "pk": 7,
    }
    client.post(ASK, FORM | extra)
    question = Question.objects.get()
    assert (question.state, question.author, question.published_at) == ("pending", alice, None)
    assert question.pk != 7


def test_a_title_like_the_name_of_a_form_does_not_hide_the_question(client, alice, mo):
    question = make_question(alice, "Answer ????????????", by=mo)
    assert client.get(question.get_absolute_url()).status_code == 200
