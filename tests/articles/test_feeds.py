"""Feeds and sitemap: public things only, under the portal's own address."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from portal import sitemaps
from tests.articles.test_reading import selects
from tests.factories import make_article, make_condition, make_question, make_topic
from tests.sitemap import everything_in_the_sitemap

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def content(alice, mo, settings):
    """Everything in every state, as a stranger's request for another host would ask for it."""
    settings.SITE_URL = "https://portal.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    mld = make_condition()
    mld.overview = make_article("Draft overview", kind="overview", publish=False)
    mld.save()
    form = make_condition("Late-infantile MLD", parent=mld)
    make_topic()
    make_article("Public article", conditions=[mld], slug="public", summary="In <b>short</b>.")
    make_article("Article of a form", conditions=[form], slug="form")
    make_article("Draft article", conditions=[mld], publish=False, slug="draft")
    make_article("Retired article", conditions=[mld], slug="retired").retire()
    make_question(alice, "A public question?", condition=mld, by=mo)
    make_question(alice, "A pending question?", condition=mld)
    removed = make_question(alice, "A removed question?", condition=mld, by=mo)
    removed.remove()
    return mld


def entries(client, url: str) -> list[str]:
    response = client.get(url, headers={"host": "evil.example"})
    assert response.status_code == 200
    assert b"evil.example" not in response.content
    assert b"127.0.0.1" not in response.content
    feed = ElementTree.fromstring(response.content)  # noqa: S314 (our own)
    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert all(link.startswith("https://portal.example.org/") for link in links)
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_feeds_hold_what_is_public(client, content, eve, mo):
    assert not client.get("/feeds/articles/").cookies
    for user in (None, eve, mo):  # the same for everybody
        if user:
            client.force_login(user)
        assert entries(client, "/feeds/articles/") == ["Article of a form", "Public article"]
        assert entries(client, "/feeds/questions/") == ["A public question?"]
        assert sorted(entries(client, "/feeds/conditions/metachromatic-leukodystrophy/")) == [
            "A public question?", "Article of a form", "Public article",
        ]  # fmt: skip
        client.logout()
    assert client.get("/feeds/conditions/nothing/").status_code == 404


def test_the_sitemap_holds_what_is_public(client, content, eve):
    client.force_login(eve)
    text = everything_in_the_sitemap(client, headers={"host": "evil.example"})
    for path in (
        "/", "/conditions/metachromatic-leukodystrophy/", "/conditions/late-infantile-mld/",
        "/articles/public/", "/articles/form/", "/topics/gene-therapy/",
    ):  # fmt: skip
        assert f"<loc>https://portal.example.org{path}</loc>" in text
    assert "a-public-question" in text
    for word in ("draft", "retired", "pending", "removed", "evil.example", "overview"):
        assert word not in text.lower()


def test_their_queries_do_not_grow(client, content, alice, mo):
    for number in range(10):
        make_article(f"More {number}", conditions=[content])
        make_question(alice, f"Another question {number}?", condition=content, by=mo)
    assert selects(client, "/feeds/articles/") == 1
    assert selects(client, "/feeds/questions/") == 1
    assert selects(client, f"/feeds/conditions/{content.slug}/") == 5
    assert selects(client, "/sitemap.xml") == 1
    assert selects(client, "/sitemap-pages.xml") == 8  # a count for each kind, and the rows
    assert selects(client, "/sitemap-questions-0.xml") == 1


def test_questions_stand_in_files_of_bounded_size(client, alice, mo, settings, monkeypatch):
    monkeypatch.setattr(sitemaps, "QUESTIONS", 2)
    asked = [make_question(alice, f"Question {n} & more?", by=mo) for n in range(4)]
    asked[3].remove()
    index = client.get("/sitemap.xml").content.decode()
    files = sorted({each.pk // 2 for each in asked[:3]})
    for part in files:
        assert f"{settings.SITE_URL}/sitemap-questions-{part}.xml</loc><lastmod>" in index
        text = client.get(f"/sitemap-questions-{part}.xml").content.decode()
        found = [each for each in asked if f"/questions/{each.pk}/question-" in text]
        assert found == [each for each in asked[:3] if each.pk // 2 == part]
    assert index.count("<sitemap>") == 1 + len(files)
    for nothing in (0, files[-1] + 1, 10**30):
        assert client.get(f"/sitemap-questions-{nothing}.xml").status_code == 404
