"""What only a browser can show. Skips where there is no Chromium; CI has one."""

from __future__ import annotations

import mimetypes
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import mail
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from articles.models import Article
from forum.models import Deflection, Draft, Question, ReviewItem
from portal.models import Stream, User
from portal.notifications.digests import contents
from portal.notifications.sending import send
from portal.notifications.stopping import Stop
from portal.staticfiles import SHEET, bundle
from tests import scene
from tests.factories import make_article, make_condition, make_photo, make_question, make_term
from tests.pages.conftest import Fetched

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM and not os.environ.get("REQUIRE_CHROMIUM"), reason="no Chromium is installed"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        connections.close_all()  # within a loop Django has others, which nobody else can close
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def sign_in(context: BrowserContext, url: str, reader: User | None) -> None:
    context.clear_cookies()
    if reader:
        client = Client()
        client.force_login(reader)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}])


ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


#: What passes is not listed: that would be most of what the browser sends.
RUN_AXE = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]})
    .then(found => found.violations)"""
#: Colours change slowly for readers; axe would measure one that is half-way.
END_TRANSITIONS = "document.getAnimations().forEach(animation => animation.finish())"


def violations(tab: Page, rules: list[str]) -> list[str]:
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE_SCRIPT)
    tab.evaluate(END_TRANSITIONS)
    found = tab.evaluate(RUN_AXE, rules)
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}" for each in found]


#: The address of a page with nothing on it.
BLANK = "/blank/"
NO_ICON = '<link rel="icon" href="data:,">'


class Shelf(ThreadingHTTPServer):
    """Hands out pages that were fetched before. A browser may keep what is static."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handing)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.lying: dict[str, tuple[int, dict[str, str], bytes]] = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def lay(self, page: Fetched) -> str:
        """The address of that page."""
        responses = {page.page.url: page.response, **page.loads, BLANK: HttpResponse(NO_ICON)}
        # The page before may still ask for its pictures: they stay.
        self.lying |= {
            url: (response.status_code, dict(response.items()), response.content)
            for url, response in responses.items()
        }
        return self.url + page.page.url

    def take(self, url: str) -> tuple[int, dict[str, str], bytes]:
        name = url.removeprefix(settings.STATIC_URL)
        path = finders.find(name) if name != url else None
        if not path:
            return self.lying.get(url, (404, {}, b""))
        content = bundle(Path(path)).encode() if name == SHEET else Path(path).read_bytes()
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return 200, {"Content-Type": kind, "Cache-Control": "max-age=600, immutable"}, content


class Handing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Shelf

    def do_GET(self) -> None:
        status, headers, content = self.server.take(self.path)
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(content))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *said: object) -> None:
        pass


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with Shelf() as shelf:
        yield shelf
        shelf.shutdown()


@pytest.mark.django_db  # makes pytest-django prepare the database, of which the pages came
@pytest.mark.parametrize("half", [0, 1])  # one for each of two workers
def test_every_page_is_accessible_and_fits_a_narrow_phone(browser, shelf, pages, half):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    wrong: list[str] = []
    for page in pages[half::2]:
        tab.emulate_media(color_scheme="light")
        address = shelf.lay(page)
        tab.goto(shelf.url + BLANK)  # of the same site: for another Chromium starts a process
        complaints.clear()  # those of axe, which tried styles on the page before
        tab.goto(address)
        found = [text for text in complaints if f" {page.page.status} " not in text]
        is_wide = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
        if is_wide and not page.is_admin:
            found.append("scrolls sideways at 320 px")
        found += violations(tab, ALL_RULES)
        tab.emulate_media(color_scheme="dark")  # where only the colours are others
        found += [f"in the dark, {text}" for text in violations(tab, ["color-contrast"])]
        wrong += [f"{page}: {text}" for text in found]
    context.close()
    assert not wrong, "\n".join(wrong)


def test_asking_works_without_javascript(browser, live_server, transactional_db, alice):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server.url, alice)
    tab = context.new_page()
    tab.goto(live_server.url + "/questions/ask/")
    tab.get_by_label("Your question").fill("How do you travel with a wheelchair?")
    tab.get_by_label("Tell us more").fill("We would like to **fly**.")
    tab.get_by_role("button", name="Preview").click()
    assert tab.locator("strong", has_text="fly").count() == 1
    tab.get_by_role("button", name="Send").first.click()
    assert "moderator" in tab.locator("main").inner_text()
    context.close()


