"""Once a week, by e-mail: what is due, the worst first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from articles.desk import digest
from articles.models import Article, Feedback, ReviewRequest, ReviewTask
from portal.models import User
from tests.articles.test_reading import sign
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 1, 4, 5, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """Sets the day; whatever asks for the time gets it."""

    def at(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    at(MONDAY)
    return at


def due(title: str, days: int, **fields) -> Article:
    article = make_article(title, **fields)
    Article.objects.filter(pk=article.pk).update(
        review_due_on=timezone.localdate() + timedelta(days=days)
    )
    return article


def test_editors_hear_of_what_they_can_act_on_the_worst_first(
    clock, eve, rae, mo, alice, run_tasks, mailoutbox
):
    due("A little late", -3), due("Very late", -300), due("Soon enough", 20), due("Far off", 90)
    ready = make_article("Nobody may read this yet", by=eve, publish=False)
    sign(ready.latest, rae)
    doubtful = due("With a doubt", 90)
    ReviewTask.objects.create(article=doubtful, why="source retracted", detail="What happened")
    Feedback.objects.create(revision=doubtful.live, helpful=False, text="What a reader wrote")
    digest.weekly()
    run_tasks()
    (sent,) = mailoutbox
    assert sent.to == [eve.email]
    text = sent.body
    for words in (
        "2 articles are overdue for a review", "1 review is due within 30 days", "Soon enough",
        "With a doubt", "1 text is signed and not published", "1 reader told us something",
        "http://127.0.0.1:8000/admin/articles/article/?review=overdue",
        "http://127.0.0.1:8000/admin/articles/article/?review=due-soon",
    ):  # fmt: skip
        assert words in text
        assert words in sent.alternatives[0][0]
    assert text.index("Very late") < text.index("A little late")
    assert "With a doubt (" not in text, "that day says nothing of the doubt"
    for words in ("Far off", "Nobody may read this yet", "What a reader wrote", "What happened"):
        assert words not in text


def test_never_twice_in_a_week(clock, eve, run_tasks, mailoutbox):
    due("Late", -3)
    for days in range(7):
        clock(MONDAY + timedelta(days=days))
        digest.weekly()
        digest.weekly()
        run_tasks()
    assert len(mailoutbox) == 1
    digest.send_digest.enqueue(eve.pk, digest.monday().isoformat())  # a task that was lost
    run_tasks()
    assert len(mailoutbox) == 1
    clock(MONDAY + timedelta(days=7))
    digest.weekly()
    run_tasks()
    assert len(mailoutbox) == 2


def test_nothing_where_there_is_nothing(clock, eve, rae, run_tasks, mailoutbox):
    due("Far off", 90)
    digest.weekly()
    run_tasks()
    due("Late", -3)
    clock(MONDAY + timedelta(days=1))
    digest.weekly()
    run_tasks()
    assert not mailoutbox, "what comes up on Tuesday waits for Monday"
    clock(MONDAY + timedelta(days=7))
    digest.weekly()
    run_tasks()
    assert len(mailoutbox) == 1


def test_a_reviewer_hears_of_what_waits_for_them(clock, eve, rae, run_tasks, mailoutbox):
    due("Late", -3)
    User.objects.filter(pk=eve.pk).update(is_active=False)
    waiting = make_article("Not public", by=eve, publish=False)
    ReviewRequest.objects.ask(waiting.latest, rae.reviewer, by=eve, quietly=True)
    digest.weekly()
    run_tasks()
    (sent,) = mailoutbox
    assert sent.to == [rae.email]
    assert "1 text waits for your review" in sent.body
    assert "Not public" not in sent.body
    assert "Late" not in sent.body, "that is for editors"


def test_it_is_for_editors_who_can_still_come_in(clock, eve, mo, alice, run_tasks, mailoutbox):
    due("Late", -3)
    make_user("Former", group="Editor")  # no longer on the staff
    User.objects.filter(pk=eve.pk).update(is_active=False)
    digest.weekly()
    run_tasks()
    assert not mailoutbox


def test_while_the_mail_server_is_away_it_waits(clock, eve, run_tasks, mailoutbox, settings):
    due("Late", -3)
    settings.EMAIL_BACKEND = "tests.articles.test_digest.Away"
    digest.weekly()
    run_tasks()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock(MONDAY + timedelta(minutes=2))
    run_tasks()
    assert len(mailoutbox) == 1


class Away(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_many_titles_become_a_number(clock, eve, run_tasks, mailoutbox):
    for number in range(digest.AT_MOST + 2):
        due(f"Late {number}", -number - 1)
    digest.weekly()
    run_tasks()
    (sent,) = mailoutbox
    assert "and 2 more" in sent.body
    assert "Late 0 " not in sent.body, "of many, the worst are named"
