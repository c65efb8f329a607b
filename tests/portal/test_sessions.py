"""Where somebody is signed in: seen and ended by its owner, and by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts import devices
from portal.accounts.models import Session
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

PAGE, LOGIN = "/accounts/sessions/", "/accounts/login/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1"
DESKTOP = "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0"


def signed_in(user, agent: str = DESKTOP) -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR="203.0.113.9")
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return client


def handle(client: Client) -> str:
    return Session.objects.get(pk=client.cookies[settings.SESSION_COOKIE_NAME].value).handle


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_one_sees_all_places_and_signs_out_of_one_of_them(alice, bob):
    here, phone, stranger = signed_in(alice), signed_in(alice, PHONE), signed_in(bob)
    page = here.get(PAGE).content.decode()
    assert page.index("Firefox on Windows (this one)") < page.index("Safari on an iPhone")
    assert page.count("<li>\n") >= 2
    for client in [here, phone]:
        assert client.cookies[settings.SESSION_COOKIE_NAME].value not in page
    stored = str(list(Session.objects.values_list("device", "session_data")))
    assert "203.0.113.9" not in stored + page
    assert "Mozilla" not in stored

    end = f"{PAGE}end/{handle(phone)}/"
    assert here.get(end).status_code == 405
    assert stranger.post(end).status_code == 404
    assert Client().post(end).url.startswith(LOGIN)
    assert is_in(phone)
    assert here.post(end).url == PAGE
    assert not is_in(phone)
    assert here.post(end).status_code == 404
    assert here.post(f"{PAGE}end/{handle(here)}/").url == "/accounts/logout/"
    assert is_in(here)


def test_one_signs_out_everywhere_else(alice, bob):
    here, phone, tablet, stranger = (*(signed_in(alice) for _ in range(3)), signed_in(bob))
    here.post(f"{PAGE}end-others/")
    assert [is_in(client) for client in (here, phone, tablet, stranger)] == [1, 0, 0, 1]
    assert "Sign out everywhere else" not in here.get(PAGE).content.decode()


def test_what_changes_the_way_in_signs_out_everywhere_else(
    alice, django_capture_on_commit_callbacks
):
    here, there = signed_in(alice), signed_in(alice)
    form = here.get("/accounts/2fa/totp/activate/").context["form"]
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(form.secret, counter))
    with django_capture_on_commit_callbacks(execute=True):
        here.post("/accounts/2fa/totp/activate/", {"code": code})
    assert alice.authenticator_set.exists()
    assert is_in(here)
    assert not is_in(there)
    new = {"oldpassword": PASSWORD, "password1": "quiet river stones"}
    here.post("/accounts/password/change/", new)
    assert alice.sessions.count() == 1, "no session lies around that opens nothing"
    assert is_in(here)


def test_looking_costs_nothing_and_is_noted_seldom(alice):
    here = signed_in(alice)
    mine = Session.objects.filter(member=alice)
    before = mine.get().used_at
    with CaptureQueriesContext(connection) as often:
        here.get("/about/")
    assert mine.get().used_at == before
    assert not [query for query in often if query["sql"].startswith("UPDATE")]
    mine.update(used_at=timezone.now() - timedelta(minutes=11))
    with CaptureQueriesContext(connection) as seldom:
        here.get("/about/")
    assert timezone.now() - mine.get().used_at < timedelta(minutes=1)
    assert len(seldom) == len(often) + 1

    visitor = Client()
    with CaptureQueriesContext(connection) as visit:
        response = visitor.get("/about/")
    assert not [query for query in visit if "session" in query["sql"]]
    assert not response.cookies
    assert isinstance(response.wsgi_request.user, AnonymousUser)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        ("", "A browser"),
        ("<script>", "A browser"),
    ],
)
def test_devices_are_named_as_people_name_them(agent, words):
    assert devices.in_words(agent) == words
