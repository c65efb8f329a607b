"""The public history of a text: word by word, for whoever may see the text, and no more."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from forum import editing
from forum.models import Comment, Question
from tests.factories import make_answer, make_comment, make_question


def history(contribution) -> str:
    return reverse(f"forum:history-{contribution.kind}", args=[contribution.pk])


def test_a_history_shows_what_changed_and_why(client, alice, cleo, mo):
    question = make_question(alice, by=mo)
    answer = make_answer(question, cleo, "Give it at nine.", by=mo)
    comment = make_comment(answer, cleo, "Good luck.", by=mo)
    assert "not been changed" in client.get(history(answer)).content.decode()
    editing.edit(answer, by=cleo, seen=1, body="Give it at ten.", reason="The hour was wrong.")
    editing.edit(comment, by=cleo, seen=1, body="Good luck to you.", reason="Kinder.")
    page = client.get(history(answer))
    text = page.content.decode()
    assert "[removed: </span>nine" in text
    assert "[added: </span>ten" in text
    assert "The hour was wrong." in text
    assert 'name="robots" content="noindex"' in text
    assert not page.cookies
    assert (
        f'href="{history(answer)}" rel="nofollow">edited'
        in client.get(question.get_absolute_url()).content.decode()
    )
    assert "to you" in client.get(history(comment)).content.decode()
    answer.remove()
    assert (
        client.get(history(answer)).status_code == client.get(history(comment)).status_code == 404
    )
    client.force_login(mo)
    assert client.get(history(answer)).status_code == 200


def test_a_title_that_changes_leads_from_its_old_address(client, alice, mo):
    question = make_question(alice, by=mo)
    old = question.get_absolute_url()
    alice.badge = "organisation"
    alice.save()
    editing.edit(
        question, by=alice, seen=1, title="How do you feed at night?", body="x", reason="x"
    )
    new = Question.objects.get().get_absolute_url()
    assert client.get(old).url == new
    assert "[removed" in client.get(history(question)).content.decode()


def test_what_waits_or_was_refused_is_for_the_author_and_moderators(client, alice, bob, mo):
    question = make_question(alice, by=mo, anonymous=True)
    editing.edit(question, by=alice, seen=1, title=question.title, body="Secret.", reason="Why not")
    url = history(question)
    member, author, desk = Client(), Client(), Client()
    member.force_login(bob), author.force_login(alice), desk.force_login(mo)
    for reader in (client, member):
        page = reader.get(url).content.decode()
        assert "Secret" not in page
        assert "Why not" not in page
        assert "By Anonymous." in page
        assert "Alice" not in page
    assert "Secret" in author.get(url).content.decode()
    assert "Waiting for a moderator" in desk.get(url).content.decode()
    assert "Secret" not in member.get(question.get_absolute_url()).content.decode()


def test_pages_of_a_history_cost_the_same(client, alice, cleo, mo, django_assert_num_queries):
    answer = make_answer(make_question(alice, by=mo), cleo, by=mo)
    for number in range(1, 9):
        editing.edit(answer, by=cleo, seen=number, body=f"Text {number + 1}.", reason="x")
    with django_assert_num_queries(4):  # two of them are savepoints
        page = client.get(history(answer))
    assert len(page.context["steps"]) == 9
    assert not Comment.objects.exists()
