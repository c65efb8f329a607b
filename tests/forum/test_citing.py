"""An answer says on which articles it rests, and readers are told when those have changed."""

from __future__ import annotations

from django.urls import reverse

from articles.models import Article
from forum.models import Answer, ArticleCitation
from tests.factories import make_answer, make_article, make_question


def new_text(article: Article, significance: str) -> None:
    article.write(
        title=article.title,
        summary="A summary.",
        body=f"It damages myelin, {significance}.",
        by=None,
        significance=significance,
    )


def test_an_article_is_found_chosen_and_shown(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    article = make_article("Sleeping with a feeding pump", slug="sleeping")
    make_article("A pump that nobody published", slug="draft", publish=False)
    url = reverse("forum:write-answer", args=[question.pk])
    assert client.get(reverse("forum:find-to-cite"), {"q": "pump"}).status_code == 401
    client.force_login(bob)
    live = client.get(reverse("forum:find-to-cite"), {"q": "pump"}).content.decode()
    assert 'value="sleeping"' in live
    assert "nobody published" not in live

    step = client.post(url, {"body": "We sleep.", "find_articles": "pump", "find": "1"})

    assert not Answer.objects.exists()
    assert [value for value, _ in step.context["form"].fields["articles"].widget.choices] == [
        "sleeping"
    ]
    assert "We sleep." in step.content.decode()
    bad = client.post(url, {"body": "We sleep.", "articles": ["draft", "\x00"]})
    assert "choose articles from the list" in bad.content.decode()
    preview = client.post(url, {"body": "We sleep.", "articles": ["sleeping"], "preview": "1"})
    assert 'value="sleeping"' in preview.content.decode()
    sent = {"body": "We sleep.", "articles": ["sleeping"], "submission": "7" * 32}
    client.post(url, sent), client.post(url, sent)
    answer = Answer.objects.get()
    assert ArticleCitation.objects.get().revision == article.live
    answer.publish()
    client.logout()
    page = client.get(question.get_absolute_url()).content.decode()
    assert f'Based on: <a href="{article.get_absolute_url()}">Sleeping with' in page
    assert "guidance changed" not in page


def test_readers_are_told_when_the_guidance_has_changed_and_not_before(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    article = make_article(slug="living")
    answer = make_answer(question, bob, by=mo)
    ArticleCitation.objects.cite(answer, [article])
    url = question.get_absolute_url()
    changed = "guidance changed since this was written"

    new_text(article, "typo")
    article.publish_as_imported()
    assert changed not in client.get(url).content.decode()
    new_text(article, "update")
    assert changed not in client.get(url).content.decode()  # readers of the article see none of it
    article.publish_as_imported()
    page = client.get(url).content.decode()
    assert changed in page
    assert f'href="{article.get_absolute_url()}#what-changed"' in page
    assert 'id="what-changed"' in client.get(article.get_absolute_url()).content.decode()

    later = make_answer(question, bob, "It is as the article says now.", by=mo)
    ArticleCitation.objects.cite(later, [Article.objects.get()])
    assert client.get(url).content.decode().count(changed) == 1
    Article.objects.get().retire()
    assert client.get(url).content.decode().count(changed) == 2
