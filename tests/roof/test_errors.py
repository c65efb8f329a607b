"""What people see when something goes wrong."""

from __future__ import annotations

import uuid

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse

from articles.models import Article
from portal import errors
from portal.models import MovedPath
from tests.factories import make_article


def test_a_moved_page_redirects_for_good_without_chains_or_loops(client, db):
    article = make_article(slug="first")
    for slug in ["second", "third", "first", "fourth"]:
        article.rename(slug=slug)
    for old in ["first", "second", "third"]:
        response = client.get(f"/articles/{old}/?page=2")
        assert (response.status_code, response.url) == (301, "/articles/fourth/?page=2")
    assert not MovedPath.objects.filter(old="/articles/fourth/").exists()
    assert client.get("/articles/fifth/").status_code == 404


def test_a_draft_leaves_no_trace_of_its_earlier_address(client, db):
    article = Article.objects.create(slug="secret", kind="living", title="x")
    article.rename(slug="open")
    assert client.get("/articles/secret/").status_code == 404
    assert not MovedPath.objects.exists()


def test_an_expired_form_gives_back_what_was_typed(alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    text = "We have been told <b>today</b> and do not know where to go."
    typed = {"title": "Where to go?", "body": text, "password": "a secret as long as this"}
    signed = {"writer": "Nw:1xUYjg:gxCkJiv-JHZIqZVtUS", "submission": str(uuid.uuid4())}
    response = client.post(reverse("forum:ask"), typed | signed)
    assert response.status_code == 403
    html = response.content.decode()
    assert "We have been told &lt;b&gt;today&lt;/b&gt;" in html
    assert "Where to go?" in html
    assert "a secret as long" not in html
    assert "1xUYjg" not in html
    assert signed["submission"] not in html


def test_a_database_that_is_away_is_503_and_any_other_error_500():
    request = RequestFactory().get("/")
    for error, status in [(OperationalError("gone"), 503), (ValueError("secret detail"), 500)]:
        try:
            raise error
        except (OperationalError, ValueError):
            response = errors.server_error(request)
        assert response.status_code == status
        assert b"secret detail" not in response.content


@pytest.mark.parametrize("path", ["/search/?q=%00", "/search/?q=a%00b", "/conditions/%00/"])
def test_nul_is_refused_before_the_database_sees_it(client, db, path):
    assert client.get(path).status_code == 400