def test_what_helps_already_is_shown_while_a_question_is_typed(
    browser, live_server, transactional_db, alice
):
    article = make_article("Feeding through the night", body="Feed slowly.")
    context = browser.new_context(viewport={"width": 320, "height": 640})
    sign_in(context, live_server.url, alice)
    tab = context.new_page()
    tab.goto(live_server.url + "/questions/ask/")
    with tab.expect_response("**/ask/before/"):
        tab.get_by_label("Your question").fill("Feeding at night, how do you do it?")
    tab.get_by_role("heading", name="Perhaps this helps already").wait_for()
    said = tab.get_by_role("status").filter(has_text="page below")
    assert said.inner_text() == "1 page below may help already."
    alert = tab.get_by_role("alert")
    assert alert.inner_text() == ""
    urgent = tab.get_by_text("If this is happening now")
    tab.get_by_label("Your question").fill("Feeding at night, and his seizure won't stop!")
    urgent.wait_for()  # before what may help, and beside the words while more are typed
    helpful = tab.get_by_role("heading", name="Perhaps this helps already")
    assert urgent.bounding_box()["y"] < helpful.bounding_box()["y"]
    tab.get_by_label("Your question").fill("Feeding at night, how do you do it?")
    urgent.wait_for(state="detached")
    tab.get_by_label("Tell us more").fill("His seizure won't stop!")
    urgent.wait_for()
    assert urgent.bounding_box()["y"] > tab.get_by_label("Tell us more").bounding_box()["y"]
    assert not violations(tab, ALL_RULES)
    assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    # The Enter key sends the form: it never says that something has answered.
    with tab.expect_response(lambda response: response.request.method == "POST"):
        tab.get_by_label("Your question").press("Enter")
    assert Question.objects.count() == 1
    assert not Deflection.objects.exists()
    tab.get_by_text("Waiting for a moderator").first.wait_for()  # the way there must not go on

    tab.goto(live_server.url + "/questions/ask/")
    tab.get_by_label("Your question").fill("Feeding at night, how do you do it?")
    tab.get_by_role("button", name="This answers my question").click()
    tab.get_by_role("heading", name=article.title).wait_for()
    assert Deflection.objects.get().found == article
    context.close()


def test_what_is_typed_is_kept_while_the_connection_comes_and_goes(
    browser, live_server, transactional_db, alice
):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    sign_in(context, live_server.url, alice)
    tab = context.new_page()
    tab.goto(live_server.url + "/questions/ask/")
    title, body = tab.get_by_label("Your question"), tab.get_by_label("Tell us more")
    title.fill("How do you travel with a wheelchair?")
    title.press("Tab")
    tab.get_by_text("Draft kept").wait_for()
    assert Draft.objects.get().fields["title"] == "How do you travel with a wheelchair?"

    context.set_offline(True)
    body.fill("We would like to fly.")
    body.press("Tab")
    tab.get_by_text("Not kept: no connection").wait_for()
    tab.get_by_role("button", name="Send").click()
    tab.get_by_text("Not sent: no connection").wait_for()
    assert body.input_value() == "We would like to fly."
    assert tab.evaluate("sessionStorage.length") == 1
    context.set_offline(False)
    tab.get_by_text("Draft kept").wait_for()
    assert tab.evaluate("sessionStorage.length") == 0
    assert Draft.objects.get().fields["body"] == "We would like to fly."

    body.fill("We would like to fly in May.")
    tab.goto(live_server.url + "/questions/")  # without waiting for the next save
    tab.goto(live_server.url + "/questions/ask/")
    assert body.input_value() == "We would like to fly in May."
    assert Draft.objects.count() == 1
    assert not violations(tab, ALL_RULES)
    tab.reload()  # ends the look of axe for styles, whose 404 pages would say what is said once
    tab.get_by_role("button", name="Send").click()
    tab.get_by_text("A moderator will read it").wait_for()
    assert Question.objects.get().body == "We would like to fly in May."
    assert not Draft.objects.exists()

    tab.goto(live_server.url + "/questions/ask/")
    context.clear_cookies()  # with the token, as where somebody signed out in another tab
    body.fill("And by train?")
    body.press("Tab")
    tab.get_by_text("Not kept: you are signed out").wait_for()
    context.close()


def test_names_are_offered_while_typing(browser, live_server, transactional_db):
    make_condition()
    tab = browser.new_page()
    tab.goto(live_server.url)
    with tab.expect_response("**/search/names/**"):
        tab.locator("#home-search").press_sequentially("metachr", delay=5)
    offered = tab.locator("#home-search-names").get_by_role("option")
    offered.first.wait_for()
    assert offered.all_inner_texts() == ["Metachromatic leukodystrophy"]
    tab.locator("#home-search").press("ArrowDown")
    assert offered.first.get_attribute("aria-selected") == "true"
    tab.close()


