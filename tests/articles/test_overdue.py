"""What readers see of a page whose review is overdue, and after the grace."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from html5lib import HTMLParser
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Article, ReviewPolicy, ReviewTask
from articles.reading import overdue
from portal.markdown import render_article
from tests.articles.test_reading import page, sign
from tests.factories import make_article, make_condition
from tests.sitemap import everything_in_the_sitemap

pytestmark = pytest.mark.django_db
TREATMENT = """It begins here.

## Who it applies to

Children before signs.

## How it works

Cells are given back.

## Risiken {#risks}

Infections.

!!! emergency "Call your emergency number at a fever"
    Say that the cells are new.

## Daily life

Rest.
"""
FOLD = '<details class="overdue-fold">'


def due(article: Article, days: int) -> str:
    """Its review was due so many days ago. Returns the address."""
    day = timezone.localdate() - timedelta(days=days)
    Article.objects.filter(pk=article.pk).update(review_due_on=day)
    return article.get_absolute_url()


def told(client, url: str) -> dict:
    data = re.search(r'ld\+json">(.*?)</script>', client.get(url).content.decode())
    things = json.loads(data[1])["@graph"]
    return next(thing for thing in things if thing["@type"] == "MedicalWebPage")


def test_an_overdue_page_says_so_and_what_to_do(client, eve, rae):
    article = make_article(by=eve)
    url = due(article, 0)
    assert "due for a new review" not in page(client, url), "it is due today, not overdue"
    html = page(client, due(article, 1))
    assert "due for a new review" in html, "also where nobody has ever signed"
    assert "ask your care team what still holds" in html
    assert "Not yet reviewed by a clinician" in html
    assert FOLD not in html

    sign(article.live, rae)
    assert "due for a new review" not in page(client, url)
    assert told(client, url)["reviewedBy"]["name"] == "Dr Rae"
    html = page(client, due(article, 1))
    assert "due for a new review" in html
    assert "Review was due" in html
    assert not {"reviewedBy", "lastReviewed"} & set(told(client, url))


def test_within_the_grace_nothing_folds_and_after_it_treatments_do(client):
    ReviewPolicy.objects.filter(kind="treatment").update(grace_days=10)
    article = make_article(kind="treatment", body=TREATMENT)
    response = client.get(due(article, 10))
    assert FOLD not in response.content.decode()
    assert "X-Robots-Tag" not in response
    assert article.get_absolute_url() in everything_in_the_sitemap(client)

    url = due(article, 11)
    html = page(client, url)
    assert client.get(url)["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html
    assert url not in everything_in_the_sitemap(client)
    tree = HTMLParser(namespaceHTMLElements=False).parse(html)
    folded = ["".join(e.itertext()) for e in tree.iter("details") if "fold" in e.get("class", "")]
    assert len(folded) == 2
    assert all("Folded: a new review is due since" in f for f in folded)
    assert "Children before signs." in folded[0]
    assert "Infections." in folded[1], "a heading in another language carries the block's name"
    text = "".join(folded)
    for stays in ("Cells are given back", "Call your emergency number", "Rest.", "It begins"):
        assert stays not in text
        assert stays in html
    assert "is folded, and that we have asked search engines" in html


def test_search_says_so_and_quotes_nothing_that_is_folded(client):
    article = make_article(kind="treatment", body="## Risks\n\nRare quagmires.")
    html = page(client, "/search/?q=quagmires")
    assert "Rare <mark>quagmires</mark>" in html
    assert "due for a new review" not in html
    due(article, 60)
    html = page(client, "/search/?q=quagmires")
    assert "Rare <mark>quagmires</mark>" in html
    assert "Treatment, due for a new review" in html
    due(article, 61)
    html = page(client, "/search/?q=quagmires")
    assert article.get_absolute_url() in html
    assert "Rare" not in html


def test_without_the_administrators_row_the_usual_grace_holds(client):
    ReviewPolicy.objects.all().delete()
    article = make_article(kind="treatment", body=TREATMENT)
    assert FOLD not in page(client, due(article, 60))
    assert FOLD in page(client, due(article, 61))


def test_other_kinds_fold_only_sections_about_treatment(client):
    body = "## What it is\n\nA.\n\n## What can be done\n\nB.\n\n## Risks\n\nC."
    html = page(client, due(make_article(body=body), 100))
    assert html.count(FOLD) == 1
    assert re.search(rf'id="h-what-can-be-done">.*?</h2>\s*{FOLD}', html)
    html = page(client, due(make_article(body="## What it is\n\nA."), 100))
    assert FOLD not in html


def test_the_overview_of_a_condition_folds_on_the_conditions_page(client):
    mld = make_condition()
    body = "## What can be done\n\nMuch."
    mld.overview = make_article("MLD", kind="overview", body=body)
    mld.save()
    url = mld.get_absolute_url()
    due(mld.overview, 90)
    assert "due for a new review" in page(client, url)
    assert FOLD not in page(client, url)
    assert url in everything_in_the_sitemap(client)
    due(mld.overview, 91)
    assert FOLD in page(client, url)
    assert client.get(url)["X-Robots-Tag"] == "noindex"
    assert url not in everything_in_the_sitemap(client)


def test_a_draft_of_an_overdue_page_is_shown_open(client, eve):
    article = make_article(kind="treatment", body=TREATMENT, by=eve)
    due(article, 500)
    client.force_login(eve)
    url = f"/admin/articles/article/{article.pk}/preview/"
    assert FOLD not in client.get(url).content.decode()


def test_a_review_whose_reviewer_was_withdrawn_is_not_claimed(client, eve, rae):
    article = make_article(by=eve)
    sign(article.live, rae)
    url = article.get_absolute_url()
    assert "reviewedBy" in told(client, url)
    rae.reviewer.withdraw(because="Struck off.")
    html = page(client, url)
    assert "This text is being reviewed again" in html
    assert "No clinician has signed" not in html, "one had"
    assert "Being reviewed again" in page(client, "/articles/")
    assert "Recently reviewed" not in page(client, "/")
    assert "reviewedBy" not in told(client, url)
    ReviewTask.objects.get().decide("kept", by=eve, reason="Somebody else read it.")
    html = page(client, url)
    assert "being reviewed again" not in html
    assert "Not yet reviewed by a clinician" in html
    assert "Somebody else read it." not in html


def test_readers_see_whom_a_reviewer_is_paid_by(client, eve, rae):
    article = make_article(by=eve)
    url = article.get_absolute_url()
    assert "Declared interests" not in page(client, url)
    due_on = timezone.localdate() + timedelta(days=30)
    article.live.sign(by=rae, review_due_on=due_on, interests="A fee from <Example>.")
    html = page(client, url)
    assert "<dt>Declared interests</dt><dd>A fee from &lt;Example&gt;.</dd>" in html


def test_a_retired_page_claims_no_review(client, eve, rae):
    article = make_article(by=eve)
    sign(article.live, rae)
    article.retire()
    assert "reviewedBy" not in told(client, article.get_absolute_url())


PIECES = st.sampled_from(
    [
        "## Risks", "## Daily life", "> ## Risks", "- ## Risks", "text <b> & \"quotes\" > \u2028",
        "| a | b |\n| - | - |\n| c | d |", "!!! emergency \"Call\"\n    Now.\n\n    ## Risks",
        "1. one\n\n    !!! urgent \"Call\"\n        Soon.", "a  \nb", "# One", "***", "### Risks",
        "![x>y](http://example.org/?a=1&b=2 \"t>t\")",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=8))
def test_folding_loses_nothing_and_hides_no_alarm(pieces):
    html = render_article("\n\n".join(pieces), {}).html
    article = Article(kind="treatment", review_due_on=timezone.localdate())
    folded = overdue.folded(html, article)
    HTMLParser(strict=True).parseFragment(folded)
    bare = re.sub(r'<details class="overdue-fold">.*?</summary>', "", folded, flags=re.DOTALL)
    words = re.findall(r"\w+", re.sub(r"<[^>]*>", "", html))
    assert sorted(re.findall(r"\w+", re.sub(r"<[^>]*>", "", bare))) == sorted(words)
    tree = HTMLParser(namespaceHTMLElements=False).parseFragment(folded)
    for details in tree.iter("details"):
        classes = " ".join(element.get("class", "") for element in details.iter())
        assert "emergency" not in classes
        assert "urgent" not in classes
