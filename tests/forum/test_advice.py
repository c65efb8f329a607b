"""Before a text is sent its author is told what could be safer, and decides."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.asking.safer import reworded
from forum.models import Answer, ArticleComment, Comment, Draft, Question, ReviewItem
from tests.factories import make_answer, make_article, make_photo, make_question

ASK = "/questions/ask/"
TELLING = "Write to robin@private.example, <b>please</b>."
FORM = {"title": "How do you manage feeding at night?", "body": TELLING}
STEP = "Not sent yet: please look once more"


def advised(page) -> str:
    """The step, as it stands on the page; empty where there is none."""
    html = page.content.decode()
    start = html.find('id="advised"')
    return html[start : html.index("</section>", start)] if start > 0 else ""


def sent_as_it_is(client, url, form, page):
    seen = page.context["advised_seen"]
    return client.post(url, form | {"advised": seen, "as_it_is": "1"}, follow=True)


def test_a_question_comes_back_once_with_the_words_marked_and_can_be_sent_as_it_is(
    client, alice, mo
):
    photo = make_photo(alice, alt="A pump")
    form = FORM | {"photo": str(photo.key), f"alt-{photo.key}": "A pump", "anonymous": "on"}
    client.force_login(alice)
    page = client.post(ASK, form)
    step = advised(page)
    assert STEP in step
    assert step.count("<mark") == 2  # in the list, and in the text
    assert '<mark dir="auto">robin@private.example</mark>' in step
    assert "&lt;b&gt;please" in step
    assert step.index("Change it") < step.index("Send it as it is")
    assert not Question.objects.exists()
    html = page.content.decode()
    assert str(photo.key) in html
    assert "<title>Not sent yet: " in html
    assert Draft.objects.get(author=alice).fields["body"] == TELLING

    sent_as_it_is(client, ASK, form, page)
    question = Question.objects.get()
    assert question.body == TELLING
    assert question.anonymous
    assert question.photos.get() == photo
    findings = ReviewItem.objects.get().findings
    assert [one.get("told", False) for one in findings if one["kind"] == "personal-data"] == [True]
    assert "robin" not in str(findings)
    client.force_login(mo)
    queue = client.get("/admin/forum/reviewitem/").content.decode()
    assert "Its author was told." in queue


def test_who_mends_it_is_not_asked_again_but_for_something_new(client, alice):
    client.force_login(alice)
    seen = client.post(ASK, FORM).context["advised_seen"]
    more = FORM | {"body": f"{TELLING} Or mail ben@other.example.", "advised": seen}
    page = client.post(ASK, more)
    assert STEP in advised(page)
    both = page.context["advised_seen"]
    assert client.post(ASK, more | {"advised": both}).status_code == 302
    question = Question.objects.get()
    assert any(one.get("told") for one in question.reviewitems.get().findings)
    fresh = {"title": "Which buggy do you use in the snow?", "body": "Thank you.", "advised": seen}
    assert client.post(ASK, fresh).status_code == 302
    mended = Question.objects.exclude(pk=question.pk).get()
    assert not any(one.get("told") for one in mended.reviewitems.get().findings)


def test_answers_comments_edits_and_comments_on_articles_are_advised_as_well(
    client, alice, bob, mo
):
    question, article = make_question(alice, by=mo), make_article()
    mine = make_answer(question, bob, "We wait.")
    client.force_login(bob)
    visitor = {"name": "Robin", "email": "other@private.example"}
    places = [
        (reverse("forum:write-answer", args=[question.pk]), {}, Answer),
        (reverse("forum:comment-on-question", args=[question.pk]), {}, Comment),
        (reverse("forum:edit-answer", args=[mine.pk]), {"seen": "1"}, Answer),
        (reverse("article-comment", args=[article.slug]), visitor, ArticleComment),
    ]
    for url, more, kind in places:
        if kind is ArticleComment:
            client.logout()
        form = {"body": TELLING} | more
        page = client.post(url, form)
        assert STEP in advised(page), url
        assert TELLING.replace("<b>", "&lt;b&gt;").split(",")[0] in page.content.decode()
        assert not kind.objects.filter(body=TELLING).exists()
        sent_as_it_is(client, url, form, page)
        sent = kind.objects.get(body=TELLING)
        findings = sent.reviewitems.get().findings
        assert any(one.get("told") for one in findings), url
        kind.objects.filter(pk=sent.pk).update(body="x")


def test_a_preview_says_it_as_well_and_a_calm_text_passes(client, alice):
    client.force_login(alice)
    page = client.post(ASK, FORM | {"preview": "1"})
    assert STEP in advised(page)
    assert b'id="preview"' in page.content
    calm = client.post(ASK, FORM | {"body": "Our child wakes often.", "preview": "1"})
    assert not advised(calm)
    assert client.post(ASK, FORM | {"body": "Our child wakes often."}).status_code == 302


def test_what_cannot_wait_is_sent_at_once_and_advised_afterwards(client, alice, bob, mo):
    client.force_login(alice)
    body = "His seizure won't stop! Mail robin@private.example"
    page = client.post(ASK, FORM | {"body": body}, follow=True)
    question = Question.objects.get()
    html = page.content.decode()
    assert html.index("If this is happening now") < html.index("About what you wrote")
    assert "robin@private.example</mark>" in advised(page)
    assert reverse("forum:edit-question", args=[question.pk]) in advised(page)
    assert "Send it as it is" not in html
    ReviewItem.objects.get().decide("publish", by=mo, reason="fine")

    client.force_login(bob)
    url = reverse("forum:write-answer", args=[question.pk])
    page = client.post(url, {"body": body}, follow=True)
    assert "If this is happening now" in page.content.decode()
    assert "robin@private.example</mark>" in advised(page)


@pytest.mark.parametrize(
    ("text", "marked", "safer"),
    [
        (
            "My son Ben, born {born}, at Rosenhof school, is well.",
            ["son Ben", "born {born}", "at Rosenhof school"],
            "My son (6), at school, is well.",
        ),
        ("My son Ben sleeps.", ["Ben"], "My son sleeps."),
        ("Unsere Tochter Mia schläft.", ["Tochter Mia"], "Unsere Tochter schläft."),
        ("Write to a@b.example or call.", ["a@b.example"], "Write to … or call."),
        ("She was born on {iso}.", ["born on {iso}"], "She was (6)."),
    ],
)
def test_a_safer_wording_says_as_much(text, marked, safer):
    year = timezone.localdate().year - 6
    words = {"born": f"3.4.{year}", "iso": f"{year}-04-03"}
    text, marked = text.format(**words), [one.format(**words) for one in marked]
    places = [(text.index(one), text.index(one) + len(one)) for one in marked]
    assert reworded(text, places) == safer


def test_whoever_thinks_of_ending_their_life_is_not_asked_for_a_better_question(client, alice):
    desperate = "HELP!!! Please help me, I have nobody. I want to end my life."
    client.force_login(alice)
    page = client.post(
        ASK, {"title": "I cannot go on any more with all of this", "body": desperate}, follow=True
    )
    html = page.content.decode()
    kinds = {one["kind"] for one in ReviewItem.objects.get().findings}
    assert {"crisis", "despair"} <= kinds
    assert "You do not have to carry this alone" in html
    assert "which disease it is" not in html
