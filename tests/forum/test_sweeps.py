"""A wave of accounts, swept away in one decision and given back in one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forum import waves
from forum.models import Decision, Question, ReviewItem, Sweep
from portal.accounts.models import Footprint, forget_footprints
from portal.models import User
from tests.factories import make_answer, make_known, make_question, make_user

BEGIN = "/admin/forum/sweep/begin/"


def seen(member: User, *networks: str) -> None:
    for network in networks:
        Footprint.objects.create(member=member, network=network)


@pytest.fixture
def wave(alice, mo) -> list[User]:
    """Three accounts with something waiting; the third is linked to the first by the second."""
    socks = [make_user(f"Sock{n}") for n in range(3)]
    for number, sock in enumerate(socks):
        seen(sock, f"net{number}", f"net{number + 1}")
        make_question(sock, f"Which clinic cures it, number {number}?", body="Ask us.")
    return socks


@pytest.fixture
def desk(client, mo) -> Client:
    client.force_login(mo)
    return client


def item_of(member: User) -> ReviewItem:
    return ReviewItem.objects.filter(question__author=member).latest("pk")


def sweep(desk, member: User, members: list[User], number: str | None = None):
    form = {"member": [each.pk for each in members], "number": number or str(len(members))}
    return desk.post(f"{BEGIN}?item={item_of(member).pk}", form, follow=True)


def test_all_by_one_author_and_the_same_networks_at_once(desk, wave, alice, bob, nia, cleo, mo):
    family = make_known(bob, make_question(alice, by=mo), by=mo)
    seen(family, "net0"), seen(cleo, "net0"), seen(nia, "elsewhere")
    own = make_question(nia, "How do you manage feeding by day?")
    public = make_answer(Question.objects.get(author=alice), wave[1], "We sell it.", by=mo)
    held = make_question(wave[2], "What now?", body="A seizure that will not stop.")

    page = desk.get(f"{BEGIN}?item={item_of(wave[0]).pk}").content.decode()
    for sock in wave:
        assert f"<strong>{sock}</strong>" in page
    for name in ("Bob", "Cleo", "Nia", "net0"):  # known, a clinician, elsewhere, and no network
        assert f"<strong>{name}</strong>" not in page
    assert "may speak of somebody in need" in page
    refused = sweep(desk, wave[0], wave[:2], number="3").content.decode()
    assert "You have chosen 2" in refused
    assert not Sweep.objects.exists()

    done = sweep(desk, wave[0], wave).content.decode()

    assert "3 accounts may sign in no more, and 4 texts are gone" in done
    assert not User.objects.filter(pk__in=[sock.pk for sock in wave], is_active=True).exists()
    states = Question.objects.filter(author__in=wave).exclude(pk=held.pk)
    assert set(states.values_list("state", flat=True)) == {"rejected"}
    public.refresh_from_db(), held.refresh_from_db(), own.refresh_from_db()
    assert (public.state, held.state, own.state) == ("removed", "pending", "pending")
    assert set(ReviewItem.objects.open()) == {
        item_of(nia), ReviewItem.objects.get(question=held),
    }  # fmt: skip
    decisions = Decision.objects.filter(by=mo, reason="spam")
    assert sorted(decisions.values_list("decision", flat=True)) == ["reject"] * 3 + ["remove"]
    assert not wave[0].notifications.exists()
    assert Client().get(public.get_absolute_url()).status_code == 404

    record = Sweep.objects.get()
    url = reverse("admin:forum_sweep_undo", args=[record.pk])
    assert b"as it was before" in desk.post(url, follow=True).content
    assert b"taken back already" in desk.post(url, follow=True).content
    public.refresh_from_db()
    assert public.state == "published"
    assert set(states.values_list("state", flat=True)) == {"pending"}
    assert User.objects.filter(pk__in=[sock.pk for sock in wave], is_active=True).count() == 3
    assert ReviewItem.objects.open().filter(question__author__in=wave).count() == 4
    assert Decision.objects.filter(decision="undo", by=mo).count() == 4
    item_of(wave[0]).decide("publish", by=mo, reason="fine")  # all is decided anew


def test_what_was_decided_since_is_not_given_back(desk, wave, alice, mo, max_):
    sweep(desk, wave[0], wave)
    record = Sweep.objects.get()
    first = Decision.objects.filter(item__question__author=wave[0]).latest("pk")
    first.undo(by=max_)
    record.undo(by=mo)
    assert Decision.objects.filter(decision="undo").count() == 3


def test_who_may_sweep_and_whom(client, wave, alice, mo, eve, ada):
    url = f"{BEGIN}?item={item_of(wave[0]).pk}"
    form = {"member": [wave[0].pk], "number": "1"}
    for reader in (alice, eve):
        client.force_login(reader)
        client.post(url, form)
    assert not Sweep.objects.exists()
    mine = make_question(mo, "A question that Mo asked?")
    client.force_login(ada)
    assert client.get(f"{BEGIN}?item={mine.reviewitems.get().pk}").status_code == 302
    for nothing in ("x", "999999", "9" * 30):
        assert client.get(f"{BEGIN}?item={nothing}").status_code == 302
    client.post(url, form | {"member": [wave[0].pk, mo.pk], "number": "2"})
    assert not Sweep.objects.exists()
    client.post(url, form)
    assert list(Sweep.objects.get().swept.values_list("member", flat=True)) == [wave[0].pk]


def test_as_many_queries_for_a_large_wave_as_for_a_small_one(alice, mo):
    def counted(size: int) -> list[int]:
        users = User.objects.bulk_create(
            User(email=f"{size}-{n}@private.example", pseudonym=f"S{size}x{n}") for n in range(size)
        )
        Footprint.objects.bulk_create(Footprint(member=u, network=f"n{size}") for u in users)
        for user in users[:12]:
            make_question(user, "Which clinic cures it for good?", body="Ask us.")
        with CaptureQueriesContext(
            connection,
        ) as found:
            accounts = waves.accounts(waves.around(users[0]))
        assert len(accounts) == size
        members = [account.member for account in accounts]
        with CaptureQueriesContext(connection) as swept:
            record = Sweep.objects.carry_out(members, by=mo)
        with CaptureQueriesContext(connection) as undone:
            record.undo(by=mo)
        return [len(found), len(swept), len(undone)]

    assert counted(3) == counted(30)


def test_writing_and_signing_up_leave_a_footprint_for_thirty_days(client, nia):
    client.force_login(nia)
    ask = {"title": "How do you manage feeding at night?", "body": "Our child wakes often."}
    client.post("/questions/ask/", ask, REMOTE_ADDR="203.0.113.7")
    client.post("/questions/ask/", ask | {"body": "More."}, REMOTE_ADDR="203.0.113.99")
    form = {"email": "sock@private.example", "username": "Sock", "password1": "a lantern in reeds"}
    Client().post("/accounts/signup/", form, REMOTE_ADDR="203.0.113.8")
    prints = Footprint.objects.all()
    assert {each.member.pseudonym for each in prints} == {"Nia", "Sock"}
    assert len({each.network for each in prints}) == 1
    assert "203.0" not in prints[0].network
    assert {each.pseudonym for each in waves.around(nia)} == {"Nia", "Sock"}
    prints.filter(member=nia).update(seen_at=timezone.now() - timedelta(days=31))
    forget_footprints()
    assert {each.member.pseudonym for each in prints.all()} == {"Sock"}
