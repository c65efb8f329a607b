"""Words that doctors use: their page, their place in a text, and who writes them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from html5lib import HTMLParser

from articles.importing import ImportProblems, import_folder
from articles.models import GlossaryTerm, ImportRecord
from articles.reading.glossary import MOST_WORDS, explain
from portal.markdown import render_article
from tests.articles.test_reading import harmless
from tests.factories import make_article, make_condition, make_source, make_term
from tests.hostile import hostile
from tests.sitemap import everything_in_the_sitemap

pytestmark = pytest.mark.django_db


def marked(text: str, language: str = "en") -> list[str]:
    """The words that a text of an editor has marked on its page, as they stand in it."""
    html = explain(render_article(text, {"a": 1}).html, language=language).html[0]
    HTMLParser(strict=True).parseFragment(html)
    return [unescape(word) for word in re.findall(r'<button[^>]*class="term"[^>]*>([^<]*)<', html)]


def test_the_first_use_gets_a_button_and_its_meaning():
    make_term(other_forms="myelins, myelin sheath")
    page = explain("<p>Lost Myelin, again myelin.</p>", "<p>myelin</p>", language="en")
    assert page.html[0].startswith(
        '<p>Lost <span class="term-with">'
        '<button type="button" class="term" popovertarget="term-myelin">Myelin</button>'
        '<span class="term__plain" id="term-myelin" popover><strong>myelin</strong> '
        'The fatty layer. <a href="/glossary/#word-myelin">In the glossary</a></span>,</span> '
        "again myelin."
    )
    assert page.html[1] == "<p>myelin</p>", "explained above"
    assert [word.term for word in page.words] == ["myelin"]
    assert marked("Myelin sheath and myelin.") == ["Myelin sheath"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Lost (myelin), again.", "(myelin),"),
        ("Lost **myelin**, again.", "myelin,"),
        ("Lost myelin [@a].", "myelin[1]."),
        ("Lost myelin again.", None),
        ("**Lost myelin**, **myelin**.", None),
    ],
)
def test_no_line_begins_with_what_belongs_to_a_word(text, held):
    make_term()
    html = explain(render_article(text, {"a": 1}).html, language="en").html[0]
    HTMLParser(strict=True).parseFragment(html)
    html = re.sub(r'<span class="term__plain".*?</span>', "", html)
    found = re.findall(r'<span class="term-with">(.*?)</span>', html)
    assert [re.sub("<.*?>", "", each) for each in found] == ([held] if held else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("white matter", ["white matter"]),
        ("a white\nmatter", ["white\nmatter"]),
        ("WHITE MATTER.", ["WHITE MATTER"]),
        ("(matter)", ["matter"]),
        ("off-white matter", ["white matter"]),
        ("antimatter whitematter matters", []),
        ("matter's", ["matter"]),
        ("matter_x matter1", []),
        ("Matte\u0301r", []),
        ("## White matter\n\nNo.", []),
        ("[white matter](/a/)", []),
        ("`white matter`", []),
        ("    white matter", []),
        ("| matter |\n|-|\n| matter |", ["matter"]),
        ('!!! emergency "White matter"\n    white matter\n\n    - matter', []),
        ('!!! urgent "White matter"\n    - white matter', ["white matter"]),
        ('??? details "White matter"\n    matter', ["matter"]),
        ('!!! emergency "x"\n    !!! note "y"\n        matter\n\nmatter', ["matter"]),
        ("*[matter]: x\n\nmatter", []),
        ("**matter** and *white matter*", ["matter", "white matter"]),
        ("white **matter**", ["matter"]),
    ],
)
def test_only_whole_words_outside_of_names_and_urgent_boxes(text, found):
    make_term("white matter")
    make_term("matter")
    assert marked(text) == found


def test_the_longest_word_wins_also_where_it_was_explained_before():
    make_term("gene")
    make_term("gene therapy", other_forms="gene therapies")
    assert marked("Gene therapy, gene therapies, a gene.") == ["Gene therapy", "gene"]


@pytest.mark.parametrize(
    ("language", "term", "text", "found"),
    [
        ("de", "weiße Substanz", "Die WEISSE weiße  Substanz.", ["weiße  Substanz"]),
        ("ar", "المايلين", "يتلف المايلين في", ["المايلين"]),
        ("ar", "مايلين", "يتلف المايلين في", []),
        ("zh-hans", "髓鞘", "它损害髓鞘和神经", ["髓鞘"]),
        ("ja", "ミエリン", "白質のミエリンが", ["ミエリン"]),
        ("ru", "миелин", "Миелин, миелины", ["Миелин"]),
        ("fr", "gène", "Le ge\u0300ne", ["gène"]),
        ("el", "μυελίνη", "Η ΜΥΕΛΊΝΗ.", ["ΜΥΕΛΊΝΗ"]),
    ],
)
def test_words_of_any_script_in_their_own_language_only(language, term, text, found):
    make_term(term, language=language, slug="x")
    assert marked(text, language) == found
    assert marked(text, "en") == []


@pytest.mark.parametrize(
    "term",
    [
        "a.*",
        "(a",
        "a|b",
        "a\\b",
        "amp",
        "lt",
        "AT&T",
        "x < y",
        "a</span><script>",
        'a" onx="',
        "&amp;",
    ],
)
def test_a_hostile_word_is_only_a_word(term):
    make_term(term, plain=f'{term} <img src=x onerror="x"> & more', slug="x")
    text = f"Fish & chips, 1 < 2, aXXX b, amp, {term.replace('|', chr(92) + '|')} end."
    html = explain(render_article(text, {}).html, language="en").html[0]
    HTMLParser(strict=True).parseFragment(html)
    assert "<script" not in html
    assert "<img" not in html
    visible = unescape(re.sub(r"<span class=\"term__plain\".*?</span>|<[^>]+>", "", html))
    assert visible == unescape(re.sub(r"<[^>]+>", "", render_article(text, {}).html))


def test_hostile_texts_stay_harmless_with_words_in_them():
    for n, term in enumerate(["script", "alert", "a", "x", "1", "on", "href", "javascript"]):
        make_term(term, slug=f"t{n}")
    parts = []
    for text in hostile("xss"):
        try:
            rendered = render_article(text.replace("\0", ""), {}).html
        except Exception:  # noqa: S112 (refused: nothing is shown)
            continue
        parts.append(re.sub(r"<button.*?</span>", "", explain(rendered, language="en").html[0]))
    for start in range(0, len(parts), 20):
        html = "".join(parts[start : start + 20])
        harmless(HTMLParser(namespaceHTMLElements=False).parse(html), html)


def test_a_page_is_not_full_of_marks():
    for n in range(60):
        make_term(f"word{n}")
    page = explain(f"<p>{' '.join(f'word{n}' for n in range(60))}</p>", language="en")
    assert len(page.words) == MOST_WORDS


def test_articles_and_conditions_explain_their_words(client, django_assert_num_queries):
    make_term()
    condition = make_condition()
    overview = make_article("About", body="Myelin.", kind="overview", conditions=[condition])
    condition.overview = overview
    condition.save()
    article = make_article(summary="A *myelin*.", body="It damages myelin.")
    for page in (condition, article):
        html = client.get(page.get_absolute_url()).content.decode()
        assert html.count('popovertarget="term-myelin"') == 1
        assert html.count('id="term-myelin"') == 1
        assert "Words on this page" in html
        assert "<dt>myelin</dt><dd>The fatty layer.</dd>" in html
    make_term("damages")
    assert 'id="term-damages"' in client.get(article.get_absolute_url()).content.decode(), "at once"
    article.refresh_from_db()
    assert "button" not in article.body_html
    assert "fatty" not in article.body_text
    other = make_article(body="Nothing.")
    assert "Words on this page" not in client.get(other.get_absolute_url()).content.decode()


def test_the_glossary_from_a_to_z(client, django_assert_num_queries):
    source = make_source("gr-mld")
    make_term("Zebra word", slug="main")
    make_term("myelin", source=source)
    make_term("éclair")
    make_term("مايلين", language="ar", slug="myelin-ar", plain="شرح")
    with django_assert_num_queries(4):  # two of them begin and end the request
        response = client.get("/glossary/")
    html = response.content.decode()
    HTMLParser(strict=True).parse(html)
    assert re.findall(r"<dt>(.*?)</dt>", html) == ["éclair", "myelin", "Zebra word"]
    assert 'id="word-main"' in html, "beside the page's own id"
    assert source.url in html
    assert 'href="/glossary/ar/" hreflang="ar"' in html
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    arabic = client.get("/glossary/ar/").content.decode()
    assert 'lang="ar" dir="rtl"' in arabic
    assert "مايلين" in arabic
    assert "Zebra" not in arabic
    assert client.get("/glossary/en/").url == "/glossary/"
    for nothing in ("de", "xx"):
        assert client.get(f"/glossary/{nothing}/").status_code == 404
    assert "/glossary/</loc>" in everything_in_the_sitemap(client)
    assert 'href="/glossary/"' in client.get("/").content.decode()


def test_an_empty_glossary_says_so(client):
    assert "No words have been explained yet" in client.get("/glossary/").content.decode()


ADD = "/admin/articles/glossaryterm/add/"


def sent(**fields) -> dict[str, str]:
    return {"term": "myelin", "other_forms": "", "plain": "A layer.", "language": "en",
            "source": "", "slug": "myelin"} | fields  # fmt: skip


def test_editors_write_terms_and_reviewers_read_them(client, eve, rae, mo):
    client.force_login(eve)
    response = client.post(ADD, sent(other_forms=" myelins,,myelins , myelin sheath"))
    assert response.status_code == 302, response.content.decode()
    term = GlossaryTerm.objects.get()
    assert term.other_forms == "myelins, myelin sheath"
    url = f"/admin/articles/glossaryterm/{term.pk}/change/"
    client.post(url, sent(plain="Better.", slug="other"))
    term.refresh_from_db()
    assert (term.plain, term.slug) == ("Better.", "myelin"), "pages lead to its address"
    for person, looks in ((rae, 200), (mo, 403)):
        client.force_login(person)
        assert client.get(url).status_code == looks
        assert client.post(url, sent(plain="Mine.")).status_code == 403
        assert client.post(ADD, sent(term="x", slug="x")).status_code == 403


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"term": "Gene"}, "already"),
        ({"term": "x", "other_forms": "y, GENES"}, "already explained by the term “gene”"),
        ({"term": "genes"}, "already explained by the term “gene”"),
        ({"term": "<b>"}, "must begin with a letter"),
        ({"term": "x", "other_forms": "*"}, "must begin with a letter"),
        ({"term": ""}, "This field is required"),
        ({"plain": "x" * 301}, "at most 300"),
    ],
)
def test_a_word_means_one_thing(client, eve, fields, words):
    make_term("gene", other_forms="genes")
    client.force_login(eve)
    response = client.post(ADD, sent(**fields))
    assert response.status_code == 200
    assert words in unescape(response.content.decode())
    assert GlossaryTerm.objects.count() == 1
    assert client.post(ADD, sent(term="gene", language="de", slug="gen")).status_code == 302


def bring(folder) -> None:
    import_folder(folder, say=lambda _: None)


def test_the_starter_glossary_is_imported_once_and_edits_stay(tmp_path, settings):
    starter = settings.BASE_DIR / "articles/starter"
    for name in ("glossary.yaml", "sources.yaml"):
        (tmp_path / name).write_text((starter / name).read_text())
    bring(tmp_path)
    assert GlossaryTerm.objects.count() >= 60
    assert all(len(term.plain) <= 200 for term in GlossaryTerm.objects.all())
    assert GlossaryTerm.objects.get(slug="placebo").source.key == "ctgov-glossary"
    assert ImportRecord.objects.filter(kind="term").count() == GlossaryTerm.objects.count()
    GlossaryTerm.objects.filter(slug="myelin").update(plain="An editor's words.")
    file = tmp_path / "glossary.yaml"
    file.write_text(
        file.read_text().replace("The fatty layer", "A layer").replace("Fats that", "FATS")
    )
    bring(tmp_path)
    assert GlossaryTerm.objects.get(slug="myelin").plain == "An editor's words."
    assert "FATS" in GlossaryTerm.objects.get(slug="very-long-chain").plain


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: {term: x, plain: y, source: nobody}", "unknown source “nobody”"),
        ("a: {term: x, plain: y}\nb: {term: z, forms: [X], plain: y}", "already explained"),
        ("a: {term: Gene, plain: y}", "already explained by the term “gene”"),
        ("a: {term: x}", "plain"),
        ("a: {term: x, plain: y, language: xx}", "language"),
        ("a: {term: x, plain: y, colour: z}", "colour"),
    ],
)
def test_a_bad_list_of_terms_is_refused_at_its_line(tmp_path, text, problem):
    make_term("gene")
    (tmp_path / "glossary.yaml").write_text(text)
    with pytest.raises(ImportProblems, match=problem):
        bring(tmp_path)
    assert GlossaryTerm.objects.count() == 1
