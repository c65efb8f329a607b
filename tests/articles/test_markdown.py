"""The Markdown of articles: what it makes, and what it refuses."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from html5lib import HTMLParser

from portal.markdown import article_words, render_article
from tests.articles.test_reading import harmless
from tests.hostile import hostile
from tests.hostile.shapes import MANY, SLOW


@pytest.mark.parametrize("shape", SLOW)
def test_what_would_take_long_is_refused(shape):
    with pytest.raises(ValidationError, match=r"brackets|repeats a mark"):
        render_article(SLOW[shape], {})


@pytest.mark.parametrize("shape", MANY)
def test_what_is_only_much_is_rendered_in_proportion(shape):
    short, long = (render_article(MANY[shape](n), {}).html for n in (500, 1_000))
    assert len(short) < len(long) < 2.5 * len(short)


def test_what_is_nested_beyond_the_stack_is_refused(monkeypatch):
    def overflow(*_):
        raise RecursionError

    monkeypatch.setattr("markdown.Markdown.convert", overflow)
    with pytest.raises(ValidationError, match="nested too deeply"):
        render_article("Text.", {})


def test_ordinary_texts_are_far_from_the_limits():
    rows = "".join(f"| Trial {n} [@a] | [link](https://example.org) |\n" for n in range(80))
    text = "| A | B |\n|---|---|\n" + rows + "\n\n" + "## Heading\n\nText [@a].\n\n" * 60
    assert render_article(text, {"a": 1}).html.count("<h2") == 60


def test_markers_become_numbers_that_lead_to_the_sources():
    text = "MLD [@a]. Krabbe [@b] [@a]."
    html = render_article(text, {"a": 1, "b": 2}).html
    assert html.count('id="cite-1"') == 1
    assert 'MLD<sup class="cite"><a href="#ref-1" id="cite-1"' in html, "no space before a marker"
    assert article_words(html) == "MLD. Krabbe."
    assert "[@c]" in render_article("Text [@c].", {}).html


def test_two_headings_of_one_name_have_two_ids():
    rendered = render_article("## Signs\n\n## Signs\n\n### Small", {})
    ids = [heading["id"] for heading in rendered.contents]
    assert len(set(ids)) == 2
    assert all(f'<h2 id="{each}">' in rendered.html for each in ids)


def test_a_heading_cannot_take_an_id_of_the_page():
    assert 'id="main"' not in render_article("## main\n\n## {#main}", {}).html


def test_html_is_shown_as_it_was_typed():
    html = render_article('<b onclick="x">p</b> < 0.05\n\n<script>x</script>', {}).html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "&lt; 0.05" in html


def test_no_hostile_string_becomes_an_element_that_acts():
    parts = []
    for text in hostile("xss"):
        try:
            parts.append(render_article(text.replace("\0", ""), {}).html)
        except ValidationError:
            continue  # refused: nothing is shown
    for start in range(0, len(parts), 20):
        html = "".join(parts[start : start + 20])
        harmless(HTMLParser(namespaceHTMLElements=False).parse(html), html)


def test_tables_and_boxes_are_as_the_pages_need_them():
    html = render_article('|a|\n|:-|\n|b|\n\n!!! emergency "Call if"\n    so', {}).html
    assert '<div class="table-scroll" role="group" aria-label="Table" tabindex="0"><table>' in html
    assert '<th scope="col">a</th>' in html
    assert '<div class="admonition emergency">' in html
    assert "style=" not in html
    assert '<div class="admonition' not in render_article('!!! "site-header"\n    x', {}).html
