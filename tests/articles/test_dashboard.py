"""The front page of the desk: what waits for whom, each number with the list behind it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.desk import dashboard
from articles.models import (
    Article,
    Feedback,
    Organisation,
    Plan,
    Reviewer,
    ReviewRequest,
    ReviewTask,
    Treatment,
    TreatmentStatus,
)
from tests.factories import make_article, make_condition, make_source

pytestmark = pytest.mark.django_db
#: Words of a line, and how its list calls what it counts.
INDEX = "/admin/"


@pytest.fixture
def today():
    return timezone.localdate()


def lines(user) -> dict[str, dashboard.Line]:
    return {line.words: line for each in dashboard.sections(user) for line in each.lines}


def listed(client, line: dashboard.Line) -> list[str]:
    return [str(row) for row in client.get(line.url).context["cl"].result_list]


def due(title: str, day) -> Article:
    article = make_article(title)
    Article.objects.filter(pk=article.pk).update(review_due_on=day)
    return article


@pytest.fixture
def everything(eve, rae, today):
    """One of each, and beside it one that does not count."""
    late, soon = due("Late", today - timedelta(days=3)), due("Soon", today + timedelta(days=30))
    due("Later", today + timedelta(days=31))
    draft = make_article("Eve's draft", by=eve, publish=False)
    make_article("Somebody's draft", publish=False)
    old = make_article("Old", body="Long known [@old].", publish=False)
    source = make_source("old")
    type(source).objects.filter(pk=source.pk).update(year=today.year - 6)
    old.write(title="Old", summary="S", body="Long known [@old].", by=None)
    old.publish_as_imported()
    asked = ReviewRequest.objects.ask(draft.latest, by=eve)
    Plan.make(late, at=timezone.now() + timedelta(days=1), by=eve)
    for helpful, why in ((False, "wrong"), (False, ""), (True, "")):
        Feedback.objects.submit(revision=late.live, helpful=helpful, why=why)
    ReviewTask.objects.create(article=late, why="source retracted", source=source)
    ReviewTask.objects.create(article=late, why="schedule refused")
    ReviewTask.objects.create(
        article=soon, why="trial changed", state="kept", decided_at=timezone.now(), decided_by=eve,
        reason="It holds.",
    )  # fmt: skip
    known, unknown = make_condition("Known"), make_condition("Unknown")
    known.overview = make_article("Known", kind="overview")
    known.save()
    make_article("Living with it", conditions=[known])
    TreatmentStatus.objects.create(
        treatment=Treatment.objects.create(name="T", slug="t", what="T."), condition=known,
        jurisdiction="US", status="approved", population="All", source=source,
        as_of=today - timedelta(days=91), valid_until=today - timedelta(days=1),
    )  # fmt: skip
    for name, link, verified in (("Dead", "dead", today), ("Never", "good", None)):
        Organisation.objects.create(
            name=name, slug=name.lower(), url=f"https://{name}.example.org/", kind="charity",
            what="Helps.", link=link, last_verified_on=verified,
        )  # fmt: skip
    return asked, unknown


def test_every_number_is_that_of_the_list_behind_it(client, eve, everything):
    asked, _ = everything
    asked.send_back(by=asked.revision.article and _reviewer(), answer="Please name the form.")
    client.force_login(eve)
    found = lines(eve)
    expected = {
        "due for a new review": ["Late"],
        "due within 30 days": ["Soon"],
        "drafts of yours": ["Eve's draft"],
        "planned to be published or retired": ["Late"],
        "rest on sources older than 5 years": ["Old"],
        "conditions without an overview": ["Unknown"],
        "conditions without an article on treatment or daily life": ["Unknown"],
        "do not answer": ["Dead"],
        "not checked by us within a year": ["Never"],
    }
    assert {words: listed(client, found[words]) for words in expected} == expected
    for words, count in {
        "not signed yet": 8,
        "texts that readers see and no clinician has signed": 6,
        "sent back to you by a reviewer": 1,
        "say that something is wrong": 1,
        "were not helped": 2,
        "were helped": 1,
        "cite a source that was retracted or replaced": 1,
        "must be looked at for another reason": 1,
        "approvals to check again": 1,
    }.items():
        assert found[words].count == count, words
        if words.startswith(("cite", "must")):
            continue  # both lead to the same list
        assert len(listed(client, found[words])) == count, words
    assert all(
        line.count == len(expected[words]) for words, line in found.items() if words in expected
    )


def _reviewer():
    from portal.models import User

    return User.objects.get(pseudonym="Rae")


def test_the_worst_stand_first_with_their_days(client, eve, today):
    for number in range(7):
        due(f"Late {number}", today - timedelta(days=number * 10 + 1))
    client.force_login(eve)
    html = client.get(INDEX).content.decode()
    order = ["Late 6", "61 days late", "Late 5", "51 days late", "Late 2", "21 days late"]
    assert sorted(order, key=html.index) == order
    assert "Late 1<" not in html, "five are named"
    assert "7 due for a new review" in html


def test_a_reviewer_sees_what_waits_for_a_review_and_no_editors_work(client, eve, rae, mo):
    make_article("A text", by=eve, publish=False)
    article = Article.objects.get()
    client.force_login(rae)
    html = client.get(INDEX).content.decode()
    assert "Waiting for your review" in html
    assert "asked of you" not in html
    ReviewRequest.objects.ask(article.latest, rae.reviewer, by=eve)
    html = client.get(INDEX).content.decode()
    assert "1 asked of you" in html
    assert "A text</a>" in html
    for editors in ("drafts of yours", "What readers say", "Gaps", "Organisations"):
        assert editors not in html

    client.force_login(eve)
    html = client.get(INDEX).content.decode()
    assert "asked of you" not in html
    assert "1 draft of yours" in html
    client.force_login(mo)
    html = client.get(INDEX).content.decode()
    assert "Texts" not in html
    assert "desk__" not in html


def test_a_credential_is_checked_again_in_time(client, ada, eve, rae, today):
    def on(day, **fields) -> None:
        Reviewer.objects.filter(user=rae).update(
            checked_on=today - timedelta(days=90), valid_until=day, **fields
        )

    words = "must have their credential checked again"
    assert words not in lines(eve), "that is for administrators"
    for days, count, told in ((31, 0, ""), (30, 1, "valid until"), (-1, 1, "you cannot sign")):
        on(today + timedelta(days=days))
        client.force_login(ada)
        assert lines(ada)[words].count == len(listed(client, lines(ada)[words])) == count
        client.force_login(rae)
        html = client.get(INDEX).content.decode()
        assert ("check your credential again" in html) == bool(count)
        assert told in html
    on(today, state="left")
    assert lines(ada)[words].count == 0


def test_what_was_rewritten_since_was_not_sent_back_any_more(eve, rae):
    article = make_article("A text", by=eve, publish=False)
    asked = ReviewRequest.objects.ask(article.latest, rae.reviewer, by=eve)
    asked.send_back(by=rae, answer="Please name the form.")
    assert lines(eve)["sent back to you by a reviewer"].count == 1
    article.write(title="A text", summary="S", body="Named.", by=eve)
    assert lines(eve)["sent back to you by a reviewer"].count == 0


def test_a_form_is_served_by_what_is_said_of_its_condition_but_not_of_the_group():
    from articles.desk.gaps import without_articles
    from articles.models import Condition

    group = make_condition("Leukodystrophy")
    mld, krabbe = make_condition("MLD", parent=group), make_condition("Krabbe", parent=group)
    make_condition("Early MLD", parent=mld)
    early = make_condition("Early Krabbe", parent=krabbe)
    make_condition("Late Krabbe", parent=krabbe)

    def missing() -> set[str]:
        return {str(each) for each in without_articles(Condition.objects.all())}

    everything = {"Leukodystrophy", "MLD", "Krabbe", "Early MLD", "Early Krabbe", "Late Krabbe"}
    make_article("Research", kind="research", conditions=[mld])
    make_article("A draft", conditions=[krabbe], publish=False)
    assert missing() == everything
    make_article("For all", conditions=[group])
    assert missing() == everything - {"Leukodystrophy"}
    make_article("MLD", conditions=[mld])
    assert missing() == {"Krabbe", "Early Krabbe", "Late Krabbe"}
    make_article("Early", conditions=[early])
    assert missing() == {"Late Krabbe"}


def test_it_costs_the_same_however_much_waits(everything, eve, ada, django_assert_num_queries):
    everyone = type(eve).objects.get(pk=eve.pk), type(ada).objects.get(pk=ada.pk)
    for user, count in zip(everyone, (17, 20), strict=True):
        for number in range(3):
            due(f"More {user} {number}", timezone.localdate() - timedelta(days=9))
        user.has_perm("articles.edit")
        with django_assert_num_queries(count):
            dashboard.sections(user)
