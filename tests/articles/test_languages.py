"""One article in several languages."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from articles.models import Article
from tests.articles.desk import desk, text
from tests.articles.test_reading import page, selects
from tests.factories import make_article, make_condition

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    return make_article("Living with it", slug="living")


def translate(original: Article, language: str, title: str, **fields) -> Article:
    article = make_article(
        title, slug=f"{original.slug}-{language}", language=language, translation_of=original,
        publish=False, **fields,
    )  # fmt: skip
    article.write(
        title=title, summary="S", body="## Eins\n\nA.\n\n## Zwei\n\nB.\n\n## Drei\n\nC.", by=None,
        translated_from=original.live,
    )  # fmt: skip
    article.publish_as_imported()
    return article


def test_versions_name_each_other_to_readers_and_to_search_engines(client, original):
    url = original.get_absolute_url()
    assert "hreflang" not in page(client, url)
    german = translate(original, "de", "Leben damit")
    make_article("Draft", language="fr", translation_of=original, publish=False)
    for each in (url, german.get_absolute_url()):
        html = page(client, each)
        site = "http://127.0.0.1:8000"
        for code, path in [("en", url), ("de", german.get_absolute_url()), ("x-default", url)]:
            assert f'<link rel="alternate" hreflang="{code}" href="{site}{path}">' in html
        assert f'<link rel="canonical" href="{site}{each}">' in html
        assert 'hreflang="fr"' not in html
    assert '<span lang="de" dir="auto">Deutsch</span></a>' in page(client, url)
    german.retire()
    assert "hreflang" not in page(client, url)


def test_the_text_says_its_language_and_the_page_around_it_stays_english(client, original):
    german = translate(original, "de", "Leben damit")
    html = page(client, german.get_absolute_url())
    assert '<html lang="en-gb" dir="ltr">' in html
    assert '<h1 lang="de" dir="ltr">Leben damit</h1>' in html
    assert '<div class="prose" lang="de" dir="ltr">' in html
    assert '<ol lang="de" dir="ltr">' in html, "the list of contents is in the text's language"
    assert f'Translated from <a href="{original.get_absolute_url()}"' in html
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])
    assert data["@graph"][0]["inLanguage"] == "de"
    arabic = translate(original, "ar", "العيش معه")
    assert '<div class="prose" lang="ar" dir="rtl">' in page(client, arabic.get_absolute_url())
    html = page(client, reverse("articles:articles"))
    assert '<span lang="de" dir="auto">Deutsch</span> · ' in html
    assert 'lang="ar" dir="rtl">العيش معه</a>' in html
    assert "<h1>Living with it</h1>" in page(client, original.get_absolute_url())


def test_a_translation_says_when_its_original_has_changed(client, original):
    german = translate(original, "de", "Leben damit")
    url, words = german.get_absolute_url(), "has changed since this translation was made"
    assert words not in page(client, url)

    text = {"title": "Living with it", "summary": "S", "by": None}
    original.write(body="Mended.", significance="typo", **text)
    original.publish_as_imported()
    assert words not in page(client, url), "a typing mistake was mended"
    original.write(body="Something new.", **text)
    assert words not in page(client, url), "readers do not see it yet"
    original.write(body="Something newer.", significance="typo", **text)
    original.publish_as_imported()
    html = page(client, url)
    assert words in html
    assert f'<a href="{original.get_absolute_url()}" hreflang="en">' in html
    assert words not in page(client, original.get_absolute_url())

    german.write(title="Leben damit", summary="S", body="Neu.", by=None,
                 translated_from=original.live)  # fmt: skip
    german.publish_as_imported()
    assert words not in page(client, url)

    original.retire()
    assert "translated from is no longer kept up to date" in page(client, url)
    original.withdraw(because="Wrong.")
    html = page(client, url)
    assert "translated from was withdrawn" in html
    assert original.get_absolute_url() + '"' not in html


def test_a_translation_is_made_from_its_own_original(client, eve, original):
    """Whoever chooses another original sends along what was chosen of the one before."""
    german, other = translate(original, "de", "Leben damit"), make_article("Another original")
    client.force_login(eve)
    form = text(german, language="de", translation_of=other.pk, note="x")
    form["translated_from"] = original.live.pk
    assert client.post(desk("change", german), form).status_code == 302
    german.refresh_from_db()
    assert (german.translation_of, german.latest.translated_from) == (other, other.live)


def test_an_overview_and_its_translation(client):
    mld = make_condition()
    mld.overview = make_article("MLD", kind="overview", slug="mld-overview")
    mld.save()
    german = translate(mld.overview, "de", "Über MLD", kind="overview")
    html = page(client, mld.get_absolute_url())
    assert f'href="{german.get_absolute_url()}" hreflang="de"' in html
    assert f'hreflang="x-default" href="http://127.0.0.1:8000{mld.get_absolute_url()}"' in html
    assert mld.get_absolute_url() in page(client, german.get_absolute_url())


def test_languages_cost_two_queries_at_most(client, original):
    alone = selects(client, original.get_absolute_url())
    german = translate(original, "de", "Leben damit")
    few = selects(client, original.get_absolute_url())
    assert few <= alone + 2
    for code in ("fr", "es", "it"):
        translate(original, code, "T")
    assert selects(client, original.get_absolute_url()) == few
    assert selects(client, german.get_absolute_url()) <= 16
    original.write(title="T", summary="S", body="New.", by=None)
    original.publish_as_imported()
    assert selects(client, german.get_absolute_url()) <= 16
