"""Who sees what: every role, every state, every page. The one rule is `visible_to()`."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from forum.models import Answer, ArticleComment, Comment, State
from tests.factories import (
    make_answer,
    make_article,
    make_article_comment,
    make_comment,
    make_question,
)
from tests.sitemap import everything_in_the_sitemap

WORD = "Heffalump"  # in every text of the contribution that is looked for
ROLES = ["visitor", "alice", "bob", "cleo", "mo", "eve", "rae", "ada"]
AUTHOR, MODERATORS = "alice", {"mo", "ada"}


def may_see(role: str, state: str) -> bool:
    if state == State.PUBLISHED or role in MODERATORS:
        return True
    return role == AUTHOR and state != State.REMOVED


@pytest.fixture
def readers(request, alice, bob, cleo, mo, eve, rae, ada) -> dict[str, Client]:
    clients = {role: Client() for role in ROLES}
    for role in ROLES[1:]:
        clients[role].force_login(request.getfixturevalue(role))
    return clients


def put(contribution, state: str) -> None:
    """Into a state, whatever it is now."""
    if state == State.PUBLISHED:
        contribution.publish()
    else:
        type(contribution).objects.filter(pk=contribution.pk).update(state=state)
    contribution.refresh_from_db()


@pytest.mark.parametrize("state", State.values)
def test_a_question(readers, alice, state):
    question = make_question(alice, f"Where does a {WORD} sleep at night?", body=f"Our {WORD}.")
    put(question, state)
    for role, client in readers.items():
        seen = may_see(role, state)
        page = client.get(question.get_absolute_url())
        assert (page.status_code, WORD.encode() in page.content) == (
            (200, True) if seen else (404, False)
        ), role
        public = state == State.PUBLISHED
        for url in [
            reverse("forum:questions"),
            reverse("forum:unanswered"),
            reverse("home"),
            reverse("search") + "?q=sleep+night",
            reverse("feed-questions"),
        ]:
            assert (WORD.encode() in client.get(url).content) is public, (role, url)
        sitemap = everything_in_the_sitemap(client)
        assert (f"/questions/{question.pk}/" in sitemap) is public
        for verb in ["write-answer", "comment-on-question"]:
            reply = client.get(reverse(f"forum:{verb}", args=[question.pk]), follow=True)
            assert (reply.status_code == 404) is not seen, (role, verb)
        flagging = client.get(reverse("forum:flag", args=["question", question.pk]))
        assert (flagging.status_code == 404) is not public
        mine = client.get(reverse("forum:mine"), follow=True).content
        assert (WORD.encode() in mine) is (role == AUTHOR and state != State.REMOVED), role


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("above", [State.PUBLISHED, State.REMOVED])
def test_an_answer_and_what_is_above_it(readers, alice, bob, mo, state, above):
    question = make_question(bob, by=mo)
    answer = make_answer(question, alice, f"Ask the {WORD}.")
    put(answer, state)
    if above != State.PUBLISHED:
        put(question, above)
    for role, client in readers.items():
        seen = may_see(role, state) and (above == State.PUBLISHED or role in MODERATORS)
        link = client.get(answer.get_absolute_url())
        assert link.status_code == (302 if seen else 404), role
        page = client.get(question.get_absolute_url())
        assert (WORD.encode() in page.content) is seen, role
        commenting = client.get(reverse("forum:comment-on-answer", args=[answer.pk]), follow=True)
        assert (commenting.status_code == 404) is not seen, role
        thanking = client.post(reverse("forum:thank", args=[answer.pk]))
        assert (thanking.status_code == 404) is not (seen and state == State.PUBLISHED), role
        assert (
            seen
            is Answer.objects.visible_to(thanking.wsgi_request.user).filter(pk=answer.pk).exists()
        )


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("below", ["question", "answer"])
@pytest.mark.parametrize("above", [State.PUBLISHED, State.REMOVED])
def test_a_comment_and_what_is_above_it(readers, alice, bob, cleo, mo, state, below, above):
    question = make_question(bob, by=mo)
    about = question if below == "question" else make_answer(question, cleo, by=mo)
    comment = make_comment(about, alice, f"A {WORD} says hello.")
    put(comment, state)
    if above != State.PUBLISHED:
        put(about, above)
    for role, client in readers.items():
        seen = may_see(role, state) and (above == State.PUBLISHED or role in MODERATORS)
        link = client.get(comment.get_absolute_url())
        assert link.status_code == (302 if seen else 404), role
        page = client.get(question.get_absolute_url())
        assert (WORD.encode() in page.content) is seen, role
        assert (
            seen
            is Comment.objects.visible_to(page.wsgi_request.user).filter(pk=comment.pk).exists()
        )


@pytest.mark.parametrize("state", State.values)
def test_a_comment_on_an_article(request, readers, alice, mo, state):
    article = make_article()
    comment = make_article_comment(article, f"A {WORD} comments.", author=alice)
    put(comment, state)
    part = Template("{% load forum_tags %}{% article_comments article %}")
    for role in ROLES:
        user = None if role == "visitor" else request.getfixturevalue(role)
        html = part.render(Context({"article": article, "user": user}))
        assert (WORD in html) is may_see(role, state), role
    article.retire()
    type(article).objects.filter(pk=article.pk).update(state="draft")
    assert not ArticleComment.objects.visible_to(alice).exists()


def test_hidden_answers_are_not_found_through_their_question(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    answer = make_answer(question, bob, f"The {WORD} snores loudly.")
    assert WORD.encode() not in client.get("/search/?q=snoring").content
    answer.publish()
    assert WORD.encode() in client.get("/search/?q=snoring").content


def test_a_moderator_without_a_second_factor_sees_only_what_is_public(client, alice, mo):
    """Only staff are held to a second factor, so whoever is not staff does not moderate."""
    question = make_question(alice)
    mo.is_staff = False
    mo.save()
    client.force_login(mo)
    assert client.get(question.get_absolute_url()).status_code == 404
