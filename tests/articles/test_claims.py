"""`{evidence: …}` in a text: what readers see of it, and what is kept of it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from html5lib import HTMLParser

from articles.claims import claims_of
from articles.models import Claim
from portal.markdown import article_words, render_article
from portal.markdown.evidence import EXPLAINED
from tests.articles.test_reading import page
from tests.factories import make_article, make_source

BODY = """It began well [@a]. {evidence: moderate}

## What it can and cannot do

Of 29 children, 26 walked [@a][@b]. {evidence: low}

- *Never* a cure {Evidence: Very  Low}
    - not even early [@b] {evidence: none} [@a]
- it costs strength

## Risiken {#risks}

| Risk | How often |
| --- | --- |
| Leukaemia [@a] | 10 of 67 {evidence: high} |

## Anything else

It {evidence: low} goes on. {evidence: strong}
"""


def test_a_level_is_shown_in_words_with_a_way_to_what_it_means():
    html = render_article("It helps. {evidence: very low}", {}).html
    assert html == (
        '<p>It helps. <span class="evidence evidence--very-low">'
        '<a href="/about/articles/#evidence" rel="noopener">Evidence: very low</a></span></p>'
    )
    assert article_words(html) == "It helps."


@pytest.mark.parametrize(
    "typed",
    ["It {evidence: low} helps.", "It helps. {evidence: strong}", "It helps. {evidence: }",
     "`{evidence: low}`", "It helps. {evidence: low} {evidence: high} x", "{{evidence: low}}"],
)  # fmt: skip
def test_anything_else_stays_as_it_was_typed(typed):
    html = render_article(typed, {}).html
    assert "evidence--" not in html
    assert "{evidence:" in html


def test_claims_are_kept_with_their_block_and_their_sources():
    found = [(c.level, c.text, c.block, c.keys) for c in claims_of(BODY)]
    assert found == [
        ("moderate", "It began well.", "", ["a"]),
        ("low", "Of 29 children, 26 walked.", "effects", ["a", "b"]),
        ("very low", "Never a cure", "effects", []),
        ("none", "not even early", "effects", ["b", "a"]),
        ("high", "10 of 67", "risks", []),
    ]


@pytest.mark.django_db
def test_writing_a_text_keeps_its_claims(eve):
    sources = make_source("a"), make_source("b")
    article = make_article(body=BODY, by=eve)
    claims = list(article.live.claims.prefetch_related("sources"))
    assert [claim.position for claim in claims] == [1, 2, 3, 4, 5]
    assert set(claims[1].sources.all()) == set(sources)
    article.write(title="T", summary="S", body="Nothing is claimed [@missing].", by=eve)
    assert Claim.objects.count() == 5, "each revision has its own"
    article.write(title="T", summary="S", body="It helps [@missing]. {evidence: low}", by=eve)
    assert not article.latest.claims.get().sources.exists()


@pytest.mark.django_db
def test_a_text_too_deep_to_be_shown_can_still_be_written(monkeypatch, eve):
    def overflow(*_):
        raise RecursionError

    article = make_article(by=eve)
    monkeypatch.setattr("markdown.Markdown.convert", overflow)
    article.write(title="T", summary="S", body="Deep. {evidence: low}", by=eve)
    assert not article.latest.claims.exists()


@pytest.mark.django_db
def test_what_the_levels_mean_is_explained(client):
    address, _, anchor = EXPLAINED.partition("#")
    assert address == reverse("editorial")
    html = page(client, address)
    assert f'id="{anchor}"' in html
    for words in ("High", "Moderate", "Low", "Very low", "No study"):
        assert f"<dt>{words}</dt>" in html


def test_the_name_of_a_block_becomes_the_id_of_its_heading():
    rendered = render_article(
        "## Risiken {#risks}\n\n## Noch **einmal** {#risks}\n\n### Klein {#small-print}", {}
    )
    assert '<h2 id="h-risks">Risiken</h2>' in rendered.html
    assert '<h2 id="h-noch-einmal">Noch <strong>einmal</strong></h2>' in rendered.html
    assert '<h3 id="h-small-print">Klein</h3>' in rendered.html
    assert rendered.contents[0] == {"id": "h-risks", "name": "Risiken"}
    assert rendered.block_names == ["risks", "risks"]


@pytest.mark.parametrize(
    "text",
    ["{evidence: low}" * 2_000, "{evidence: low} " * 2_000 + "x", ("{evidence:" + " " * 500) * 50,
     "x {evidence: low}" + " [@a]" * 190, "x {evidence: low}" + " \n" * 5_000 + "y"],
)  # fmt: skip
def test_hostile_markers_are_only_text(text):
    html = render_article(text, {"a": 1}).html
    HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)
    claims_of(text)


@pytest.mark.parametrize("level", ['low" onclick="x', "<script>", "low}{", "low\0"])
def test_a_level_brings_nothing_along(level):
    html = render_article(f"x {{evidence: {level}}}", {}).html
    assert "evidence--" not in html
    assert "<script" not in html
