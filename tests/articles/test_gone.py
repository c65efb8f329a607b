"""Pages that are retired, and pages whose text was taken away."""

from __future__ import annotations

import pytest
from django.urls import reverse
from html5lib import HTMLParser

from portal.models import Topic
from tests.articles.test_reading import page
from tests.factories import (
    make_article,
    make_article_comment,
    make_condition,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db
#: Words of the title, the summary and the text that nobody must read any more.
WORDS = ("Wondrous", "summarised-danger", "bodily-danger")


@pytest.fixture
def wrong(mo):
    """A published article with all that a page can have around it."""
    mld = make_condition()
    make_source("a")
    article = make_article(
        "Wondrous cure", slug="wondrous-cure", summary="A summarised-danger [@a].",
        body="## Wondrous\n\nA bodily-danger in quagmires [@a].", conditions=[mld],
        topics=[make_topic()],
    )  # fmt: skip
    make_article_comment(article, "I took the bodily-danger.", by=mo)
    near = make_article("A neighbour", slug="near", body="B [@a].", conditions=[mld])
    near.related.add(article)
    make_article("Eine Fassung", slug="fassung", language="de", translation_of=article)
    return article


def everywhere(client) -> str:
    urls = [
        "/", "/articles/", "/articles/?kind=living", "/conditions/",
        "/conditions/metachromatic-leukodystrophy/", "/articles/near/", "/articles/fassung/",
        "/search/?q=quagmires", "/search/?q=wonder", "/topics/gene-therapy/",
        "/feeds/articles/", "/feeds/conditions/metachromatic-leukodystrophy/", "/sitemap-pages.xml",
    ]  # fmt: skip
    found = []
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        text = response.content.decode()
        found += [f"{url}: {w}" for w in WORDS if w in text]
        found += [f"{url}: address"] if "wondrous-cure" in text else []
    return "\n".join(found)


def test_a_withdrawn_page_says_why_and_nothing_of_its_text_is_left(client, wrong, alice, eve, mo):
    seen = everywhere(client)
    for url in ("/articles/", "/articles/near/", "/search/?q=quagmires"):
        assert f"{url}: Wondrous" in seen, "this test sees what it looks for"
    instead = make_article("Read this", slug="this")
    wrong.withdraw(because="The study it rests on was <b>retracted</b>.", successor=instead)
    url = wrong.get_absolute_url()
    for reader in (None, alice, eve, mo):
        if reader:
            client.force_login(reader)
        response = client.get(url)
        html = response.content.decode()
        HTMLParser(strict=True).parse(html)
        assert response.status_code == 410
        assert "The study it rests on was &lt;b&gt;retracted&lt;/b&gt;." in html
        assert '<a href="/articles/this/">Read this</a>' in html
        assert "<time" in html
        assert '<meta name="robots" content="noindex">' in html
        assert "ld+json" not in html
        assert not [word for word in (*WORDS, "I took") if word in html]
        for door in ("article-comment", "articles:feedback"):
            assert client.get(reverse(door, args=[wrong.slug])).status_code == 404
            assert client.post(reverse(door, args=[wrong.slug])).status_code == 404
        client.logout()
    assert not client.get(url).cookies
    assert not everywhere(client)
    assert "was withdrawn" in page(client, "/articles/fassung/"), "its translation says so"
    assert Topic.objects.exists()


def test_comments_below_a_withdrawn_page_go_with_it(client, wrong, alice, mo):
    comment = wrong.comments.get()
    report = reverse("forum:flag", args=["article-comment", comment.pk])
    client.force_login(alice)
    assert client.get(report).status_code == 200
    wrong.withdraw(because="It was wrong.")
    assert client.get(report).status_code == 404
    client.force_login(mo)
    assert client.get(f"/admin/forum/articlecomment/{comment.pk}/change/").status_code == 200


def test_an_old_address_of_a_withdrawn_page_leads_there(client, wrong):
    wrong.rename(slug="newer")
    wrong.withdraw(because="It was wrong.")
    response = client.get("/articles/wondrous-cure/", follow=True)
    assert response.redirect_chain == [("/articles/newer/", 301)]
    assert response.status_code == 410


def test_a_withdrawn_page_that_is_published_again_is_back(client, wrong):
    wrong.withdraw(because="It was wrong.")
    wrong.write(title="Sober", summary="S", body="Mended.", by=None)
    wrong.publish_as_imported()
    html = page(client, wrong.get_absolute_url())
    assert "Mended." in html
    assert "It was wrong." not in html


def test_a_successor_that_is_itself_gone_is_not_offered(client, wrong):
    instead = make_article("Read this", slug="this")
    wrong.withdraw(because="It was wrong.", successor=instead)
    instead.withdraw(because="It was wrong too.")
    assert "/articles/this/" not in client.get(wrong.get_absolute_url()).content.decode()


def test_a_withdrawn_overview_leaves_the_page_of_its_condition(client, eve):
    mld = make_condition(names=["MLD"])
    mld.overview = make_article("MLD", kind="overview", slug="mld-overview", body="bodily-danger")
    mld.save()
    mld.overview.withdraw(because="It was about another disease.")
    response = client.get("/articles/mld-overview/")
    assert (response.status_code, response.url) == (301, mld.get_absolute_url())
    for reader in (None, eve):
        if reader:
            client.force_login(reader)
        response = client.get(mld.get_absolute_url())
        html = response.content.decode()
        assert response.status_code == 200
        HTMLParser(strict=True).parse(html)
        assert "It was about another disease." in html
        assert "bodily-danger" not in html
        assert "MedicalWebPage" not in html
        assert "helpful?" not in html


def test_a_retired_page_sends_its_readers_on(client):
    old, new = make_article("Old advice"), make_article("New advice", slug="new")
    old.retire(successor=new)
    html = page(client, old.get_absolute_url())
    assert "no longer kept up to date" in html
    assert '<a href="/articles/new/">New advice</a>' in html
    new.retire()
    assert "/articles/new/" not in page(client, old.get_absolute_url())
