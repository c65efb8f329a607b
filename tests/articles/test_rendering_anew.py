"""After an upgrade of the renderer: pages keep the HTML that was made when they were published."""

from __future__ import annotations

import hashlib
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article, Revision
from portal.management.commands.start import Command
from portal.markdown import VERSION, render_article
from tests import scene
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    make_source("b")
    article = make_article(body="A [@b].")
    Article.objects.update(body_html="<p>as an older version made it</p>", rendered_by=0)
    return article


def test_the_start_renders_what_an_older_version_made_and_only_once(
    article, django_assert_num_queries
):
    said, before = StringIO(), article.updated_at
    start = Command(stdout=said)
    start.render_pages()
    article.refresh_from_db()
    assert 'aria-label="Source 1"' in article.body_html
    assert article.updated_at == before, "readers are told of no change"
    assert "Rendering" in said.getvalue()

    with django_assert_num_queries(1):
        start.render_pages()
    assert said.getvalue().count("Rendering") == 1


def test_the_version_is_raised_when_the_html_changes():
    """Else pages that were published before would keep what the older renderer made."""
    rendered = render_article(scene.PATTERNS, {"gr-mld": 1, "orpha-512": 2})
    made = hashlib.sha256(f"{rendered.html}{rendered.contents}".encode()).hexdigest()[:16]
    assert (VERSION, made) == (1, "03ecc6db943729dd"), (
        "raise portal.markdown.VERSION, and put both in here"
    )


def test_what_is_published_now_need_not_be_rendered_again(article, capsys):
    make_article("B")
    call_command("rerender_articles")
    assert capsys.readouterr().out == "1 page(s) changed.\n"
    call_command("rerender_articles")
    assert capsys.readouterr().out == "0 page(s) changed.\n"
    Article.objects.update(body_html="<p>damaged</p>")
    call_command("rerender_articles", all=True)
    assert capsys.readouterr().out == "2 page(s) changed.\n"


def test_a_text_that_nobody_could_save_today_stays_and_stops_nothing(article, capsys):
    """It was within the bounds of its day."""
    too_much = Revision.objects.create(
        article=article, number=2, title="T", summary="S", body="[" * 400
    )
    Article.objects.update(live=too_much)
    other = make_article("B")
    Article.objects.update(rendered_by=0)
    call_command("rerender_articles")
    output = capsys.readouterr()
    assert f"Article {article.pk} stays as it was" in output.err
    article.refresh_from_db()
    other.refresh_from_db()
    assert (article.body_html, article.rendered_by) == ("<p>as an older version made it</p>", 0)
    assert other.rendered_by
