"""What must hold on every kind of page, whoever looks at it."""

from __future__ import annotations

import re
from itertools import pairwise

import brotli
import html5lib
import pytest
from django.conf import settings

from portal.staticfiles import SHEET, bundle

#: The tests look at what was fetched; the mark makes pytest-django prepare the database for that.
pytestmark = pytest.mark.django_db

FORMS = {
    "about-me",
    "login",
    "signup",
    "reset",
    "article-comment",
    "article-feedback",
    "review-link",
    "statement-by-link",
    "email-confirm",
    "email-stop",
}

#: Read without an account, and for one pair of eyes.
FOR_ONE_READER = {"mail-stop", "statement-by-link"}


def test_every_page_is_well_formed(pages):
    for page in pages:
        if not page.is_admin:
            try:
                html5lib.HTMLParser(strict=True).parse(page.html)
            except html5lib.html5parser.ParseError as error:
                pytest.fail(f"{page}: {error}")


def test_every_page_has_a_title_one_heading_a_language_and_no_repeated_id(pages):
    for page in pages:
        html = page.html
        assert re.search(r"<title>\s*\S[^<]* [–|] ", html), page
        assert '<html lang="en' in html, page
        if not page.is_admin:
            assert len(re.findall(r"<h1[ >]", html)) == 1, page
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), (page, [i for i in ids if ids.count(i) > 1])


def test_headings_never_skip_a_level(pages):
    for page in pages:
        if not page.is_admin:
            levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page.html)]
            steps = list(pairwise(levels))
            assert all(below <= above + 1 for above, below in steps), (page, levels)


def test_no_visitor_is_given_a_cookie_by_reading(pages):
    read = [page for page in pages if page.page.reader is None and page.name not in FORMS]
    assert len(read) > 15
    for page in read:
        assert not page.response.cookies, page
        assert "Cookie" not in page.response.get("Vary", ""), page


def test_readers_pages_may_be_kept_and_members_pages_may_not(pages):
    for page in pages:
        kept = page.response["Cache-Control"]
        if page.page.reader or page.page.status >= 400 or page.name in FOR_ONE_READER:
            assert "no-store" in kept, page
        elif page.name not in FORMS:
            assert "public" in kept, page


def test_every_page_carries_the_strict_policy_and_headers(pages):
    for page in pages:
        response = page.response
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, page
        assert "unsafe" not in policy, page
        assert response["X-Content-Type-Options"] == "nosniff", page
        assert response["X-Frame-Options"] == "DENY", page
        assert "charset=utf-8" in response["Content-Type"], page


def test_no_page_loads_anything_from_another_host(pages):
    for page in pages:
        html = page.html
        loads = re.findall(
            r"<(?:script|img|iframe|source|link rel=\"(?:stylesheet|icon|preload)\")[^>]*"
            r"(?:src|href)=\"([^\"]+)",
            html,
        )
        assert all(url.startswith("/") and not url.startswith("//") for url in loads), (page, loads)


def test_no_page_shows_an_address_of_a_member_or_a_commenter(pages):
    for page in pages:
        html = page.html
        if page.name not in {"email", "admin-users", "admin-user"}:
            for address in re.findall(r"[\w.]+@example\.org", html):
                assert page.page.reader, (page, address)
                assert address == page.page.reader.email, (page, address)


def test_a_first_visit_to_an_article_is_small(pages):
    """HTML and CSS together, as they go over the wire. The starter articles are longer."""
    html = next(page for page in pages if page.name == "article-starter").response.content
    css = bundle(settings.BASE_DIR / "static" / SHEET).encode()
    assert len(brotli.compress(html)) + len(brotli.compress(css)) < 20_000
    assert len(brotli.compress(css)) < 11_000
