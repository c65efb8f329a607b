"""The figures of a year: who sees them, that they are right, and what is held back in public."""

from __future__ import annotations

import csv
import io
import json

from django.core.cache import cache
from django.utils import timezone

from forum import figures
from forum.models import Appeal, Flag, ReviewItem
from tests.factories import make_question

FIGURES = "/admin/forum/decision/figures/"
STATEMENTS = "/admin/forum/decision/statements/"


def found(year: int) -> dict[tuple[str, str], str]:
    return {(each.section, each.name): each.shown for each in figures.of(year)}


def test_a_year_in_figures_for_those_who_answer_for_it(client, alice, bob, mo, max_, lea, eve):
    year = timezone.localdate().year
    public = [make_question(alice, f"Public question number {n}?", by=mo) for n in range(3)]
    item = Flag.raise_on(public[0], by=bob, reason="spam").item
    item.decide("remove", by=mo, reason="spam", message="It is an advert of Alice.")
    Flag.raise_on(public[1], by=bob, reason="harm").item.decide("keep", by=mo, reason="fine")
    Flag.raise_on(public[2], by=bob, reason="other")
    urgent = make_question(bob, "Where now?", body="He has a seizure that won't stop.")
    ReviewItem.objects.filter(question=urgent).update(due_at=timezone.now())
    appeal = Appeal.objects.make(item.decisions.get().statement, words="It is none.")
    appeal.decide("overturned", by=max_, answer="You are right.")

    told = found(year)
    for section, name, count in [
        ("What waited for a decision", "All", "7"),
        ("What waited for a decision", "New, and marked by screening", "1"),
        ("What waited for a decision", "Reported by a member", "3"),
        ("Time", "Decided after the time we set ourselves", "1"),
        ("Decisions", "Publish", "3"),
        ("Decisions", "Remove", "1"),
        ("Decisions", "Undo", "1"),
        ("Reasons", "Spam", "1"),
        ("Reports by members", "All", "3"),
        ("Reports by members", "Something was done", "0"),
        ("Appeals", "The decision is taken back", "1"),
        ("Statements of reasons", "Against our rules", "1"),
    ]:
        assert told[section, name] == count, (section, name)
    assert found(year - 1)["What waited for a decision", "All"] == "0"

    for who, status in [(mo, 403), (eve, 403), (lea, 200)]:
        client.force_login(who)
        for url in (FIGURES, STATEMENTS):
            assert client.get(url).status_code == status
    assert client.get(FIGURES, {"year": year - 1}).status_code == 404
    sheet = b"".join(client.get(FIGURES, {"format": "csv"})).decode()
    assert ["Decisions", "Publish", "3"] in list(csv.reader(io.StringIO(sheet)))
    [row] = json.loads(b"".join(client.get(STATEMENTS)))
    assert (row["decision"], row["source"], row["outcome"]) == ("remove", "notice", "overturned")
    sheet = b"".join(client.get(STATEMENTS, {"format": "csv"})).decode()
    assert [row] == [
        {name: type(row[name])(value == "True") if value in {"True", "False"} else value
         for name, value in each.items()} | {"number": row["number"]}
        for each in csv.DictReader(io.StringIO(sheet))
    ]  # fmt: skip
    assert not {"Alice", "Bob", "advert", alice.email} & set(sheet.replace(",", " ").split())


def test_everybody_sees_the_last_full_year_without_small_numbers(client, alice, mo):
    cache.clear()
    page = client.get("/transparency/")
    assert "There is nothing to tell" in page.content.decode()
    assert not page.cookies
    cache.clear()
    before = timezone.now().replace(month=6, year=timezone.now().year - 1)
    for number in range(6):
        make_question(alice, f"Question number {number} of Alice?", by=mo if number < 2 else None)
    ReviewItem.objects.update(opened_at=before, due_at=before)
    page = client.get("/transparency/").content.decode()
    assert "<dt>All</dt><dd>6</dd>" in page
    assert "<dt>Not decided yet</dt><dd>fewer than 5</dd>" in page
    with_no_queries = client.get("/transparency/").content.decode()
    assert with_no_queries == page
