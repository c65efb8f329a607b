"""What must be looked at again: who decides, and what settles it by itself."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles.models import ReviewTask
from portal.states import IllegalMove
from tests.articles.test_reading import page, selects
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db
NOTICE = "One source of this page was withdrawn"


@pytest.fixture
def source():
    return make_source("a")


@pytest.fixture
def article(eve):
    make_source("b")
    return make_article(
        "Gene therapy", body="It helps [@a]. {evidence: low}\n\nIt is new [@b].", by=eve
    )


@pytest.fixture
def task(source, article, eve):
    source.retract(by=eve, why="The figures were invented.")
    return ReviewTask.objects.get()


def decide(task) -> str:
    return reverse("admin:articles_reviewtask_decide", args=[task.pk])


def test_keeping_the_text_needs_a_reason_and_ends_the_notice(client, task, article, eve):
    client.force_login(eve)
    html = client.get(decide(task)).content.decode()
    for words in ("The figures were invented.", "It helps.", "[@a]", article.get_absolute_url()):
        assert words in html
    assert "It is new" not in html, "rests on another source"
    for wrong in ({"outcome": "kept", "reason": " "}, {"outcome": "open", "reason": "x"}, {}):
        assert client.post(decide(task), wrong).status_code == 200
    client.post(decide(task), {"outcome": "kept", "reason": "Two other studies say the same."})
    task.refresh_from_db()
    assert (task.state, task.decided_by, task.reason) == (
        "kept", eve, "Two other studies say the same.",
    )  # fmt: skip
    client.logout()
    html = page(client, article.get_absolute_url())
    assert NOTICE not in html
    assert "Two other studies" not in html, "the reason is for the staff"
    assert "<strong>Retracted</strong>" in html, "the list of sources still says what is true"


def test_only_editors_decide(client, task, rae, mo, alice):
    for person in (rae, mo, alice):
        client.force_login(person)
        answer = client.post(decide(task), {"outcome": "kept", "reason": "x"})
        assert answer.status_code == 403 or "/login/" in answer.url
    task.refresh_from_db()
    assert task.state == "open"


def test_of_two_who_decide_at_once_the_second_is_told(client, task, eve, ada):
    same = ReviewTask.objects.get()
    same.decide("kept", by=ada, reason="I looked.")
    with pytest.raises(IllegalMove, match="Somebody else has already decided"):
        task.decide("kept", by=eve, reason="So did I.")
    client.force_login(eve)
    answer = client.post(decide(task), {"outcome": "kept", "reason": "x"}, follow=True)
    assert "already decided on this" in answer.content.decode()
    task.refresh_from_db()
    assert (task.decided_by, task.reason) == (ada, "I looked.")


def test_a_decision_is_borne_out_by_the_page(client, task, article, eve):
    client.force_login(eve)
    sent = {"reason": "x"}
    html = client.post(decide(task), sent | {"outcome": "changed"}).content.decode()
    assert "still cites this source" in html
    html = client.post(decide(task), sent | {"outcome": "retired"}).content.decode()
    assert "The page is still published" in html
    task.refresh_from_db()
    assert task.state == "open"


def test_a_text_that_no_longer_cites_it_settles_it(client, task, article, eve):
    article.write(title="Gene therapy", summary="S", body="It is new [@b].", by=eve)
    assert NOTICE in page(client, article.get_absolute_url()), "readers see the old text still"
    article.publish_as_imported()
    task.refresh_from_db()
    assert task.state == "changed"
    assert NOTICE not in page(client, article.get_absolute_url())


def test_a_text_that_still_cites_it_settles_nothing(client, task, article, eve):
    article.write(title="Gene therapy", summary="S", body="Once more [@a].", by=eve)
    article.publish_as_imported()
    task.refresh_from_db()
    assert task.state == "open"
    assert ReviewTask.objects.count() == 1
    assert NOTICE in page(client, article.get_absolute_url())


def test_what_is_published_with_a_retracted_source_is_a_task_too(client, source, eve):
    """Checks refuse that to editors; an operator's import is not checked."""
    source.retract(by=eve, why="x")
    article = make_article(body="A [@a].")
    assert ReviewTask.objects.get().article == article
    assert NOTICE in page(client, article.get_absolute_url())


def test_what_was_decided_is_not_asked_again(task, article, eve):
    task.decide("kept", by=eve, reason="It is cited as an example of a retraction.")
    article.write(title="Gene therapy", summary="S", body="Mended [@a].", by=eve)
    article.publish_as_imported()
    assert not ReviewTask.objects.still_open().exists()


@pytest.mark.parametrize("leave", ["retire", "withdraw"])
def test_a_page_that_leaves_settles_its_tasks(task, article, eve, leave):
    if leave == "retire":
        article.retire(by=eve)
    else:
        article.withdraw(because="It was wrong.", by=eve)
    task.refresh_from_db()
    assert (task.state, task.decided_by) == ("retired", eve)


def test_the_list_begins_with_the_worst(client, source, task, article, eve):
    other = make_article("Another", body="B [@b].")
    decided = ReviewTask.objects.create(article=other, why="trial changed")
    decided.decide("kept", by=eve, reason="x")
    milder = ReviewTask.objects.create(article=other, why="reviewer withdrawn")
    ReviewTask.objects.filter(pk=milder.pk).update(opened_at="2020-01-01T00:00Z")
    client.force_login(eve)
    url = reverse("admin:articles_reviewtask_changelist")
    rows = list(client.get(url).context["cl"].result_list)
    assert rows == [task, milder, decided]
    assert list(client.get(f"{url}?state=kept").context["cl"].result_list) == [decided]
    assert client.get(f"{url}?state=nonsense").status_code == 200


def test_the_number_of_queries_of_the_list_is_fixed(client, task, article, eve):
    client.force_login(eve)
    url = reverse("admin:articles_reviewtask_changelist")
    selects(client, url)  # what is remembered after the first time
    few = selects(client, url)
    for number in range(4):
        make_source(f"s{number}").retract(by=eve, why="x")
        make_article(f"Cites {number}", body=f"A [@s{number}].")
    assert ReviewTask.objects.count() == 5
    assert selects(client, url) == few
