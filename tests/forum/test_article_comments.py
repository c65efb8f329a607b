"""Comments that anybody may leave on an article, and the address that nobody ever sees."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from forum.models import ArticleComment, ReviewItem
from tests.factories import make_article, make_article_comment

FORM = {"name": "Robin", "email": "robin@private.example", "body": "This **helped** us."}


@pytest.fixture
def article(db):
    return make_article(slug="living")


URL = "/articles/living/comment/"


def shown(article, user=None) -> str:
    part = Template("{% load forum_tags %}{% article_comments article %}")
    return part.render(Context({"article": article, "user": user}))


def test_anybody_may_comment_and_a_moderator_reads_it_first(client, article, mo, run_tasks):
    sent = client.post(URL, FORM)
    assert sent.url == f"{URL}?sent=1"
    assert b"Thank you for your comment" in client.get(sent.url).content
    assert "helped" not in shown(article)

    ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")
    run_tasks()

    assert "<strong>helped</strong>" in shown(article)
    assert "Robin" in shown(article)
    assert URL in shown(article)
    assert [message.to for message in mail.outbox] == [["robin@private.example"]]
    assert "helped" not in mail.outbox[0].body


def test_name_and_address_are_required_and_marked_so(client, article):
    page = client.get(URL).content.decode()
    assert "Name (required)" in page
    assert "E-mail address (required)" in page
    for missing in ["name", "email", "body"]:
        page = client.post(URL, FORM | {missing: ""}).content.decode()
        assert "error-summary" in page
        for name, value in FORM.items():
            assert name == missing or value in page
    assert not ArticleComment.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"email": "no address"},
        {"email": "a@b.example\nBcc: c@d.example"},
        {"name": "robin@private.example"},
        {"name": "\u200b\u200b"},
        {"name": "a\x00b"},
        {"body": "Write to Robin@Private.Example please."},
        {"body": "x" * 1501},
    ],
)
def test_what_would_give_the_address_away_or_do_harm_is_refused(client, article, bad):
    assert b"error-summary" in client.post(URL, FORM | bad).content
    assert not ArticleComment.objects.exists()


def test_a_field_that_people_do_not_see_stops_machines_and_loses_nothing(client, article):
    page = client.post(URL, FORM | {"website": "https://spam.example"}).content.decode()
    assert "Please send once more" in page
    assert "This **helped** us." in page
    assert "spam.example" not in page
    assert not ArticleComment.objects.exists()


def test_the_address_is_on_no_page_for_anybody(client, article, alice, bob, mo, ada, rae, eve):
    client.post(URL, FORM)
    comment = ArticleComment.objects.get()
    urls = [
        URL,
        f"/admin/forum/articlecomment/{comment.pk}/change/",
        "/admin/forum/articlecomment/",
        "/admin/forum/articlecomment/?q=robin",
        "/admin/forum/reviewitem/",
        "/admin/forum/reviewitem/?state=all",
        f"/admin/forum/reviewitem/decide/?item={comment.reviewitems.get().pk}",
        f"/admin/forum/reviewitem/{comment.reviewitems.get().pk}/change/",
        "/admin/forum/decision/",
        "/admin/",
        "/search/?q=robin",
        reverse("forum:questions"),
    ]
    for state in ["pending", "published"]:
        if state == "published":
            comment.reviewitems.get().decide("publish", by=mo, reason="fine")
        for reader in [None, alice, bob, mo, ada, rae, eve]:
            reading = Client()
            if reader:
                reading.force_login(reader)
            for url in urls:
                page = reading.get(url, follow=True).content.decode()
                assert "private.example" not in page, (reader, url)
            assert "private.example" not in shown(article, reader)


def test_no_page_can_show_an_address_because_none_is_fetched(article, mo):
    make_article_comment(article, by=mo)
    for rows in [
        ArticleComment.objects.for_page(mo),
        ArticleComment.objects.for_page(AnonymousUser()),
    ]:
        assert "email" in rows.get().get_deferred_fields()
    item = ReviewItem.objects.for_queue().get()
    assert "email" in item.article_comment.get_deferred_fields()


def test_a_members_own_address_is_filled_in_for_them_alone(client, article, alice):
    assert b"alice@example.org" not in client.get(URL).content
    client.force_login(alice)
    page = client.get(URL).content.decode()
    assert 'value="Alice"' in page
    assert 'value="alice@example.org"' in page
    sent = client.post(URL, FORM, follow=True)
    assert b"A moderator will read it" in sent.content
    assert ArticleComment.objects.get().author == alice
    assert "Only you and the moderators can see this comment" in shown(article, alice)


def test_what_is_not_published_takes_no_comments(client, eve, article):
    draft = make_article(slug="draft", publish=False, by=eve)
    article.retire()
    client.force_login(eve)
    for slug in [draft.slug, article.slug, "nothing"]:
        assert client.get(f"/articles/{slug}/comment/").status_code == 404
        assert client.post(f"/articles/{slug}/comment/", FORM).status_code == 404
    assert "Leave a comment" not in shown(article)


def test_a_comment_that_is_published_shows_no_others(article, mo, alice, django_assert_num_queries):
    for n in range(3):
        make_article_comment(article, f"Published comment {n}", by=mo, name=f"Visitor {n}")
    make_article_comment(article, "A pending comment")
    with django_assert_num_queries(1):
        html = shown(article)
    assert html.count('<li id="comment-') == 3
    assert "pending" not in html


def test_a_visitor_cannot_sign_as_somebody_who_works_here(client, db):
    article = make_article()
    url = reverse("article-comment", args=[article.slug])
    form = {"email": "visitor@example.org", "body": "Take it twice a day."}
    response = client.post(url, {"name": "Moderator", **form})
    assert "could make others think" in response.content.decode()
    assert not ArticleComment.objects.exists()
    client.post(url, {"name": "Maria", **form})
    assert ArticleComment.objects.get().name == "Maria"