@pytest.fixture
def overdue(transactional_db) -> Article:
    scene.make_sources()
    return scene.make_overdue()


def test_paper_shows_what_is_folded_where_links_lead_and_the_dates(browser, live_server, overdue):
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        tab = context.new_page()
        tab.goto(live_server.url + overdue.get_absolute_url())
        folded = tab.locator(".overdue-fold a[href^=https]")
        assert not folded.is_visible()
        tab.emulate_media(media="print")
        assert folded.is_visible()
        assert tab.get_by_text("Text of").first.is_visible()
        assert tab.get_by_text("Printed from http").is_visible()
        assert tab.get_by_text("First published").is_visible()
        if scripts:
            after = "link => getComputedStyle(link, '::after').content"
            assert "https://example.org/then" in folded.evaluate(after)
        context.close()


def test_a_browser_without_our_style_for_print_unfolds_and_folds_again(
    browser, live_server, overdue
):
    tab = browser.new_page()
    tab.goto(live_server.url + overdue.get_absolute_url())
    opened = tab.locator("main details[open]")
    tab.locator(".changes summary").click()
    for _ in range(2):  # some browsers say it twice
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.count() == tab.locator("main details").count()
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.count() == 1, "what the reader had opened stays open"
    tab.close()


def test_a_picture_fits_a_moderators_phone(browser, live_server, transactional_db, alice, mo):
    make_question(alice, photos=[make_photo(alice)])
    address = f"/admin/forum/reviewitem/decide/?item={ReviewItem.objects.get().pk}"
    context = browser.new_context(viewport={"width": 320, "height": 640})
    sign_in(context, live_server.url, mo)
    tab = context.new_page()
    tab.goto(live_server.url + address)
    assert tab.get_by_role("img", name="A pump beside a bed").count() == 1
    assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


def test_a_mail_fits_a_narrow_phone(browser, transactional_db, alice):
    stop = Stop(alice.pk, [Stream.FOLLOWED, Stream.NEWS])
    send("digest", to=alice.email, context=contents([]), stop=stop)
    tab = browser.new_page(viewport={"width": 320, "height": 640})
    tab.set_content(mail.outbox[-1].alternatives[0][0])
    assert tab.get_by_role("link").count() == 3
    assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    tab.close()


def test_a_word_opens_its_meaning_by_keyboard_and_without_javascript(
    browser, live_server, transactional_db
):
    make_term(plain="The fatty layer around nerve fibres. " * 5)
    article = make_article(body="It damages **myelin**.")
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(live_server.url + article.get_absolute_url())
    word, meaning = tab.get_by_role("button", name="myelin"), tab.locator("#term-myelin")
    word.focus()
    assert not meaning.is_visible()
    tab.keyboard.press("Enter")
    assert meaning.is_visible()
    box = meaning.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    tab.keyboard.press("Tab")
    assert meaning.locator("a:focus").count() == 1, "the next stop is inside the meaning"
    tab.keyboard.press("Escape")
    assert not meaning.is_visible()
    assert tab.locator("button.term:focus").count() == 1, "and back at the word"
    tab.emulate_media(media="print")
    assert word.is_visible(), "the word stays in print, its meaning stands below"
    assert tab.get_by_text("Words on this page").is_visible()
    context.close()


def test_an_opened_meaning_is_accessible(browser, live_server, transactional_db):
    make_term()
    article = make_article(body="It damages myelin.")
    tab = browser.new_page(viewport={"width": 320, "height": 640})
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(live_server.url + article.get_absolute_url())  # no colour is half-way changed
        tab.get_by_role("button", name="myelin").press("Enter")
        assert not violations(tab, ALL_RULES), scheme
    tab.close()


def test_a_table_on_a_phone_is_stacked_and_still_a_table(browser, live_server, transactional_db):
    scene.make_sources()
    patterns = scene.make_patterns()
    tab = browser.new_page(viewport={"width": 320, "height": 640})
    tab.goto(live_server.url + patterns.get_absolute_url())
    table = tab.get_by_role("table").first
    cell = table.get_by_role("cell").nth(1)
    label = "getComputedStyle(document.querySelectorAll('td')[1], '::before').content"
    assert "What it does" in tab.evaluate(label)
    assert table.get_by_role("columnheader").count() == 5
    assert table.get_by_role("row").count() == 3
    assert cell.bounding_box()["width"] > 200, "a line of its own"
    tab.emulate_media(media="print")
    assert tab.evaluate(label) == "none", "on paper there is room"
    assert table.get_by_role("columnheader").first.is_visible()
    tab.close()
