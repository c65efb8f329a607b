"""What pages offer to read next: kept by the task worker, and gone as soon as it is not public."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import housekeeping
from portal.search import related
from portal.search.models import SearchDocument, SearchRelated
from tests.factories import make_article, make_question


def page(client, shown) -> str:
    html = client.get(shown.get_absolute_url()).content.decode()
    return html[html.index("<h1") :]


def test_what_is_near_is_kept_by_the_worker_and_gone_at_once(client, alice, bob, mo):
    article = make_article("Feeding pumps at night", summary="Feeding pumps.")
    question = make_question(alice, "Which feeding pump is quiet at night?", by=mo)
    other = make_question(bob, "Is a quiet feeding pump allowed on a flight?", by=mo)
    waiting = make_question(bob, "Who cleans a feeding pump at night?")
    far = make_question(bob, "Who rides horses?", by=mo)
    assert "This may help too" not in page(client, question)
    housekeeping.every_minute()
    html = page(client, question)
    assert article.get_absolute_url() in html
    assert other.get_absolute_url() in html
    assert far.get_absolute_url() not in html
    assert question.get_absolute_url() in page(client, article)
    assert waiting.title not in html + page(client, article)

    other.remove()
    article.retire()
    assert "This may help too" not in page(client, question)
    waiting.publish()
    housekeeping.every_minute()
    question.refresh_from_db()
    question.title = "Who rides horses at night?"
    question.save()
    housekeeping.every_minute()
    assert far.get_absolute_url() in page(client, question)


def test_it_costs_one_query(client, alice, mo):
    article = make_article("Feeding pumps at night")
    titles = ["Which feeding pump is quiet at night?"] * 5 + ["Who rides horses?"] * 3
    questions = [make_question(alice, title, by=mo) for title in titles]
    housekeeping.every_minute()
    with CaptureQueriesContext(connection) as asked:
        html = page(client, questions[0]) + page(client, article)
    assert html.count("Asked by a family") == 3
    assert len([query for query in asked if "portal_search" in query["sql"]]) == 2
    assert len(related("question", questions[0].pk, most=3)) == 4


def test_it_is_kept_for_what_is_searched_and_nothing_else(db, alice, mo):
    question = make_question(alice, by=mo)
    SearchRelated.objects.create(document_id=0)  # a bulk load went past the triggers
    housekeeping.every_minute()
    row = SearchRelated.objects.get(looked_up_at__isnull=False)
    assert row.document_id == SearchDocument.objects.get(object_id=question.pk).pk
    question.remove()
    assert not SearchRelated.objects.exists()
