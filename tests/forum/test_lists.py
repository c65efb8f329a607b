"""Lists of questions: what they hold, their addresses and what they cost."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from forum.standing import LISTINGS
from tests.factories import make_answer, make_condition, make_question, make_topic

QUESTIONS, UNANSWERED = "/questions/", "/questions/unanswered/"


def titles(client, url, query="") -> list[str]:
    return [question.title for question in client.get(url + query).context["page"]]


def test_lists_show_what_is_public_newest_first(client, alice, bob, mo):
    for n in range(1, 4):
        make_question(alice, f"Question number {n} of Alice?", by=mo)
    make_question(alice, "A pending question of Alice?")
    for reader in [None, alice, bob, mo]:
        if reader:
            client.force_login(reader)
        assert titles(client, QUESTIONS) == [f"Question number {n} of Alice?" for n in (3, 2, 1)]


def test_each_list_says_what_it_means_and_keeps_the_choice(client, db):
    condition = make_condition()
    for listing in LISTINGS:
        page = client.get(f"{reverse(f'forum:{listing.name}')}?condition={condition.slug}")
        text = page.content.decode()
        assert listing.heading in text
        for other in LISTINGS:
            assert other.meaning in text
            assert f'{reverse(f"forum:{other.name}")}?condition={condition.slug}"' in text


def test_unanswered_means_without_a_published_answer(client, alice, bob, mo):
    answered = make_question(alice, "This one has an answer?", by=mo)
    make_answer(answered, bob, by=mo)
    waiting = make_question(alice, "This answer is pending still?", by=mo)
    make_answer(waiting, bob)
    assert titles(client, UNANSWERED) == ["This answer is pending still?"]
    waiting.answers.get().publish()
    assert titles(client, UNANSWERED) == []
    answered.answers.get().remove()
    assert titles(client, UNANSWERED) == ["This one has an answer?"]


def test_lists_by_condition_and_topic(client, alice, mo):
    mld, ald = make_condition(), make_condition("Adrenoleukodystrophy")
    topic = make_topic()
    make_question(alice, "About MLD and gene therapy?", by=mo, condition=mld, topics=[topic])
    make_question(alice, "About ALD and nothing more?", by=mo, condition=ald)
    assert titles(client, QUESTIONS, f"?condition={mld.slug}") == ["About MLD and gene therapy?"]
    assert titles(client, QUESTIONS, f"?condition={ald.slug}") == ["About ALD and nothing more?"]
    assert titles(client, QUESTIONS, "?topic=gene-therapy") == ["About MLD and gene therapy?"]
    assert titles(client, QUESTIONS, f"?topic=gene-therapy&condition={ald.slug}") == []
    assert titles(client, UNANSWERED, f"?condition={ald.slug}") == ["About ALD and nothing more?"]
    page = client.get(QUESTIONS + f"?condition={mld.slug}").content.decode()
    assert f'href="{UNANSWERED}?condition={mld.slug}"' in page
    for unknown in ["?condition=no", "?topic=no", "?topic=" + "x" * 500, "?topic=../x"]:
        assert client.get(QUESTIONS + unknown).status_code == 404


def test_pages_of_a_list_have_stable_addresses(client, alice, mo):
    for n in range(21):
        make_question(alice, f"Question number {n} of Alice?", by=mo)
    assert len(titles(client, QUESTIONS)) == 20
    second = client.get(QUESTIONS + "?page=2").content.decode()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/questions/?page=2">' in second
    assert 'href="/questions/"' in second
    assert titles(client, QUESTIONS, "?page=2") == ["Question number 0 of Alice?"]


@pytest.mark.parametrize(
    "page",
    ["0", "-1", "2", "999999999999999999999", "x", "", "1.0", "٣", "1e3", "%FF", "' OR 1=1", "[]"],
)
def test_a_page_that_does_not_exist_is_not_found(client, db, alice, mo, page):
    question = make_question(alice, by=mo)
    for url in [QUESTIONS, UNANSWERED, question.get_absolute_url()]:
        assert client.get(f"{url}?page={page}").status_code == 404


def test_an_empty_list_is_a_page(client, db):
    assert b"No questions here yet" in client.get(QUESTIONS).content
    assert b"No unanswered questions here" in client.get(UNANSWERED).content


@pytest.mark.parametrize("url", [QUESTIONS, UNANSWERED])
def test_a_list_costs_the_same_for_one_row_and_for_twenty(
    url, alice, bob, mo, django_assert_num_queries
):
    condition, topic = make_condition(), make_topic()
    visitor, member = Client(), Client()
    member.force_login(bob)
    make_question(alice, by=mo, condition=condition, topics=[topic])
    for rows in (1, 20):
        while len(titles(visitor, url)) < rows:
            make_question(bob, by=mo, condition=condition, topics=[topic])
        for client, queries in [(visitor, 4), (member, 7)]:  # savepoints; mutes
            with django_assert_num_queries(queries):
                client.get(url)


def test_other_pages_show_the_newest_questions_about_their_conditions(
    alice, mo, django_assert_num_queries
):
    mld, ald = make_condition(), make_condition("Adrenoleukodystrophy")
    for n in range(6):
        make_question(alice, f"Question number {n} on MLD?", by=mo, condition=mld)
    make_question(alice, "Another one, about ALD then?", by=mo, condition=ald)
    make_question(alice, "A pending one about MLD here?", condition=mld)
    part = Template("{% load forum_tags %}{% questions_about conditions limit=5 %}")
    with django_assert_num_queries(1):
        html = part.render(Context({"conditions": [mld]}))
    assert html.count("question-item__count") == 5
    assert "Question number 5 on MLD?" in html
    assert "Question number 0" not in html
    assert "ALD" not in html
    assert "pending" not in html
    assert f"{reverse('forum:ask')}?condition={mld.slug}" in html
    assert "ALD then" in part.render(Context({"conditions": [mld, ald]}))
    assert "Nobody has asked" in part.render(Context({"conditions": []}))
