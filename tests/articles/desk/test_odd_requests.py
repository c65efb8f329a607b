"""What no editor means to send: numbers of nothing, old addresses, the same thing twice."""

from __future__ import annotations

import threading

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client

from articles.models import Feedback, Treatment
from tests.articles.desk import desk
from tests.factories import make_article, make_condition, make_treatment

pytestmark = pytest.mark.django_db
NO_ROWS = {"statuses-TOTAL_FORMS": 0, "statuses-INITIAL_FORMS": 0}
NO_PARTS = {
    f"{part}-{rows}_FORMS": 0 for part in ("names", "codes") for rows in ("TOTAL", "INITIAL")
}


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 30, "-1", "0", "²", "\u0663", "x"])
def test_a_number_of_no_row_leads_nowhere(ada, number):
    client = Client(raise_request_exception=False)
    client.force_login(ada)
    for model in admin.site._registry:
        label, name = model._meta.label_lower.split(".")
        for verb in ("change", "history"):
            response = client.get(f"/admin/{label}/{name}/{number}/{verb}/")
            assert response.status_code in {302, 404}, (name, verb)


@pytest.mark.parametrize("chosen", ["9" * 5_000, "x", "-1", "²"])
def test_rows_of_no_number_are_not_chosen(client, eve, chosen):
    said = Feedback.objects.submit(revision=make_article().live, helpful=True)
    client.force_login(eve)
    sent = {"action": "note", "_selected_action": [said.pk, chosen]}
    assert client.post(desk("changelist", model="feedback"), sent).status_code == 400
    said.refresh_from_db()
    assert said.state == "open"
    client.post(desk("changelist", model="feedback"), sent | {"_selected_action": [said.pk]})
    said.refresh_from_db()
    assert said.state == "noted"


def test_a_new_page_does_not_take_an_address_that_leads_elsewhere(client, eve):
    """Or families who have kept it would read of another treatment."""
    make_treatment("One", slug="one").rename(slug="renamed")
    make_condition("One", slug="one").rename(slug="renamed")
    client.force_login(eve)
    new = {"name": "Another", "slug": "one", "what": "X."}
    for model, rest in (("treatment", NO_ROWS), ("condition", NO_PARTS)):
        add = desk("add", model=model)
        refused = client.post(add, new | rest).content.decode()
        assert refused.count("Another page once had this address") == 1
        assert "Enter a valid" in client.post(add, new | rest | {"slug": "é"}).content.decode()
        assert client.post(add, new | rest | {"slug": "another"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_the_same_at_once_the_second_is_told(eve):
    answers = []

    def add() -> None:
        client = Client()
        client.force_login(eve)
        sent = {"name": "Arsa-cel", "slug": "arsa-cel", "what": "X."} | NO_ROWS
        answers.append(client.post(desk("add", model="treatment"), sent))
        connection.close()

    second = threading.Thread(target=add)
    with transaction.atomic():
        make_treatment()  # nobody sees it yet; whoever adds the same must wait
        second.start()
        while second.is_alive() and not _somebody_waits():
            pass
    second.join()
    (answer,) = answers
    assert "Treatment with this Name already exists" in answer.content.decode()
    assert Treatment.objects.count() == 1


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
