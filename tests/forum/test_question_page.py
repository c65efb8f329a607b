"""A question with its answers, as everybody may link to it."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum.models import Answer, Comment, Question, State
from forum.urls import urlpatterns
from portal.models import User
from tests.factories import make_answer, make_condition, make_question, make_topic


def with_answers(alice, bob, mo, count: int) -> Question:
    """A published question with so many published answers, each with a comment."""
    question = make_question(alice, by=mo, condition=make_condition(), topics=[make_topic()])
    for number in range(1, count + 1):
        answer = Answer.objects.submit(
            question=question, author=bob, body=f"This is answer {number}."
        )
        answer.publish()
        Comment.objects.submit(answer=answer, author=alice, body="Thank you.").publish()
    return question


def structured(page) -> dict | None:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.S
    )
    return json.loads(found[1]) if found else None


def test_a_wrong_slug_leads_to_the_right_one_for_good(client, alice, mo):
    question = make_question(alice, by=mo)
    right = question.get_absolute_url()
    for wrong in [f"/questions/{question.pk}/", f"/questions/{question.pk}/another/"]:
        moved = client.get(f"{wrong}?page=1")
        assert (moved.status_code, moved.url) == (301, f"{right}?page=1")
    assert client.get(right).status_code == 200
    assert client.get(f"/questions/{10**30}/x/").status_code == 404


def test_the_title_of_a_question_is_no_other_page_of_it(client, alice, mo):
    question = make_question(alice, by=mo)
    others = {
        part
        for pattern in urlpatterns
        if (part := str(pattern.pattern).removeprefix("<int:pk>/").strip("/"))
        and str(pattern.pattern).startswith("<int:pk>/")
        and re.fullmatch("[a-z-]+", part)
    }
    assert {"answer", "history"} <= others
    for name in others:
        question.title = f"{name}, 家族の病気のこと"
        question.save()
        assert client.get(question.get_absolute_url()).status_code == 200, name


def test_a_hidden_question_does_not_give_away_its_title_by_its_slug(client, alice, bob):
    question = make_question(alice)
    client.force_login(bob)
    assert client.get(f"/questions/{question.pk}/").status_code == 404


def test_answers_are_numbered_and_paginated_with_lasting_links(client, alice, bob, mo):
    question = with_answers(alice, bob, mo, 51)
    url = question.get_absolute_url()
    first, last = question.answers.get(number=1), question.answers.get(number=51)
    assert client.get(first.get_absolute_url()).url == f"{url}#answer-1"
    assert client.get(last.get_absolute_url()).url == f"{url}?page=2#answer-51"
    second = client.get(f"{url}?page=2").content.decode()
    assert 'id="answer-51"' in second
    assert 'id="answer-50"' not in second
    assert f"{url}?page=2" in re.search(r'rel="canonical" href="([^"]+)', second)[1]
    comment = last.comments.get()
    assert client.get(comment.get_absolute_url()).url == f"{url}?page=2#comment-{comment.pk}"

    first.remove()  # numbers stay, places move up

    assert client.get(first.get_absolute_url()).status_code == 404
    assert client.get(last.get_absolute_url()).url == f"{url}#answer-51"
    client.force_login(mo)
    assert client.get(last.get_absolute_url()).url == f"{url}?page=2#answer-51"


def test_an_answer_without_a_number_comes_last(client, alice, bob, mo):
    question = with_answers(alice, bob, mo, 2)
    pending = make_answer(question, bob, "Not yet decided.")
    client.force_login(bob)
    place = client.get(pending.get_absolute_url()).url
    assert place == f"{question.get_absolute_url()}#answer-new-{pending.pk}"
    page = client.get(place)
    assert [answer.number for answer in page.context["page"]] == [1, 2, None]
    assert f'id="answer-new-{pending.pk}"' in page.content.decode()
    assert '<h2 id="answers">2 answers</h2>' in page.content.decode()


def test_answers_come_by_what_helped_then_thanks_then_time(client, alice, bob, cleo, mo):
    question = with_answers(alice, bob, mo, 52)
    url = question.get_absolute_url()
    by_number = {answer.number: answer for answer in question.answers.all()}
    for number, friends in [(51, [alice, cleo]), (50, [cleo]), (40, [cleo])]:
        for friend in friends:
            by_number[number].thank(by=friend)
    for number in (30, 52):
        by_number[number].mark_helped(by=alice)
    by_number[52].thank(by=cleo)
    pages = [client.get(url), client.get(f"{url}?page=2")]
    shown = [answer.number for page in pages for answer in page.context["page"]]
    assert shown[:6] == [52, 30, 51, 40, 50, 1]
    assert sorted(shown) == list(range(1, 53))  # nobody twice, though most are tied
    assert client.get(by_number[52].get_absolute_url()).url == f"{url}#answer-52"
    for number in (48, 49):
        assert (
            client.get(by_number[number].get_absolute_url()).url == f"{url}?page=2#answer-{number}"
        )
    assert "This helped us" not in pages[0].content.decode()
    client.force_login(alice)
    assert "This helped us" in client.get(url).content.decode()


def test_a_badge_says_what_it_means_without_hover(client, alice, cleo, ada, mo):
    make_answer(make_question(alice, by=mo), cleo, by=mo)
    client.force_login(ada)
    edit = reverse("admin:portal_user_change", args=[cleo.pk])
    client.post(edit, {"pseudonym": "Cleo", "badge": "organisation", "is_active": "on"})
    assert User.objects.get(pk=cleo.pk).badge_checked_on == timezone.localdate()
    User.objects.filter(pk=cleo.pk).update(badge_checked_on=date(2026, 3, 2))
    client.logout()
    page = client.get(Question.objects.get().get_absolute_url()).content.decode()
    assert re.search(r"<summary>.*Verified organisation.*what this means", page)
    assert "speaks for the organisation, on 2 March 2026" in page
    assert "not a consultation" in page
    assert f'href="{reverse("rules")}#badges"' in page
    assert 'id="badges"' in client.get(reverse("rules")).content.decode()
    anonymous = make_question(cleo, "What does a clinician ask here?", by=mo, anonymous=True)
    assert "Verified" not in client.get(anonymous.get_absolute_url()).content.decode()


def test_old_advice_says_how_old_it_is(client, alice, bob, mo):
    question = with_answers(alice, bob, mo, 2)
    url = question.get_absolute_url()
    assert "old." not in client.get(url).content.decode()
    long_ago = timezone.now() - timedelta(days=3 * 366)
    question.answers.filter(number=1).update(published_at=long_ago)
    page = client.get(url).content.decode()
    assert page.count("This advice is 3 years old.") == 1
    assert "The newest answer is" not in page
    question.answers.filter(number=2).update(published_at=long_ago)
    page = client.get(url).content.decode()
    assert "The newest answer is 3 years old" in page
    assert question.condition.get_absolute_url() in page
    assert structured(client.get(url))["mainEntity"]["answerCount"] == 2


def test_the_author_reads_why_something_was_refused_and_nobody_else(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    answer = make_answer(question, bob, "Buy our cure.")
    answer.reviewitems.get().decide(
        "reject", by=mo, reason="promotion", message="No adverts please."
    )
    client.force_login(bob)
    assert b"No adverts please." in client.get(question.get_absolute_url()).content
    for reader in [alice, None]:
        client.logout()
        if reader:
            client.force_login(reader)
        page = client.get(question.get_absolute_url()).content
        assert b"No adverts please." not in page
        assert b"Buy our cure" not in page


def test_a_former_members_words_stay_without_a_name(client, alice, bob, mo):
    answer = make_answer(make_question(alice, by=mo), bob, by=mo)
    bob.delete()
    page = client.get(answer.question.get_absolute_url()).content.decode()
    assert "A former member" in page
    assert "Bob" not in page


def test_structured_data_is_public_and_pseudonymous(client, alice, bob, mo):
    question = make_question(alice, by=mo, body="Body </script><b>x</b>")
    url = question.get_absolute_url()
    answer = make_answer(question, bob, "First answer.")
    client.force_login(bob)
    assert structured(client.get(url)) is None
    answer.publish()
    make_answer(question, bob, "Second answer, pending.")
    data = structured(client.get(url))["mainEntity"]
    assert (data["@type"], data["name"], data["answerCount"]) == ("Question", question.title, 1)
    assert data["author"]["name"] == "Alice"
    assert [each["text"] for each in data["suggestedAnswer"]] == ["First answer."]
    assert "acceptedAnswer" not in data
    answer.mark_helped(by=alice)
    data = structured(client.get(url))["mainEntity"]
    assert data["acceptedAnswer"][0]["url"].endswith(f"/questions/answers/{answer.pk}/")
    assert "example.org" not in client.get(url).content.decode()
    question.remove()
    client.force_login(mo)
    page = client.get(url)
    assert structured(page) is None
    assert b"noindex" in page.content


@pytest.mark.parametrize("name", ["Alice's", "שלום", "<b>bold</b> & co"])
def test_titles_are_escaped_and_find_their_own_direction(client, alice, mo, name):
    question = make_question(alice, f"{name} and a long question?", by=mo)
    page = client.get(question.get_absolute_url()).content.decode()
    assert '<h1 dir="auto">' in page
    assert "<b>bold</b>" not in page


@pytest.mark.parametrize("reader", ["visitor", "alice", "bob"])
def test_a_question_with_fifty_answers_takes_few_queries(
    request, alice, bob, mo, reader, django_assert_max_num_queries, django_assert_num_queries
):
    question = with_answers(alice, bob, mo, 50)
    client = Client()
    if reader != "visitor":
        client.force_login(request.getfixturevalue(reader))
    with django_assert_max_num_queries(16 if reader != "visitor" else 12) as queries:
        page = client.get(question.get_absolute_url())
    assert len(page.context["page"]) == 50
    assert page.content.count(b"Thank you.") >= 50
    Answer.objects.filter(question=question, number__gt=1).update(state=State.REMOVED)
    with django_assert_num_queries(len(queries)):  # as many for one answer
        client.get(question.get_absolute_url())


def test_an_anonymous_page_has_no_form_and_a_members_page_has_one(client, alice, bob, mo):
    question = with_answers(alice, bob, mo, 2)
    page = client.get(question.get_absolute_url())
    assert b"csrfmiddlewaretoken" not in page.content
    assert not page.cookies
    client.force_login(alice)
    page = client.get(question.get_absolute_url()).content.decode()
    assert page.count("csrfmiddlewaretoken") == 1
    assert reverse("forum:thank", args=[question.answers.get(number=1).pk]) in page
