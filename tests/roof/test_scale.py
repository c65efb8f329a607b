"""A large forum: what is loaded keeps the rules, and no page asks more because of it."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, F, Max, Q
from django.test.utils import CaptureQueriesContext

from forum.models import Answer, Comment, Decision, Question, ReviewItem, Thanks
from portal.markdown import plain_text, render_contribution
from portal.models import User
from portal.search.models import SearchDocument
from tests.factories import make_answer, make_condition, make_question, make_topic
from tests.pages_at_scale import readers, urls

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(settings, tmp_path):
    """Run the command, with a small number in place of a large one."""
    settings.VAR_DIR = tmp_path
    make_condition(), make_condition("Leukodystrophy")
    make_topic(), make_topic("School")

    def run(questions: int, **options: object) -> str:
        out = StringIO()
        call_command(
            "demo", scale=True, questions=questions, answers=10 * questions, stdout=out, **options
        )
        return out.getvalue()

    return run


def test_what_is_loaded_is_as_if_it_had_been_written_here(load):
    said = load(120)
    assert "124 questions and 1,202 answers are there" in said
    for model in (Question, Answer, Comment):
        for one in model.objects.order_by("body").distinct("body")[:40]:
            one.full_clean()
            assert one.body_html == render_contribution(one.body)
            assert one.body_text == plain_text(one.body_html)
    for question in Question.objects.annotate(
        last=Max("answers__number"), shown=Count("answers", filter=Q(answers__number__gt=0))
    ):
        assert question.last in (None, question.shown), "numbered from 1 without gaps"
    assert not Question.objects.exclude(state__in=["published", "removed"]).exclude(answers=None)
    assert not Thanks.objects.filter(member=F("answer__author")).exists()
    asker = Q(author=F("question__author"))
    assert not Answer.objects.filter(asker, by_asker=False).exists()
    assert not Answer.objects.exclude(asker).filter(by_asker=True).exists()
    counted = list(Question.objects.order_by("pk").values_list("answer_count", "standing"))
    Question.objects.all().recount()
    assert list(Question.objects.order_by("pk").values_list("answer_count", "standing")) == counted
    assert len(set(counted)) > 10
    every_contribution_was_decided_upon()
    everything_public_is_searched()

    again = Question.objects.order_by("pk").values_list("title", "state", "body")[4:]
    before = list(again)
    with pytest.raises(CommandError, match="--fresh"):
        load(120)
    load(120, fresh=True)
    assert list(again) == before, "the same each time"


def every_contribution_was_decided_upon() -> None:
    for kind, model in {"question": Question, "answer": Answer, "comment": Comment}.items():
        for state, decision in {
            "published": "publish", "rejected": "reject", "removed": "remove", "pending": None,
        }.items():  # fmt: skip
            for one in model.objects.filter(state=state)[:20]:
                last = ReviewItem.objects.filter(**{kind: one}).order_by("-pk").first()
                assert last.is_open == (decision is None)
                # What known members write is public at once: looked at afterwards, it is kept.
                decided = {decision, "keep"} if decision == "publish" else {decision}
                assert decision is None or last.decision.decision in decided
    assert Decision.objects.filter(at__lt=F("item__opened_at")).count() == 0
    assert {"published", "rejected", "removed"} <= set(
        Answer.objects.values_list("state", flat=True)
    )
    assert ReviewItem.objects.open().filter(question__state="pending").exists()


def everything_public_is_searched() -> None:
    shown = Question.objects.filter(state="published", audience="everyone")
    searched = SearchDocument.objects.filter(kind="question").values_list("object_id", flat=True)
    assert set(searched) == set(shown.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'")
        assert cursor.fetchone() == (0,), "the triggers are back"
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = 'question_newest'")
        assert cursor.fetchone() == (1,), "and the indexes"


def test_a_portal_that_somebody_uses_is_left_alone(load, alice, mo):
    own = make_question(alice, by=mo)
    make_answer(own, mo)
    User.objects.filter(pk=alice.pk).update(email="alice@family.example.com")
    for fresh in (False, True):
        with pytest.raises(CommandError, match="no examples"):
            load(20, fresh=fresh)
    assert Question.objects.get() == own


def test_no_page_asks_more_of_the_database_because_there_is_more(load):
    asked: dict[int, dict[tuple[str | None, str], int]] = {}
    for questions in (60, 180):
        load(questions, fresh=questions > 60)
        clients = readers()
        asked[questions] = {}
        for reader, url in urls():
            with CaptureQueriesContext(connection) as queries:
                assert clients[reader].get(url).status_code == 200, url
            name = (reader, re.sub(r"\d+|example-\S+/", "", url))
            asked[questions][name] = max(asked[questions].get(name, 0), len(queries))
    few, many = asked[60], asked[180]
    grown = {page: (few[page], many[page]) for page in few if many[page] > few[page]}
    assert not grown
    assert max(many.values()) < 40
