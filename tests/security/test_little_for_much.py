"""Little that is sent must not become much that is kept, computed or mailed."""

from __future__ import annotations

import json
import threading
import uuid

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from forum.fields import LineField
from forum.models import Draft, Question
from forum.writing import WAITING
from portal.accounts.models import Session
from portal.limits import network
from portal.markdown import MOST_CELLS, render_contribution
from portal.models import Counter
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

ASK = "/questions/ask/"


# --- Markdown -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "|" + "a|" * 2_400 + "\n|" + "-|" * 2_400 + "\n" + "a\n" * 150,
        "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "a\n" * 4_700,
        ("|" + "a|" * 20 + "\n|" + "-|" * 20 + "\n" + "a\n" * 100 + "\n") * 35,
        "> |a|b|\n> |-|-|\n" * 700,
        "|-|\n" * 2_500,
        "[a]: https://example.org/" + "y" * 5_000 + "\n\n" + "[a] " * 1_200,
    ],
)
def test_ten_thousand_characters_never_become_megabytes(text):
    html = render_contribution(text[:10_000])
    assert len(html) < 100_000
    assert html.count("<td>") <= MOST_CELLS


def test_a_long_row_of_joiners_is_read_once():
    """Anybody may send half a megabyte as a name; once that took minutes of a processor."""
    row = "\u200d" * 160_000
    assert LineField().clean(f"क{row}क") == f"क{row}क"
    assert LineField().clean(f"a{row}b क{row}b क{row}") == f"ab कb क{row}"


def test_tables_as_people_write_them_are_tables():
    table = "| age | what helped |\n| --- | --- |\n" + "| 3 | a *pump* |\n" * 40
    html = render_contribution(f"{table}\n\nand\n\n> {table.replace(chr(10), chr(10) + '> ')}")
    assert html.count("<table>") == 2
    assert html.count("<em>pump</em>") == 80
    assert "<table>" in render_contribution("a paragraph\n| a | b |\n|---|---|\n| 1 | 2 |")


# --- What is kept -------------------------------------------------------------------------------
def test_addresses_that_nobody_made_keep_no_draft_and_break_nothing(client, alice):
    client.force_login(alice)
    for length in (19, 180, 200, 1_000, 4_000):
        for form in ("{}/answer/", "{}/comment/", "answers/{}/comment/"):
            url = "/questions/" + form.format("9" * length)
            assert client.post(url, {"body": "Some words."}).status_code == 404, (form, length)
    assert not [draft for draft in Draft.objects.all() if len(draft.place) > 200]


def test_what_visitors_typed_waits_in_small_pieces_and_not_without_end(client, rf):
    for _ in range(WAITING.count - 1):
        WAITING.hit(network(rf.get("/")))
    flood = {"title": "t" * 99_000, "body": "b" * 99_000, "topics": ["x" * 9_000] * 30}
    client.post(ASK, flood)
    assert len(json.dumps(client.session["typed"])) < 80_000
    kept = Session.objects.count()
    page = Client().post(ASK, flood, follow=True)
    assert "Please sign in first" in page.content.decode()
    assert [s for s in Session.objects.all() if "typed" in s.get_decoded()][1:] == []
    assert Session.objects.count() <= kept + 1


# --- Mails --------------------------------------------------------------------------------------
@pytest.mark.parametrize("door", ["password/reset", "resend", "signup"])
def test_one_mailbox_is_not_filled_through_its_many_addresses(door, settings, run_tasks):
    settings.ACCOUNT_RATE_LIMITS = False  # as from many networks
    for number, name in enumerate(["ann", "Ann", "ann+a", "ann+b", "a.n.n", "an.n+c", "ANN+d"] * 2):
        host = ["gmail.com", "googlemail.com"][number % 2]
        form = {"email": f"{name}@{host}", "username": f"owl {'abcdefghijklmnop'[number]} night"}
        Client().post(f"/accounts/{door}/", form | {"password1": PASSWORD})
    run_tasks()
    assert 0 < len(mail.outbox) <= 4  # two of each kind
    assert not Counter.objects.filter(key__contains="@").exists()


def test_a_member_is_not_flooded_by_sign_ups_with_their_address(alice, settings, run_tasks):
    settings.ACCOUNT_RATE_LIMITS = False
    for letter in "abcdefgh":
        form = {"email": alice.email, "username": f"owl {letter} night", "password1": PASSWORD}
        Client().post("/accounts/signup/", form)
    Client().post("/accounts/password/reset/", {"email": alice.email})
    run_tasks()
    subjects = [message.subject for message in mail.outbox]
    assert subjects == ["You already have an account"] * 2 + ["Choose a new password"]


# --- Many at once -------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_form_sent_by_many_clicks_is_stored_and_counted_once(alice):
    client = Client()
    client.force_login(alice)
    form = {
        "title": "How do you keep warm in winter?",
        "body": "We are cold.",
        "submission": str(uuid.uuid4()),
    }
    start, answers = threading.Barrier(4), []

    def click() -> None:
        browser = Client()
        browser.cookies = client.cookies
        start.wait()
        answers.append(browser.post(ASK, form).status_code)
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert answers == [302] * 4
    assert Question.objects.count() == 1
    assert list(Counter.objects.values_list("count", flat=True)) == [1, 1]
