"""The Markdown of articles: what it makes, and what it refuses."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from html5lib import HTMLParser

from portal.markdown import Figure, article_words, pictured_keys, render_article
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
    assert 'MLD<sup class="cite"><a aria-label="Source 1" href="#ref-1" id="cite-1"' in html
    assert 'id="cite-1-2"' in html, "the list of sources leads back to each place"
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


def test_a_table_keeps_its_meaning_when_its_rows_are_stacked():
    html = render_article("| Trial & *drug* [@a] | |\n|:-|-|\n| b | c |\n| d |", {"a": 1}).html
    assert html.startswith(
        '<div aria-label="Table" class="table-scroll" role="group" tabindex="0">'
    )
    roles = re.findall(r'<(t\w+)[^>]* role="(\w+)"', html)
    assert dict(roles) == {
        "table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row",
        "th": "columnheader", "td": "cell",
    }  # fmt: skip
    assert 'role="columnheader" scope="col">Trial &amp; <em>drug</em>' in html
    assert html.count('<td data-label="Trial &amp; drug" role="cell">') == 2, "without its marker"
    assert html.count('<td role="cell">') == 2, "a column without a name gives its cells none"
    assert "style=" not in html
    HTMLParser(strict=True).parseFragment(html)


def test_a_tables_labels_stay_short_and_its_cells_few():
    long = render_article(f"| {'word ' * 99}&amp; | b |\n|-|-|\n| c | d |", {}).html
    label = re.search(r'data-label="([^"]+)"', long)[1]
    assert len(label) == 80
    assert label.endswith("…")
    few = "|a|b|\n|-|-|\n" + "|\n" * 2_000
    assert render_article(few, {}).html.count("<td") > 3_900
    for many in ("|" * 3_000 + "\n" + "-|" * 3_000 + "\n|\n|\n", few + "\n\n" + few):
        with pytest.raises(ValidationError, match="cells"):
            render_article(many, {})


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ('!!! emergency "Call now"', "Emergency: Call now"),
        ('!!! emergency "Emergency: call"', "Emergency: call"),
        ('!!! urgent "Ask today"', "Urgent: Ask today"),
        ('!!! warning "Please check"', "Important: Please check"),
        ("!!! urgent", "Urgent"),
        ('!!! emergency ""', "Emergency"),
        ('!!! do "Do"', "Do"),
        ('!!! do "Document it"', "Do: Document it"),
        ('!!! dont "Do not"', "Do not"),
        ("!!! dont", "Do not"),
        ('!!! note "Note"', "Note"),
        ('!!! inset "Trials"', "Trials"),
        ("!!! inset", ""),
        ('??? details "How we know"', "How we know"),
        ("??? details", "Details"),
    ],
)
def test_a_box_says_in_words_what_it_is(box, words):
    html = render_article(f"{box}\n    - fact\n\nAfter.", {}).html
    assert article_words(html) == f"{words} fact After.".strip()
    HTMLParser(strict=True).parseFragment(html)


def test_a_box_speaks_the_language_of_its_text():
    german = render_article('!!! urgent "Heute anrufen"\n    x', {}, language="de").html
    assert article_words(german) == "Dringend: Heute anrufen x"
    assert "Urgent" not in render_article('!!! urgent "今天"\n    x', {}, language="ja").html


def test_only_known_boxes_have_looks():
    html = render_article('!!! "site-header"\n    x\n\n!!! site-header "y"\n    x', {}).html
    assert "class=" not in html.replace('class="admonition-title"', "")


def test_an_emergency_box_leads_nowhere_but_to_the_telephone():
    links = (
        "[out](https://example.org), [mail](mailto:a@b.org), [here](/articles/a/), [call](tel:112)"
    )
    inside = render_article(f'!!! emergency "Call"\n    {links} [@a]\n\n    1. {links}', {"a": 1})
    assert set(re.findall('href="([^"]+)"', inside.html)) == {"/articles/a/", "tel:112", "#ref-1"}
    assert "out" in article_words(inside.html)
    assert len(re.findall("href=", render_article(f"!!! urgent\n    {links}", {}).html)) == 4


def test_telephone_numbers_are_numbers():
    good = render_article("[a](tel:112) [b](<tel:+44 20 7946 0000>)", {}).html
    assert good.count("href=") == 2
    for bad in ("tel:javascript", "tel:", "tel:1;phone-context=x", "sms:112", "callto:1"):
        assert "href=" not in render_article(f"[a]({bad})", {}).html, bad


def test_details_are_native_and_hold_everything():
    html = render_article(
        f'??? details "How **we** know [@a]"\n    {TABLE}\n\n    - b\n\nc', {"a": 1}
    )
    assert html.html.startswith("<details>\n<summary>How <strong>we</strong> know<sup")
    inside = html.html.partition("</details>")[0]
    assert "<table" in inside
    assert "<li>b</li>" in inside
    assert "<p>c</p>" not in inside
    assert (
        "<details"
        not in render_article('<details open>x</details>\n\n!!! folded "x"\n    y', {}).html
    )


TABLE = "|a|b|\n    |-|-|\n    |c|d|"
FIGURE = Figure(
    small="/pictures/brain-0123456789abcdef-640.webp",
    small_width=640,
    large="/pictures/brain-0123456789abcdef-1280.webp",
    width=1280,
    height=700,
    alt='A "brain"',
    credit="Eve, <b>*CC0*</b>",
)


def test_a_picture_of_the_desk_becomes_a_figure():
    html = render_article("Before.\n![](picture:brain)\nAfter.", {}, figures={"brain": FIGURE}).html
    assert html.startswith("<p>Before.</p>\n<figure><img")
    assert 'alt="A &quot;brain&quot;"' in html
    assert f'src="{FIGURE.large}"' in html
    assert f'srcset="{FIGURE.small} 640w, {FIGURE.large} 1280w"' in html
    for part in ('width="1280"', 'height="700"', 'loading="lazy"', 'decoding="async"', 'sizes="'):
        assert part in html
    assert "<figcaption>Eve, &lt;b&gt;*CC0*&lt;/b&gt;</figcaption>" in html
    assert html.endswith("<p>After.</p>")
    HTMLParser(strict=True).parseFragment(html)
    own = render_article("- a\n\n    ![Its *own*](picture:brain)", {}, figures={"brain": FIGURE})
    assert 'alt="Its *own*"' in own.html
    small = replace(FIGURE, width=640, alt="")
    plain = render_article("![](picture:brain)", {}, figures={"brain": small}).html
    assert 'alt=""' in plain
    assert "srcset" not in plain


@pytest.mark.parametrize(
    "text",
    [
        "![](picture:nobody)",
        "![a](https://example.org/a.png)",
        "![a](data:image/png;base64,AAAA)",
        "![a](/pictures/brain-0123456789abcdef-640.webp)",
        "![a][b]\n\n[b]: https://example.org/a.png",
        "Within ![](picture:brain) a line",
        '<img src="/pictures/brain-0123456789abcdef-640.webp">',
        "    ![](picture:brain)",
        "`![](picture:brain)`",
    ],
)
def test_no_other_picture_is_shown(text):
    html = render_article(text, {}, figures={"brain": FIGURE}).html
    assert "<img" not in html
    assert "<figure" not in html
    assert text.split("\n")[0].strip(" `")[:4] in unescape(html), "it stays as it was typed"


def test_the_address_of_a_picture_is_ours():
    for address in (
        "https://e.org/a-0123456789abcdef-640.webp",
        "//e.org/x-0123456789abcdef-640.webp",
    ):
        figure = replace(FIGURE, large=address)
        assert "src=" not in render_article("![](picture:a)", {}, figures={"a": figure}).html


def test_the_keys_of_pictures_are_found():
    text = "![](picture:b)\n\n![x](picture:a)\n![](picture:b)\nin ![](picture:c) line"
    assert pictured_keys(text) == ["b", "a"]
