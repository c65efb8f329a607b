"""Counting who does something how often, and forgetting it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.accounts import mail
from portal.accounts.models import Session
from portal.limits import Limit, TooMany, network
from portal.models import Counter

pytestmark = pytest.mark.django_db

TWICE = Limit("test", 2, timedelta(hours=1))


def test_after_enough_one_is_told_how_long_to_wait_and_others_are_not_hit():
    TWICE.hit("alice")
    TWICE.hit("alice")
    with pytest.raises(TooMany, match=r"Please wait \d+ minutes?\.") as told:
        TWICE.hit("alice")
    assert timedelta() < told.value.wait <= TWICE.period
    TWICE.hit("bob")
    Limit("other", 1, TWICE.period).hit("alice")


def test_neighbours_in_a_network_count_as_one_and_no_address_is_kept(rf, settings):
    def of(address: str) -> str:
        return network(rf.get("/", REMOTE_ADDR=address))

    assert of("192.0.2.1") == of("192.0.2.200") == of("::ffff:192.0.2.3") != of("192.0.3.1")
    assert of("2001:db8::1") == of("2001:db8::ffff:1") != of("2001:db8:0:1::1")
    before = of("192.0.2.1")
    settings.SECRET_KEY = "another key, without which nobody can try all addresses"
    assert of("192.0.2.1") != before
    assert of("nonsense") == of("")


def test_housekeeping_forgets_what_is_over_and_keeps_what_is_not(client, alice, run_tasks):
    TWICE.hit("alice")
    TWICE.hit("bob")
    Counter.objects.filter(key="test:bob").update(period_ends=timezone.now())
    client.force_login(alice)
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=timezone.now())
    cache.set("long", 1, 3600)
    cache.set("short", 1, 0.1)
    mail.notice("password_changed", alice.email)
    run_tasks()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=2))
    mail.notice("password_changed", alice.email)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portal_cache SET expires = '2001-01-01' WHERE cache_key ~ 'short'")

    call_command("housekeeping")

    kept = Counter.objects.filter(key__startswith="test:")
    assert list(kept.values_list("key", flat=True)) == ["test:alice"]
    assert Session.objects.count() == 1
    assert client.get("/me/").status_code == 200
    assert DBTaskResult.objects.count() == 1
    assert cache.get("long") == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM portal_cache WHERE cache_key ~ 'short'")
        assert cursor.fetchone() == (0,)
