"""What strangers write executes nothing, breaks nothing and costs little."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum import screening
from forum.fields import tidy
from forum.models import Question
from portal.markdown import render_contribution
from tests.factories import make_question
from tests.hostile import hostile
from tests.hostile.shapes import units

TAGS = {"a", "blockquote", "br", "code", "del", "em", "hr", "li", "ol", "p", "pre", "strong", "sub"}
TAGS |= {"sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
#: Sizes grow with the text, never faster: quotation marks become entities of six letters.
MOST_GROWTH = 60


class Strict(HTMLParser):
    """Fails on every tag and attribute that is not allowed in a contribution."""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        assert tag != "a" or "href" not in dict(attrs) or "rel" in dict(attrs)
        for name, value in attrs:
            if (tag, name) == ("a", "href"):
                assert value.startswith(("http://", "https://", "mailto:")), value
            elif (tag, name) == ("a", "rel"):
                assert value == "nofollow ugc noopener"
            else:
                assert (tag, name) == ("ol", "start"), (tag, name)
                assert value.isdecimal()

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def check(html: str) -> None:
    parser = Strict(convert_charrefs=True)
    parser.feed(html)
    parser.close()


def test_every_hostile_text_ends_in_the_allow_list():
    texts = hostile("xss")
    assert len(texts) > 30
    for text in texts:
        for wrapped in (
            text,
            f"- {text}",
            f"> {text}",
            f"[x]({text})",
            f"[x]: {text}\n\n[x]",
            f"<{text}>",
        ):
            check(render_contribution(wrapped))


def test_other_peoples_test_strings_end_in_the_allow_list():
    for kind in ("markdown_fixture", "naughty", "ssti", "sqli", "unicode", "open_redirect"):
        for text in hostile(kind):
            check(render_contribution(text))


@given(
    st.text(
        st.sampled_from("[]()<>!*_`~#&;:/\\\"'= \n\tajavscript1.-+|{}%\x00\u202e"), max_size=300
    )
)
@settings(max_examples=200, deadline=None)
def test_any_mixture_of_marks_ends_in_the_allow_list(text):
    check(render_contribution(text))


@pytest.mark.parametrize(
    ("mark", "rendered"),
    [
        ("![a](https://example.org/a.png)", "<img"),
        ("# Heading", "<h1"),
        ("Heading\n=====", "<h1"),
        ("<b>bold</b>", "<b>"),
        ("<!-- x -->", "<!--"),
        ("[a](https://good.example@evil.example/)", "evil"),
        ("[a](https:evil.example)", "href"),
        ("[a](//evil.example)", "href"),
    ],
)
def test_images_headings_html_and_disguised_links_are_not_for_contributions(mark, rendered):
    assert rendered not in render_contribution(mark)
    assert (
        '<a href="https://example.org/" rel="nofollow ugc noopener">a</a>'
        in render_contribution("[a](https://example.org/)")
    )


def test_pathological_texts_are_rendered_in_proportion(db, alice):
    for unit in units():
        text = (unit * 10_000)[:10_000]
        html = render_contribution(text)
        check(html)
        assert len(html) < MOST_GROWTH * len(text), text[:10]
        assert html.count("<blockquote>") + html.count("<ul>") + html.count("<ol") < 5_001
        screening.screen(text)
        tidy(text)


def test_nesting_ends_after_twenty_levels():
    for mark in ("> ", "- ", "1. "):
        html = render_contribution(mark * 500 + "x")
        assert html.count("<blockquote>") + html.count("<ul>") + html.count("<ol") <= 20


def test_what_is_too_long_is_refused(client, alice):
    client.force_login(alice)
    for field, length in [("title", 151), ("body", 10_001)]:
        form = {"title": "A title that is long enough?", "body": "x"} | {
            field: "ab " * (length // 2)
        }
        assert b"error-summary" in client.post("/questions/ask/", form).content
    assert not Question.objects.exists()
    huge = client.post("/questions/ask/", {"title": "A title?", "body": "x" * 600_000})
    assert huge.status_code == 413


def test_hostile_texts_pass_through_every_page(client, alice, mo):
    """On its page, in the queue and where it is decided."""
    for text in hostile("xss")[:25]:
        question = make_question(
            alice,
            f"A question with this in it: {text}"[:150].replace("\x00", ""),
            body=text.replace("\x00", ""),
        )
        client.force_login(mo)
        for url in [
            question.get_absolute_url(),
            "/admin/forum/reviewitem/",
            f"/admin/forum/reviewitem/decide/?item={question.reviewitems.get().pk}",
        ]:
            page = client.get(url)
            assert page.status_code == 200
            html = page.content.decode()
            for sign in [
                "<script>window",
                "onerror=window.hit=1>\n",
                "<svg/onload",
                "<iframe",
                "<base",
                "<meta http-equiv",
            ]:
                assert sign not in html, (sign, text)


def test_bytes_that_are_no_text_and_odd_requests_do_no_harm(client, alice):
    client.force_login(alice)
    for raw in [
        b"title=%FF%FE&body=%ED%A0%BD",
        b"title=%00&body=%00&topics=%00",
        b"submission[]=1",
        b"\xff\xfe",
    ]:
        page = client.post("/questions/ask/", raw, content_type="application/x-www-form-urlencoded")
        assert page.status_code in (200, 400), raw
    assert client.put("/questions/ask/").status_code == 405
    assert client.delete("/questions/").status_code == 405
    assert client.post("/questions/").status_code == 405


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("I don\u2019t want to live any more", "crisis"),
        ("She said she wants to die", "crisis"),
        ("He has a seizure and it won\u2019t stop", "emergency"),
        ("write to me: someone@example.org", "personal-data"),
    ],
)
def test_screening_reads_what_phones_type(db, words, kind):
    found = screening.screen_contribution(Question(title="A title for this question", body=words))
    assert kind in {finding.kind for finding in found}
