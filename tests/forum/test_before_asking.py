"""Before a question is sent: what may help already, and what cannot wait."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from forum.asking.similar import before_asking
from forum.limits import FOUND
from forum.models import Deflection, Draft, Question, ReviewItem
from tests.factories import make_article, make_question

ASK, BEFORE = "/questions/ask/", "/questions/ask/before/"
FORM = {"title": "How do you manage feeding at night?", "body": "Our child wakes **often**."}


@pytest.fixture
def known(alice, bob, mo):
    """An article and a question about it, and others that are not for readers or about it."""
    make_article("Secret feeding plans", publish=False, body="Feeding at night.")
    make_article("Flying with a wheelchair", body="Ask the airline.")
    make_question(bob, "Does feeding at night ever end?")
    article = make_article("Feeding through the night", body="Feed slowly at night.")
    return article, make_question(bob, "Feeding at night with a pump?", by=mo)


def test_before_it_is_sent_what_helps_already_is_shown_articles_first(client, alice, known):
    article, question = known
    client.force_login(alice)
    page = client.post(ASK, FORM).content.decode()
    assert "Before you send: perhaps this helps already" in page
    assert "<title>Not sent yet: " in page
    step = page[page.index('id="found"') : page.index('id="writing"')]
    assert '<button class="button" type="submit" form="writing">Send it all the same' in step
    assert page.index(article.title) < page.index(question.title) < page.index("<textarea")
    assert "Secret feeding" not in page
    assert "ever end" not in page
    assert "wheelchair" not in page
    assert FORM["body"] in page
    assert not Question.objects.filter(author=alice).exists()
    assert Draft.objects.get(author=alice).fields["title"] == FORM["title"]

    assert client.post(ASK, FORM | {"seen": "1"}).status_code == 302
    assert Question.objects.get(author=alice).title == FORM["title"]


def test_where_nothing_is_alike_there_is_no_step(client, alice, known):
    client.force_login(alice)
    form = {"title": "Who knows a good dentist in the north?", "body": "For a child."}
    assert client.post(ASK, form).status_code == 302


def test_a_form_that_was_sent_already_is_not_held_up_by_what_was_published_since(client, alice, mo):
    client.force_login(alice)
    form = FORM | {"submission": str(uuid.uuid4())}
    first = client.post(ASK, form)
    ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")
    assert client.post(ASK, form).url == first.url
    assert Question.objects.count() == 1


def test_a_script_is_told_the_same_while_somebody_types(client, alice, known):
    article, question = known
    assert client.post(BEFORE, FORM).status_code == 401
    client.force_login(alice)
    assert client.get(BEFORE).status_code == 405
    part = client.post(BEFORE, {"title": 'feeding at ni\x00ght -- "or'}).content.decode()
    assert part.index(article.title) < part.index(question.title)
    assert 'name="seen"' in part
    assert "2 pages below may help already." in part
    assert "<html" not in part
    nothing = client.post(BEFORE, {"title": "the and of"}).content.decode()
    assert "<a" not in nothing


def test_what_somebody_found_instead_of_asking_is_counted_without_saying_who(
    client, alice, bob, eve, known
):
    article, question = known
    for member in (alice, bob):
        client.force_login(member)
        page = client.post(ASK, FORM | {"answered": f"article-{article.pk}"}, follow=True)
        assert page.redirect_chain == [(article.get_absolute_url(), 302)]
        assert b"is kept as a" in page.content
        assert Draft.objects.filter(author=member).exists()
    client.post(ASK, {"answered": f"question-{question.pk}"})
    assert [(row.found, row.count) for row in Deflection.objects.order_by("pk")] == [
        (article, 2),
        (question, 1),
    ]
    names = {field.name for field in Deflection._meta.fields}
    assert names == {"id", "day", "article", "question", "count"}
    assert not Question.objects.filter(author=alice).exists()

    listed = reverse("admin:forum_deflection_changelist")
    assert client.get(listed).status_code == 302
    client.force_login(eve)
    assert article.title in client.get(listed).content.decode()


@pytest.mark.parametrize(
    "answered", ["", "article", "article-", "article-0", "user-1", "article-x\x00"]
)
def test_only_what_one_may_read_can_have_answered(client, alice, bob, answered):
    secret = make_article(publish=False)
    pending = make_question(bob)
    client.force_login(alice)
    for value in (answered, f"article-{secret.pk}", f"question-{pending.pk}"):
        assert client.post(ASK, FORM | {"answered": value}).status_code == 404
    assert not Deflection.objects.exists()


def test_one_member_is_not_counted_without_end(client, alice, known):
    client.force_login(alice)
    for _ in range(FOUND.count + 2):
        sent = client.post(ASK, {"answered": f"article-{known[0].pk}"})
        assert sent.url == known[0].get_absolute_url()
    assert Deflection.objects.get().count == FOUND.count


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("His seizure won't stop, what do we do?", "If this is happening now, call"),
        ("I cannot go on. I want to die.", "You do not have to carry this alone"),
    ],
)
def test_what_cannot_wait_comes_before_anything_else_and_is_sent_at_once(
    client, alice, mo, known, body, words
):
    client.force_login(alice)
    assert "notice--emergency" not in client.post(BEFORE, FORM).content.decode()
    part = client.post(BEFORE, FORM | {"body": body}).content.decode()
    assert words in part
    assert part.index(words) < part.index(known[0].title)
    # No step stands in the way: a moderator must read it.
    page = client.post(ASK, FORM | {"body": body}, follow=True).content.decode()
    beginning = page[page.index("<main") : page.index("<h1")]
    assert words in beginning
    assert "sent" in beginning
    assert "you can send it" not in beginning
    assert "Please send" not in beginning
    assert "Thank you. A moderator" not in page  # “within a day” is not what comes first
    question = Question.objects.get(author=alice)
    assert ReviewItem.objects.get(question=question).severity == 4
    client.force_login(mo)
    assert words not in client.get(question.get_absolute_url()).content.decode()


def test_the_numbers_to_call_are_those_of_the_country(client, alice):
    client.force_login(alice)
    typed = {"title": "I want to die", "body": "I cannot breathe"}
    known, unknown = (
        client.post(BEFORE, typed | {"country": country}).content.decode()
        for country in ("GB", "XX")
    )
    assert 'href="tel:999"' in known
    assert 'href="tel:116123"' in known
    assert "112 in Europe, 999 in the UK, 911 in the US" in unknown
    assert "tel:" not in unknown


def test_looking_takes_few_queries_however_much_there_is(
    alice, known, mo, django_assert_max_num_queries
):
    for number in range(5):
        make_question(alice, f"Feeding at night, part {number}?", by=mo)
    with django_assert_max_num_queries(12):
        found = before_asking(**FORM, reader=alice)
        assert [each.get_absolute_url() for each in found.articles]
        assert len(found.questions) == 3
