"""What an asker tells of their family: each detail only for whom they chose, and never too much."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.models import Circumstances, Question, ReviewItem
from forum.models.circumstances import SMALL_CELL
from tests.factories import make_article, make_condition, make_question, make_user

ASK = "/questions/ask/"
FORM = {
    "title": "How do you manage feeding at night?",
    "body": "Our child wakes **often**.",
    "seen": "1",  # what may help already
}
FAMILY = {
    "condition": "mld",
    "relationship": "parent",
    "stage": "progressing",
    "age": "2-5",
    "country": "ES",
}


@pytest.fixture
def mld(db):
    return make_condition("MLD", slug="mld")


def asked_by_others(mo, condition, count, **details):
    """Published questions of so many members with the same details."""
    for number in range(count):
        told = Circumstances(condition=condition, **details)
        member = make_user(f"Member {Question.objects.count()} {number}")
        make_question(
            member, f"A question of family {number}?", by=mo, condition=condition,
            circumstances=told,
        )  # fmt: skip


def ask(client, mo, **more):
    url = client.post(ASK, FORM | FAMILY | more).url
    ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")
    return url


def line(client, url):
    """The quiet line beside the question, as this reader gets it."""
    page = client.get(url).content.decode()
    article = page[page.index('id="question"') : page.index("</article>")]
    return article[: article.index('class="prose"')]


def test_each_reader_sees_what_was_meant_for_them(client, alice, bob, mo, mld):
    asked_by_others(mo, mld, SMALL_CELL, relationship="parent", stage="progressing",
                    age="2-5", country="ES", age_for="everyone")  # fmt: skip
    client.force_login(alice)
    url = ask(client, mo, relationship_for="members", stage_for="moderators", age_for="everyone")
    own = line(client, url)
    assert "Parent" in own
    assert "Getting worse <span>(moderators only)</span>" in own
    client.force_login(bob)
    seen = line(client, url)
    assert "Parent · Age 2 to 5 · Spain" in seen
    assert "worse" not in seen
    client.force_login(mo)
    assert "Getting worse <span>(moderators only)</span>" in line(client, url)
    client.logout()
    seen = line(client, url)
    assert "Age 2 to 5" in seen
    assert "Parent" not in seen
    assert "Spain" not in seen
    elsewhere = [reverse("forum:questions"), reverse("feed-questions"), "/sitemap.xml"]
    for page in [*elsewhere, "/search/?q=feeding"]:
        assert b"Spain" not in client.get(page).content
        assert b"Age 2" not in client.get(page).content
    assert b"Spain" not in client.get(url).content, "nor in the structured data"


def test_what_few_share_is_cut_down_until_enough_do(client, alice, bob, mo, mld):
    alike = {"relationship": "parent", "stage": "progressing", "age": "2-5"}
    asked_by_others(mo, mld, SMALL_CELL - 2, **alike, country="ES")
    asked_by_others(mo, mld, 1, **alike, country="FR")
    client.force_login(alice)
    url = ask(client, mo)
    client.force_login(bob)
    assert "Parent · Getting worse · Age 2 to 5" in line(client, url), "with the asker, five"
    assert "Spain" not in line(client, url), "four"
    Circumstances.objects.get(country="FR").question.remove()
    assert "Parent" not in line(client, url), "what is not public does not count"
    make_user("Zoe"), asked_by_others(mo, mld, 1, relationship="parent", stage="new")
    assert "Parent" in line(client, url)
    assert "worse" not in line(client, url)


def test_one_member_is_one_however_much_they_ask(client, alice, bob, mo, mld):
    for number in range(SMALL_CELL):
        told = Circumstances(condition=mld, relationship="parent")
        make_question(bob, f"Question number {number} of Bob?", by=mo, circumstances=told)
    client.force_login(alice)
    url = ask(client, mo)
    client.force_login(bob)
    assert "Parent" not in line(client, url)


def test_a_condition_that_is_not_for_everyone_is_filed_nowhere(client, alice, bob, mo, mld):
    client.force_login(alice)
    url = ask(client, mo, condition_for="moderators")
    question = Question.objects.get()
    assert question.condition is None
    assert question.circumstances.condition == mld
    client.force_login(bob)
    assert b"MLD" not in client.get(url).content
    client.force_login(mo)
    assert "MLD <span>(moderators only)</span>" in line(client, url)


@pytest.mark.parametrize(
    ("chosen", "stored"), [("", "moderators"), ("members", "members"), ("everyone", "everyone")]
)
def test_bereaved_is_for_moderators_unless_somebody_says_otherwise(client, alice, chosen, stored):
    client.force_login(alice)
    client.post(ASK, FORM | {"stage": "bereaved", "stage_for": chosen})
    assert Circumstances.objects.get().stage_for == stored


def test_who_tells_nothing_leaves_nothing(client, alice):
    client.force_login(alice)
    client.post(ASK, FORM)
    assert not Circumstances.objects.exists()


def test_what_was_told_is_remembered_for_the_next_question_if_that_is_wished(
    client, alice, bob, mld
):
    client.force_login(alice)
    client.post(ASK, FORM | FAMILY | {"country_for": "moderators", "remember": "on"})
    form = client.get(ASK).context["form"]
    assert {name: form[name].value() for name in FAMILY} == FAMILY
    assert form["country_for"].value() == "moderators"
    client.force_login(bob)
    assert not client.get(ASK).context["form"]["country"].value()
    client.force_login(alice)
    client.post(ASK, FORM | FAMILY | {"title": "And how do you manage feeding by day?"})
    assert not client.get(ASK).context["form"]["country"].value()


def test_only_what_is_in_the_lists_is_taken_and_nothing_typed_is_lost(client, alice):
    client.force_login(alice)
    for name in (*FAMILY, "stage_for", "country_for", "audience"):
        for odd in ("nobody", "a\x00", "\u202e"):
            page = client.post(ASK, FORM | {name: odd})
            assert b"error-summary" in page.content, (name, odd)
            assert FORM["body"] in page.content.decode()
    assert not Question.objects.exists()


@pytest.mark.parametrize("stage", ["new", "no-signs"])
def test_a_family_just_told_is_answered_soon_and_shown_what_to_do_first(client, alice, stage):
    first = make_article("Just told, what to do first", slug="just-told-what-to-do-first")
    client.force_login(alice)
    page = client.post(ASK, FORM | {"stage": stage}, follow=True).content.decode()
    item = ReviewItem.objects.get()
    assert item.due_at <= timezone.now() + timedelta(hours=12)
    assert "days can matter" in str(item.findings)
    waiting = page[page.index("While you wait") :]
    assert waiting.index(first.get_absolute_url()) < waiting.index("Find the condition")
    assert reverse("articles:organisations") in waiting
    client.post(ASK, FORM | {"title": "How do you travel by train?", "stage": "stable"})
    assert ReviewItem.objects.latest("pk").severity == 1


def test_moderators_see_in_the_queue_what_was_told_and_for_whom(client, alice, mo, mld):
    client.force_login(alice)
    client.post(ASK, FORM | FAMILY | {"country_for": "moderators", "anonymous": "on"})
    client.force_login(mo)
    queue = client.get(reverse("admin:forum_reviewitem_changelist")).content.decode()
    decide = reverse("admin:forum_reviewitem_decide") + f"?item={ReviewItem.objects.get().pk}"
    for page in (queue, client.get(decide).content.decode()):
        assert "Spain" in page
        assert "(moderators only)" in page
        assert "Alice" in page
        assert "anonymous" in page.lower()


def test_anonymous_and_for_members_only_as_one_chose(client, alice, bob, mo):
    client.force_login(alice)
    page = client.get(ASK).content.decode()
    assert "Moderators know who you are" in page
    client.post(ASK, FORM | {"anonymous": "on", "audience": "members"})
    question = Question.objects.get()
    assert (question.anonymous, question.audience) == (True, "members")
    ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")
    client.logout()
    assert client.get(question.get_absolute_url()).status_code == 404
    client.force_login(bob)
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Anonymous" in page
    assert "Alice" not in page


def test_the_line_costs_one_query(alice, mo, mld, django_assert_num_queries):
    asked_by_others(mo, mld, 3, relationship="parent", stage="new", age="2-5", country="ES")
    told = Circumstances.objects.select_related("condition").first()
    with django_assert_num_queries(1):
        assert told.line("members") == []
