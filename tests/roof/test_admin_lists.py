"""Every list of the admin costs the same for few rows and for many."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ConditionCode, ReviewTask
from forum.models import Flag
from tests.factories import (
    make_answer,
    make_article,
    make_article_comment,
    make_comment,
    make_condition,
    make_question,
    make_source,
    make_status,
    make_topic,
    make_treatment,
    make_trial,
    make_user,
)

LISTS = [
    "articles/article", "articles/condition", "articles/source", "articles/reviewtask",
    "articles/treatment",
    "articles/treatmentstatus", "articles/trial", "articles/trialevent",
    "portal/topic", "portal/user",
    "forum/reviewitem", "forum/reviewitem/?state=all", "forum/question", "forum/answer",
    "forum/comment", "forum/articlecomment", "forum/decision",
]  # fmt: skip


def fill(number: int, *, mo, eve, rae) -> None:
    """One more of everything, each of its own author, parent and article."""
    member = make_user(f"Member{number}")
    make_source(f"source-{number}")
    make_topic(f"Topic {number}")
    article = make_article(f"Article {number}", body=f"Fact [@source-{number}].", by=eve)
    article.write(title="Newer", summary="S", body="B", by=eve)
    parent = make_condition(f"Parent {number}")
    condition = make_condition(
        f"Condition {number}", parent=parent, overview=article, names=[f"Name {number}"]
    )
    ConditionCode.objects.create(condition=condition, system="ORPHA", value=str(number))
    make_status(make_treatment(f"Treatment {number}"), condition)
    question = make_question(member, f"Question number {number}?", by=mo, condition=condition)
    answer = make_answer(question, member, by=mo)
    make_comment(answer, member, by=mo)
    make_comment(question, member)
    make_answer(question, member)
    make_question(member, f"Waiting number {number}?")
    make_article_comment(article, by=mo)
    make_article_comment(article)
    Flag.raise_on(answer, by=rae, reason="other")
    ReviewTask.objects.create(article=article, why="trial changed")
    trial = make_trial(f"NCT9999990{number}", conditions=[condition], by=eve)
    trial.matches.create(condition=parent, state="proposed", how="similar")
    trial.events.create(kind="sites")
    cited = make_source(f"trial-{number}", registry_id=f"NCT9999990{number}")
    make_article(f"On the trial {number}", body=f"Fact [@{cited.key}].", by=eve)


def asked(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_lists_ask_the_database_equally_often_however_long_they_are(client, ada, mo, eve, rae):
    urls = [f"/admin/{which}" if "?" in which else f"/admin/{which}/" for which in LISTS]
    fill(0, mo=mo, eve=eve, rae=rae)
    client.force_login(ada)
    for url in urls:
        client.get(url)  # what is asked once in a process is not counted
    few = {url: asked(client, url) for url in urls}
    for number in range(1, 6):
        fill(number, mo=mo, eve=eve, rae=rae)
    assert {url: asked(client, url) for url in urls} == few
    for url in urls:
        # Above the queue also: who is on call, cases, notes, and whether to rest.
        assert few[url] <= (21 if "reviewitem" in url else 15), url
