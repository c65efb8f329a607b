"""Retiring, withdrawing and moving a page."""

from __future__ import annotations

import pytest

from articles.models import (
    Article,
)
from portal.states import IllegalMove
from tests.articles.desk import desk
from tests.factories import make_article, make_condition

pytestmark = pytest.mark.django_db


def test_retiring_asks_first(client, eve):
    article = make_article()
    client.force_login(eve)
    assert b"The page stays at its address" in client.get(desk("retire", article)).content
    article.refresh_from_db()
    assert article.state == "published"
    client.post(desk("retire", article), {"successor": article.pk})
    article.refresh_from_db()
    assert article.state == "published", "nobody is sent to the page they are on"
    client.post(desk("retire", article))
    article.refresh_from_db()
    assert article.state == "retired"
    response = client.post(desk("retire", article), follow=True)
    assert b"Only a published article can be retired" in response.content


def test_moving_a_page_keeps_the_old_address(client, eve):
    article, condition = make_article(slug="old"), make_condition()
    taken = make_article(slug="taken")
    client.force_login(eve)
    assert (
        b"already has this address"
        in client.post(desk("rename", article), {"slug": "taken"}).content
    )
    assert b"Enter a valid" in client.post(desk("rename", article), {"slug": "a b"}).content
    client.post(desk("rename", article), {"slug": "new"})
    client.post(desk("rename", condition, "condition"), {"slug": "mld"})
    client.logout()
    assert client.get("/articles/old/").url == "/articles/new/"
    assert client.get("/conditions/metachromatic-leukodystrophy/").url == "/conditions/mld/"
    assert client.get(taken.get_absolute_url()).status_code == 200


def test_readers_of_a_retired_page_may_be_sent_on(client, eve):
    article, next_one = make_article(), make_article("The next one")
    draft = make_article("A draft", publish=False)
    client.force_login(eve)
    html = client.get(desk("retire", article)).content.decode()
    assert "The next one" in html
    assert "A draft" not in html
    client.post(desk("retire", article), {"successor": draft.pk})
    assert Article.objects.get(pk=article.pk).state == "published"
    client.post(desk("retire", article), {"successor": next_one.pk})
    article.refresh_from_db()
    assert (article.state, article.successor) == ("retired", next_one)
    for wrong in (article, draft):
        with pytest.raises(IllegalMove, match="another page that is published"):
            next_one.retire(by=eve, successor=wrong)


def test_withdrawing_asks_what_readers_are_told(client, eve):
    article, draft = make_article(by=eve), make_article(publish=False)
    client.force_login(eve)
    page = desk("withdraw", article)
    assert page in client.get(desk("change", article)).content.decode()
    assert "410" in client.get(page).content.decode()
    assert "translations" not in client.get(page).content.decode()
    make_article("Auf Deutsch", translation_of=article, language="de")
    assert "as well: Auf Deutsch." in client.get(page).content.decode()
    for because in ("", "   "):
        assert b"required" in client.post(page, {"because": because}).content
    assert b"at most 500" in client.post(page, {"because": "x" * 501}).content
    article.refresh_from_db()
    assert article.state == "published"
    client.post(page, {"because": "The dose was wrong. <b>Ask</b> your team."})
    article.refresh_from_db()
    assert (article.state, article.publications.first().action) == ("withdrawn", "withdrawn")
    assert article.withdrawn_because.startswith("The dose was wrong.")
    assert (
        "Withdrawn. Readers are told why." in client.get(desk("history", article)).content.decode()
    )
    response = client.post(desk("withdraw", draft), {"because": "x"}, follow=True)
    assert b"Readers do not see a text of this article" in response.content
    article.publish_as_imported()
    assert (article.state, article.withdrawn_because) == ("published", "")


def test_a_page_that_moves_to_and_fro_ends_in_no_circle(client, eve):
    article = make_article(slug="a")
    for slug in ("b", "a", "c", "b"):
        article.rename(slug=slug)
    for old in ("a", "c"):
        assert client.get(f"/articles/{old}/").url == "/articles/b/"
    assert client.get("/articles/b/").status_code == 200


def test_of_two_pages_that_move_to_one_address_the_second_is_told(client, eve, monkeypatch):
    article, other = make_article(slug="one"), make_article(slug="two")
    condition = make_condition("One"), make_condition("Two")
    for first, second in ((article, other), condition):
        first.rename(slug="same")
        with pytest.raises(IllegalMove, match="already has this address"):
            second.rename(slug="same")
        second.refresh_from_db()
        assert second.slug == "two"


def test_the_desk_says_of_a_withdrawn_page_that_readers_see_no_text(client, eve):
    article = make_article("A title", by=eve)
    client.force_login(eve)
    client.post(desk("withdraw", article), {"because": "The dose was wrong."})
    html = client.get(desk("change", article)).content.decode()
    assert "readers see no text" in html
    assert "The dose was wrong." in html
    assert "readers see revision" not in html
    assert "Take away" not in html, "a heading with nothing below it"
    html = client.get(desk("publish", article)).content.decode()
    assert "This page was withdrawn: “The dose was wrong.” Publishing brings it back." in html
