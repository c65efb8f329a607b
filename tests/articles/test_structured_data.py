"""What search engines are told is true, and cannot break out of its element."""

from __future__ import annotations

import json

import pytest
from html5lib import HTMLParser

from articles.models import ConditionCode, ConditionName
from tests.articles.test_reading import sign, sign_long_ago
from tests.factories import make_article, make_condition, make_source

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def told(client, url: str) -> dict[str, dict]:
    tree = HTMLParser(namespaceHTMLElements=False).parse(client.get(url).content)
    (script,) = [e for e in tree.iter("script") if e.get("type") == "application/ld+json"]
    graph = json.loads(script.text)
    assert graph["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in graph["@graph"]}


def test_an_article_never_claims_a_review_that_did_not_happen(client, eve, rae):
    make_source("a", url="https://example.org/a")
    mld = make_condition()
    article = make_article("Gene therapy", by=eve, body="Text [@a].", conditions=[mld])
    url = article.get_absolute_url()
    page = told(client, url)["MedicalWebPage"]
    assert page["url"] == SITE + url
    assert page["about"][0]["url"] == SITE + mld.get_absolute_url()
    assert page["citation"][0]["url"] == "https://example.org/a"
    assert "lastReviewed" not in page
    assert "reviewedBy" not in page

    draft = article.write(title="T", summary="S", body="B", by=eve)
    sign(draft, rae)
    assert "lastReviewed" not in told(client, url)["MedicalWebPage"], (
        "signed, but not what is shown"
    )

    article.publish_as_imported()
    page = told(client, url)["MedicalWebPage"]
    assert page["lastReviewed"] == draft.signoff.signed_on.isoformat()
    assert page["reviewedBy"]["name"] == "Dr Rae"

    sign_long_ago(article.write(title="T", summary="S", body="Older.", by=eve), rae)
    article.publish_as_imported()
    assert "reviewedBy" not in told(client, url)["MedicalWebPage"]


def test_the_trail_ends_at_the_page_itself(client):
    mld = make_condition()
    article = make_article(conditions=[mld])
    trail = told(client, article.get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert [step["item"].removeprefix(SITE) for step in trail] == [
        "/", "/articles/", mld.get_absolute_url(), article.get_absolute_url(),
    ]  # fmt: skip
    assert [step["position"] for step in trail] == [1, 2, 3, 4]


def test_a_condition_gives_only_exact_codes_and_real_names(client):
    mld = make_condition(names=["MLD"])
    ConditionName.objects.create(condition=mld, name="Metacromatic", kind="misspelling")
    ConditionCode.objects.create(condition=mld, system="ORPHA", value="512")
    ConditionCode.objects.create(condition=mld, system="OMIM", value="1", relation="broader")
    mld.overview = make_article("MLD", kind="overview", publish=False)
    mld.save()
    things = told(client, mld.get_absolute_url())
    assert things["MedicalCondition"]["alternateName"] == ["MLD"]
    assert [code["codeValue"] for code in things["MedicalCondition"]["code"]] == ["512"]
    assert "MedicalWebPage" not in things

    mld.overview.publish_as_imported()
    things = told(client, mld.get_absolute_url())
    assert things["MedicalWebPage"]["url"] == SITE + mld.get_absolute_url()


def test_no_title_can_end_the_element(client):
    title = "</script><script>window.hit=1</script><!-- & \u2028"
    article = make_article(title)
    response = client.get(article.get_absolute_url())
    assert b"window.hit=1</script>" not in response.content
    assert told(client, article.get_absolute_url())["MedicalWebPage"]["name"] == title
