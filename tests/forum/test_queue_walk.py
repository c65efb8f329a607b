"""Taking, deciding and going on: what a moderator with ten minutes does in the queue."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.models import Decision, DeskSettings, Flag, ReviewItem
from tests.factories import make_condition, make_question, make_user

QUEUE = "/admin/forum/reviewitem/"
DECIDE, TAKE = QUEUE + "decide/", QUEUE + "take/"
FINE = {"decision": "publish", "reason": "fine", "message": ""}


@pytest.fixture
def desk(client, mo) -> Client:
    client.force_login(mo)
    return client


def waiting(author, number: int, **fields) -> ReviewItem:
    title = f"Question number {number} that waits?"
    return make_question(author, title, **fields).reviewitems.get()


def at(item: ReviewItem, queue: str = "") -> str:
    return f"{DECIDE}?item={item.pk}" + (f"&queue={queue}" if queue else "")


def words(response) -> str:
    return response.content.decode()


def test_start_with_the_worst_decide_and_go_on_within_the_same_filter(desk, alice, bob, mo, max_):
    old, new = waiting(alice, 1), waiting(alice, 2)
    urgent = waiting(bob, 3, body="He has a seizure that won't stop for 20 minutes.")
    make_question(mo, "A question of the moderator?")
    ReviewItem.objects.filter(pk__in=[old.pk, new.pk]).update(
        due_at=timezone.now() - timedelta(hours=1)
    )
    page = desk.post(TAKE, {"queue": "lane=overdue"}, follow=True)
    assert page.redirect_chain[-1][0] == at(old, "lane%3Doverdue")
    assert "Overdue: 1 of 2" in words(page)
    assert "You are looking at it, until" in words(page)

    page = desk.post(at(old, "lane%3Doverdue"), FINE | {"next": "1"}, follow=True)
    assert page.redirect_chain[-1][0] == at(new, "lane%3Doverdue")
    assert '<div class="result" tabindex="-1" autofocus>' in words(page)
    assert "Publish: 1 item decided" in words(page)
    new.refresh_from_db()
    assert new.claimant == mo

    page = desk.post(at(new, "lane%3Doverdue"), FINE | {"next": "1"}, follow=True)
    assert page.redirect_chain[-1][0] == f"{QUEUE}?lane=overdue"
    assert "That was the last one" in words(page)
    # Without a filter the worst comes first, and never one's own text.
    page = desk.post(TAKE, {}, follow=True)
    assert page.redirect_chain[-1][0] == at(urgent)
    page = desk.post(TAKE, {"after": urgent.pk}, follow=True)
    assert page.redirect_chain[-1][0] == QUEUE
    urgent.refresh_from_db()
    assert urgent.claimant is None


def test_reading_takes_nothing_and_others_see_who_looks(desk, alice, mo, max_):
    item, other = waiting(alice, 1), waiting(alice, 2)
    assert "Take it, so that others see" in words(desk.get(at(item)))
    for address in (TAKE, f"{TAKE}?item={item.pk}", QUEUE + "take-handful/", QUEUE + "tap/"):
        assert desk.get(address).url == QUEUE
    item.refresh_from_db()
    assert item.claimant is None

    item.claim(by=max_)
    assert "Max is looking at it, until" in words(desk.get(QUEUE))
    assert "Max is looking at it, until" in words(desk.get(at(item)))
    page = desk.post(TAKE, {}, follow=True)  # next is the one that is free
    assert page.redirect_chain[-1][0] == at(other)
    page = desk.post(TAKE, {"item": item.pk}, follow=True)
    assert "You can decide all the same" in words(page)
    desk.post(at(item), FINE)
    assert Decision.objects.get().by == mo
    for wrong in ("x", "9" * 30, "999999"):
        assert desk.post(TAKE, {"item": wrong, "after": wrong}).status_code == 302


def test_ten_are_taken_at_once_and_are_mine(desk, alice, mo, max_):
    items = [waiting(alice, number) for number in range(12)]
    items[0].claim(by=max_)
    page = desk.post(QUEUE + "take-handful/", {}, follow=True)
    assert page.redirect_chain[-1][0] == QUEUE + "?lane=mine"
    assert "You have 10 to look at" in words(page)
    assert [item.pk for item in page.context["cl"].result_list] == [i.pk for i in items[1:11]]
    ReviewItem.objects.update(claimed_until=timezone.now())
    assert len(desk.get(QUEUE + "?lane=mine").context["cl"].result_list) == 0


def test_what_is_plain_takes_one_tap_and_nothing_else_does(desk, alice, bob, mo):
    plain = waiting(alice, 1)
    noticed = waiting(alice, 2, body="He takes 5 mg twice a day.")
    page = words(desk.get(QUEUE))
    seen = f"{plain.pk}:1:1"
    assert f'name="seen" value="{seen}"' in page
    assert page.count('name="seen"') == 1
    tap = {"seen": f"{noticed.pk}:{noticed.version}:1", "queue": "lane=first"}
    page = desk.post(QUEUE + "tap/", tap, follow=True)
    assert page.redirect_chain[-1][0] == at(noticed, "lane%3Dfirst")
    assert "needs a closer look" in words(page)
    page = desk.post(QUEUE + "tap/", {"seen": seen, "queue": "lane=first"}, follow=True)
    assert page.redirect_chain[-1][0] == f"{QUEUE}?lane=first"
    assert "Published: “Question number 1 that waits?”" in words(page)
    plain.question.refresh_from_db()
    assert plain.question.is_public

    assert "was decided by Mo" in words(desk.post(QUEUE + "tap/", {"seen": seen}, follow=True))
    flagged = Flag.raise_on(plain.question, by=bob, reason="other").item
    assert f"{flagged.pk}:{flagged.version}" not in words(desk.get(QUEUE))
    desk.post(QUEUE + "tap/", {"seen": f"{flagged.pk}:{flagged.version}:1"})
    desk.post(QUEUE + "tap/", {"seen": "x"})
    assert Decision.objects.count() == 1


def test_what_is_new_is_read_before_it_is_decided(desk, alice, mo, max_):
    item = waiting(alice, 1)
    read = desk.get(at(item)).context["form"]["items"].value()
    item.claim(by=max_)
    page = desk.post(at(item), FINE | {"items": read, "message": "Kept words."})
    assert "Max is looking at it, until" in words(page)
    assert "Kept words." in words(page)
    ReviewItem.objects.update(claimed_until=None, claimed_by=None)
    page = desk.post(at(item), FINE | {"items": read})
    assert "Something is new about it" in words(page)
    assert not Decision.objects.exists()
    desk.post(QUEUE + "tap/", {"seen": f"{item.pk}:1:1"})
    assert not Decision.objects.exists()
    desk.post(at(item), FINE | {"items": page.context["form"]["items"].value()})
    assert Decision.objects.exists()


def test_more_than_twenty_are_decided_only_by_whoever_types_how_many(desk, alice):
    items = [waiting(alice, number) for number in range(21)]
    url = DECIDE + "?" + "&".join(f"item={item.pk}" for item in items)
    for number in ("", "20"):
        assert "number" in desk.post(url, FINE | {"number": number}).context["form"].errors
    assert not Decision.objects.exists()
    assert "number" not in desk.get(at(items[0])).context["form"].fields
    assert "21 items decided" in words(desk.post(url, FINE | {"number": "21"}, follow=True))


def test_texts_about_despair_are_folded_as_each_moderator_wishes(desk, alice, mo, max_):
    crisis = waiting(alice, 1, body="I do not want to live any more.")
    waiting(alice, 2, body="He has a seizure that won't stop for 20 minutes.")
    fold, set_ = "<summary>Distressing: show</summary>", QUEUE + "distressing/"
    assert words(desk.get(QUEUE)).count(fold) == 1
    assert fold in words(desk.get(at(crisis)))
    for wish, folded in [("more", 2), ("x", 2), ("nothing", 0)]:
        desk.post(set_, {"distressing": wish})
        assert words(desk.get(QUEUE)).count(fold) == folded
    assert fold not in words(desk.get(at(crisis)))
    assert desk.get(set_).url == QUEUE
    assert DeskSettings.of(max_).folded == {"crisis"}


def test_the_row_shows_a_long_text_around_what_was_noticed(desk, alice):
    condition = make_condition()
    quiet = "It went slowly and quietly. " * 40
    waiting(alice, 1, body=f"{quiet}She takes 5 mg at night. {quiet}", condition=condition)
    page = words(desk.get(QUEUE))
    assert "<mark>5 mg" in page
    assert " … " in page
    assert "The whole text" in page
    assert condition.name in page
    assert "<mark><b>" not in page


def test_the_page_of_an_item_tells_all_that_happened(desk, alice, bob, cleo, mo, max_):
    item = waiting(alice, 1, body="He takes 5 mg twice a day.")
    item.claim(by=max_)
    item.decide("publish", by=max_, reason="fine")
    flagged = Flag.raise_on(item.question, by=bob, reason="unkind", note="Harsh words.").item
    page = words(desk.get(at(flagged)))
    told = ["Sent", "The portal noticed", "Taken, Max", "Publish: Within the rules, Max"]
    told += ["Reported: “It is unkind”", "Harsh words."]
    places = [page.index(line, page.index("deciding__history")) for line in told]
    assert places == sorted(places)
    assert "Bob" not in page


def test_the_ways_to_look_are_links_with_their_counts(desk, alice, bob, cleo, mo, max_):
    urgent = waiting(alice, 1, body="I do not want to live any more.")
    mine = waiting(bob, 2)
    mine.claim(by=mo)
    ReviewItem.objects.filter(pk=mine.pk).update(due_at=timezone.now() - timedelta(hours=1))
    ways = {way.name: way.count for way in desk.get(QUEUE).context["ways"]}
    assert ways == {
        "": 2, "mine": 1, "overdue": 1, "crisis": 1, "escalated": 0, "first": 2, "appeals": 0
    }  # fmt: skip
    for lane, found in [("mine", [mine]), ("crisis", [urgent]), ("nonsense", [urgent, mine])]:
        page = desk.get(f"{QUEUE}?lane={lane}")
        assert [item.pk for item in page.context["cl"].result_list] == [i.pk for i in found]


def test_fifty_thousand_cost_what_fifty_cost(desk, mo):
    """Rows without end: only the first page of them is read, and nothing is counted to its end."""
    members = [make_user(f"Member {number}") for number in range(3)]
    for number in range(60):
        make_question(members[number % 3], f"Question number {number} of many?")

    def cost(url: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(url)
        return len(queries), len(page.context["cl"].result_list) if "cl" in page.context else 0

    first = ReviewItem.objects.order_by("pk")[0]
    desk.get(QUEUE)  # what is asked once in a session is not counted
    few = [cost(url) for url in (QUEUE, "/admin/", at(first))]
    multiply(50_000)
    assert ReviewItem.objects.open().count() >= 50_000
    assert [cost(url) for url in (QUEUE, "/admin/", at(first))] == few
    ways = {way.name: way.count_in_words for way in desk.get(QUEUE).context["ways"]}
    assert ways[""] == ways["first"] == "1,000+"
    assert ways["mine"] == "0"
    assert "More than 10000" in words(desk.get(QUEUE))
    assert plan_reads_everything(ReviewItem.objects.for_queue().open()[:25]) is False


def multiply(number: int) -> None:
    """Copy one waiting question and its item very often, past the portal's verbs."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, changes in [
            ("forum_question", {"id": "900000 + n", "submission": "gen_random_uuid()"}),
            (
                "forum_reviewitem",
                {
                    "id": "900000 + n",
                    "question_id": "900000 + n",
                    "due_at": "due_at + n * '1s'::interval",
                },
            ),
        ]:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
                " AND is_generated = 'NEVER'",
                [table],
            )
            names = [name for (name,) in cursor.fetchall()]
            values = ", ".join(changes.get(name, f'"{name}"') for name in names)
            columns = ", ".join(f'"{name}"' for name in names)
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {values} FROM "  # noqa: S608
                f"(SELECT * FROM {table} ORDER BY id LIMIT 1) one, generate_series(1, {number}) n"
            )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute("ANALYZE forum_question, forum_reviewitem")


def plan_reads_everything(rows) -> bool:
    """Whether the database would sort or read all items to show the first."""
    plan = rows.explain()
    return "Seq Scan on forum_reviewitem" in plan or "Sort" in plan


@pytest.mark.django_db(transaction=True)
def test_two_who_take_ten_at_once_take_different_ones(alice, mo, max_):
    for number in range(20):
        waiting(alice, number)
    ready = threading.Barrier(2)

    def take(moderator):
        client = Client()
        client.force_login(moderator)
        ready.wait()
        client.post(QUEUE + "take-handful/", {})
        connection.close()

    threads = [threading.Thread(target=take, args=[moderator]) for moderator in (mo, max_)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = [ReviewItem.objects.filter(claimed_by=each).count() for each in (mo, max_)]
    assert held == [10, 10]
