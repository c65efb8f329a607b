"""Was this page helpful? What readers may say, what is kept, and what editors do with it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from html5lib import HTMLParser

from articles.forms.feedback import LIMIT
from articles.models import Feedback
from portal.models import Counter
from portal.states import IllegalMove
from tests.articles.test_reading import page
from tests.factories import make_article, make_condition

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(eve):
    return make_article("Living with it", by=eve, slug="living")


URL = "/articles/living/feedback/"
SAID = {"helpful": "no", "why": "missing", "text": "Nothing about school.", "revision": "1"}


def test_an_answer_is_kept_with_the_revision_and_nothing_about_the_reader(client, article, alice):
    assert f'href="{URL}?helpful=no&amp;revision=1"' in page(client, article.get_absolute_url())
    article.write(title="T", summary="S", body="Newer.", by=None)
    article.publish_as_imported()
    client.force_login(alice)
    html = client.get(f"{URL}?helpful=no&revision=1").content.decode()
    HTMLParser(strict=True).parse(html)
    assert '<input type="hidden" name="revision" value="1"' in html
    assert client.post(URL, SAID).url == f"{URL}?sent=1"
    assert "Thank you" in client.get(f"{URL}?sent=1").content.decode()

    said = Feedback.objects.get()
    assert (said.helpful, said.why, said.text) == (False, "missing", "Nothing about school.")
    assert said.revision.number == 1
    columns = {field.name for field in Feedback._meta.get_fields()}
    assert columns == {
        "id", "revision", "helpful", "why", "text", "created_at", "state", "handled_by",
        "handled_at", "outcome",
    }  # fmt: skip


def test_control_characters_are_left_out(client, article):
    client.post(URL, SAID | {"text": "a\0b\x1b\nc"})
    assert Feedback.objects.get().text == "ab\nc"
    client.post(URL, SAID | {"text": "\u202edlo si ti\u202c \u2066a"})
    assert Feedback.objects.first().text == "dlo si ti a", "nothing turns the words of the queue"
    response = client.post(URL, SAID | {"text": "a\0b", "helpful": ""})
    HTMLParser(strict=True).parse(response.content)


def test_an_article_called_review_has_the_form_too(client):
    article = make_article("How we review", slug="review")
    assert client.get("/articles/review/feedback/").context["article"] == article


def test_yes_alone_is_enough(client, article):
    assert client.post(URL, {"helpful": "yes", "revision": "1"}).status_code == 302
    assert Feedback.objects.get().helpful


@pytest.mark.parametrize(
    "wrong",
    [
        {"helpful": ""},
        {"helpful": "maybe"},
        {"why": "nonsense"},
        {"text": "x" * 1_001},
        {"revision": "99"},
        {"revision": "2"},  # of a draft
        {"revision": "-1"},
        {"revision": "9" * 30},
        {"revision": "x"},
        {"revision": ""},
        {"website": "https://example.org"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, article, wrong):
    article.write(title="T", summary="S", body="Draft.", by=None)
    response = client.post(URL, SAID | wrong)
    html = response.content.decode()
    HTMLParser(strict=True).parse(html)
    assert response.status_code == 200
    assert "Error:" in html
    assert wrong.get("text", "Nothing about school.") in html
    assert not Feedback.objects.exists()
    if "revision" in wrong or "website" in wrong:
        assert '<input type="hidden" name="revision" value="1"' in html, "the next try succeeds"
        assert 'value="https://example.org"' not in html


def test_odd_links_to_the_form_do_no_harm(client, article):
    for query in ("revision=%C2%B2", "revision=99999999999", "helpful=x&revision=2", "revision=-1"):
        assert 'name="revision" value="1"' in client.get(f"{URL}?{query}").content.decode()


def test_only_about_what_everybody_can_read(client, article, eve):
    draft = make_article(publish=False)
    retired = make_article()
    retired.retire()
    gone = make_article()
    gone.withdraw(because="It was wrong.")
    client.force_login(eve)
    for each in (draft, retired, gone):
        url = reverse("articles:feedback", args=[each.slug])
        assert client.get(url).status_code == 404
        assert client.post(url, SAID).status_code == 404
    assert "helpful?" not in page(client, retired.get_absolute_url())
    other = make_article(slug="other")
    other.write(title="T", summary="S", body="B", by=None)
    other.publish_as_imported()
    client.post(URL, SAID | {"revision": "2"})
    assert not Feedback.objects.exists(), "revision 2 is another article's"


def test_a_network_has_a_limit_and_keeps_what_was_typed(client, article):
    for _ in range(LIMIT.count):
        assert client.post(URL, SAID).status_code == 302
    response = client.post(URL, SAID)
    assert response.status_code == 429
    assert "Nothing about school." in response.content.decode()
    assert Feedback.objects.count() == LIMIT.count
    assert not Counter.objects.filter(key__contains="127.0.0.1").exists()


def test_the_overviews_page_asks_as_well(client):
    mld = make_condition()
    mld.overview = make_article("MLD", kind="overview", slug="mld-overview")
    mld.save()
    assert "/articles/mld-overview/feedback/" in page(client, mld.get_absolute_url())
    assert client.post("/articles/mld-overview/feedback/", SAID).status_code == 302


def test_what_a_stranger_typed_is_text_in_the_queue(client, article, eve):
    Feedback.objects.submit(
        revision=article.live, helpful=False, text="<script>window.hit=1</script>"
    )
    client.force_login(eve)
    for url in (
        "/admin/articles/feedback/",
        f"/admin/articles/feedback/{Feedback.objects.get().pk}/change/",
    ):
        html = client.get(url).content.decode()
        assert "&lt;script&gt;window.hit" in html
        assert "<script>window.hit" not in html


def test_editors_decide_and_others_do_not_read_it(client, article, eve, rae, mo, alice):
    helped = Feedback.objects.submit(revision=article.live, helpful=True)
    wrong = Feedback.objects.submit(
        revision=article.live, helpful=False, why="wrong", text="The dose is old."
    )
    queue, decide = "/admin/articles/feedback/", f"/admin/articles/feedback/{wrong.pk}/decide/"
    for other in (rae, mo, alice):
        client.force_login(other)
        assert client.get(queue).status_code in {302, 403}
        assert client.post(decide, {"state": "noted"}).status_code in {302, 403}
    wrong.refresh_from_db()
    assert wrong.state == "open"
    assert "The dose is old." not in page(client, article.get_absolute_url())

    client.force_login(eve)
    assert "The dose is old." in client.get(f"{queue}?why__exact=wrong").content.decode()
    refused = client.post(decide, {"state": "done", "outcome": ""}).content.decode()
    assert "Please say what was changed." in refused
    assert client.post(decide, {"state": "done", "outcome": "New dose, 2026."}).status_code == 302
    wrong.refresh_from_db()
    assert (wrong.state, wrong.handled_by, wrong.outcome) == ("done", eve, "New dose, 2026.")
    again = client.post(decide, {"state": "noted"}, follow=True).content.decode()
    assert "already decided" in again
    html = client.get(queue).content.decode()
    assert html.index(f"/feedback/{helped.pk}/") < html.index(f"/feedback/{wrong.pk}/"), (
        "open first"
    )


def test_of_two_editors_one_decides(article, eve, ada):
    Feedback.objects.submit(revision=article.live, helpful=False)
    first, second = Feedback.objects.get(), Feedback.objects.get()
    first.decide("noted", by=eve)
    with pytest.raises(IllegalMove):
        second.decide("done", by=ada, outcome="x")
    with pytest.raises(IllegalMove):
        first.decide("open", by=eve)
    assert Feedback.objects.get().handled_by == eve


def test_many_can_be_noted_at_once_but_not_unread(client, article, eve, rae):
    Feedback.objects.bulk_create(Feedback(revision=article.live, helpful=True) for _ in range(21))
    every = [str(pk) for pk in Feedback.objects.values_list("pk", flat=True)]
    form = {"action": "note", "_selected_action": every}
    client.force_login(rae)
    assert client.post("/admin/articles/feedback/", form).status_code == 403
    client.force_login(eve)
    html = client.post("/admin/articles/feedback/", form, follow=True).content.decode()
    assert "at most 20" in html
    assert Feedback.objects.open().count() == 21
    Feedback.objects.get(pk=every[0]).decide("done", by=eve, outcome="Mended.")
    form["_selected_action"] = every[:20]
    html = client.post("/admin/articles/feedback/", form, follow=True).content.decode()
    assert "Noted: 19. Already decided: 1." in html
    assert Feedback.objects.get(pk=every[0]).outcome == "Mended."
    assert Feedback.objects.open().count() == 1
