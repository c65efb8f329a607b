"""Quoting what stands on the page, under the name that stands there."""

from __future__ import annotations

from django.urls import reverse

from forum.models import Answer
from tests.factories import make_answer, make_comment, make_question


def body(client, about, mark, **more) -> str:
    """What stands in the form that the link "Quote" opens."""
    name = {"question": "write-answer", "answer": "comment-on-answer"}[about.kind]
    page = client.get(reverse(f"forum:{name}", args=[about.pk]), {"quote": mark} | more)
    return page.context["form"]["body"].value() or ""


def test_a_quote_names_who_wrote_it_and_leads_there(client, alice, bob, cleo, mo):
    question = make_question(alice, by=mo)
    answer = make_answer(question, cleo, "> Somebody's quote\n\nWe **rest**.\n\nOften.", by=mo)
    comment = make_comment(answer, bob, "Thank you.", by=mo)
    client.force_login(bob)
    page = client.get(question.get_absolute_url()).content.decode()
    assert f"?quote=answer-{answer.pk}" in page
    at = f"http://127.0.0.1:8000/questions/answers/{answer.pk}/"
    assert body(client, question, f"answer-{answer.pk}") == (
        f"> **Cleo** wrote: ([answer 1]({at}))\n>\n> We **rest**.\n>\n> Often.\n\n"
    )
    assert "> Our child wakes" in body(client, question, f"question-{question.pk}")
    assert "**Bob** wrote: ([comment](" in body(client, answer, f"comment-{comment.pk}")
    only = body(client, question, f"answer-{answer.pk}", words="We  rest.")
    assert only.endswith("\n> We rest.\n\n")
    assert "never said" not in body(client, question, f"answer-{answer.pk}", words="never said")

    sent = {"body": body(client, question, f"answer-{answer.pk}") + "So do we."}
    client.post(reverse("forum:write-answer", args=[question.pk]), sent)

    mine = Answer.objects.get(author=bob)
    assert f'<a href="{at}"' in mine.body_html
    assert "<blockquote>" in mine.body_html
    assert mine.reviewitems.get().findings == []  # a link to ourselves is nothing to notice


def test_only_what_this_reader_sees_on_that_page_is_quoted(client, alice, bob, cleo, nia, mo):
    question, other = make_question(alice, by=mo), make_question(cleo, by=mo)
    hidden = make_answer(question, nia, "Not decided yet.")
    elsewhere = make_answer(other, cleo, "Elsewhere.", by=mo)
    client.force_login(bob)
    for mark in [
        f"answer-{hidden.pk}",
        f"answer-{elsewhere.pk}",
        "answer-9" + "9" * 30,
        "x",
        "answer-0",
        "article-1",
    ]:
        assert body(client, question, mark) == "", mark


def test_somebody_anonymous_is_quoted_as_that_and_long_texts_are_cut(client, alice, bob, mo):
    question = make_question(alice, body="word " * 400, by=mo, anonymous=True)
    client.force_login(bob)
    text = body(client, question, f"question-{question.pk}")
    assert text.startswith("> **Anonymous** wrote:")
    assert "Alice" not in text
    assert len(text) < 700


def test_a_quote_comes_below_what_was_typed_before(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    client.force_login(bob)
    url = reverse("forum:write-answer", args=[question.pk])
    client.post(url, {"body": "Half a sentence", "save": "1"})
    text = body(client, question, f"question-{question.pk}")
    assert text.startswith("Half a sentence\n\n> **Alice** wrote:")
    client.post(url, {"body": text, "save": "1"})
    assert body(client, question, f"question-{question.pk}") == text  # not twice
