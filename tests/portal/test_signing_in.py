"""Being somebody: sessions, leaving, changing how one signs in."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings as portal_settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
NEW = "quiet river stones"


def sign_in(user, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return client


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_signing_in_makes_a_new_session_that_scripts_cannot_read(client, alice):
    client.get("/accounts/signup/")
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    client.cookies[portal_settings.SESSION_COOKIE_NAME] = before
    response = client.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    cookie = response.cookies[portal_settings.SESSION_COOKIE_NAME]
    assert cookie.value != before
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert all(morsel["httponly"] and morsel["samesite"] for morsel in response.cookies.values())


def test_signing_out_needs_a_press_and_ends_the_session(alice):
    client = sign_in(alice)
    stolen = client.cookies[portal_settings.SESSION_COOKIE_NAME].value
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/me/").status_code == 200  # looking did nothing
    response = client.post("/accounts/logout/")
    assert response.url == "/accounts/signed-out/"
    assert response["Clear-Site-Data"] == '"cache"'
    thief = Client()
    thief.cookies[portal_settings.SESSION_COOKIE_NAME] = stolen
    assert thief.get("/me/").status_code == 302


def test_a_new_password_signs_out_everywhere_else_and_is_told_by_mail(alice, run_tasks):
    here, there = sign_in(alice), sign_in(alice)
    wrong = {"oldpassword": "not this one", "password1": NEW}
    assert (
        b"not the password you have now" in here.post("/accounts/password/change/", wrong).content
    )
    here.post("/accounts/password/change/", wrong | {"oldpassword": PASSWORD})
    assert here.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302
    run_tasks()
    assert [m.subject for m in mail.outbox] == ["Your password was changed"]


def test_a_reset_link_works_once_and_does_not_pass_the_second_step(alice, client, run_tasks):
    client.post("/accounts/password/reset/", {"email": "ALICE@example.org"})
    run_tasks()
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    form = client.get(link).url
    assert alice.check_password(PASSWORD)
    assert client.post(form, {"password1": NEW}).url == "/accounts/password/reset/key/done/"
    assert client.get("/me/").status_code == 302
    alice.refresh_from_db()
    assert alice.check_password(NEW)
    assert b"This link does not work" in Client().get(link).content


def test_a_link_for_somebody_else_does_not_sign_me_out_by_itself(alice, client, run_tasks):
    Client().post(
        "/accounts/signup/",
        {"email": "x@example.net", "username": "early bird", "password1": PASSWORD},
    )
    run_tasks()
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    sign_in(alice, client)
    client.get(link)
    assert client.get("/me/").status_code == 200


def test_staff_set_up_a_second_step_before_anything_else(client):
    mo = make_user("Mo")
    mo.is_staff = True  # made staff, and not yet asked for a second step
    mo.save()
    sign_in(mo, client)
    setup = reverse("mfa_activate_totp")
    for url in ["/", "/me/", "/admin/"]:
        assert client.get(url).url == setup
    page = client.get(setup)  # without asking for the password a second time: it was just given
    assert page.status_code == 200
    assert b"<svg" in page.content
    secret = page.context["form"].secret
    assert client.post(setup, {"code": "000000"}).status_code == 200
    assert client.post(setup, {"code": code_for(secret)}).url == "/accounts/2fa/recovery-codes/"
    codes = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    assert client.get("/admin/").status_code == 200

    # From now on the password alone opens nothing, and a recovery code does once.
    other = sign_in(mo)
    assert other.get("/admin/").status_code == 302
    assert other.get("/me/").status_code == 302
    assert other.post("/accounts/2fa/authenticate/", {"code": codes[0]}).url == "/me/"
    assert other.get("/admin/").status_code == 200
    third = sign_in(mo)
    assert third.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 200

    # Without it they are back where they began.
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.exists()
    assert client.get("/admin/").url == setup


def test_a_member_may_have_a_second_step_and_is_asked_for_the_password_before(alice, settings):
    client = sign_in(alice)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked.url.startswith("/accounts/reauthenticate/")
    assert b"not your password" in client.post(asked.url, {"password": "wrong but long"}).content


def test_the_admin_has_no_door_of_its_own(client, mo):
    response = client.get("/admin/login/?next=/admin/forum/")
    assert response.url.startswith("/accounts/login/")
    posted = client.post("/admin/login/", {"username": mo.email, "password": PASSWORD})
    assert posted.url.startswith("/accounts/login/")


def test_sessions_of_staff_end_after_idle_hours(client, mo, alice):
    client.force_login(mo)
    client.get("/me/")
    assert client.session.get_expiry_age() <= portal_settings.STAFF_IDLE
    session = client.session
    session["staff_until"] = time.time() + 60  # the page was left open for nearly that long
    session.save()
    client.get("/me/")
    assert client.session["staff_until"] > time.time() + portal_settings.STAFF_IDLE - 60
    client.force_login(alice)
    client.get("/me/")
    assert client.session.get_expiry_age() > 13 * 24 * 3600


def test_fields_say_what_password_managers_need_and_allow_pasting(client, alice):
    pages = {
        LOGIN: ["username", "current-password"],
        "/accounts/signup/": ["email", "nickname", "new-password"],
        "/accounts/password/change/": ["current-password", "new-password"],
    }
    for url, tokens in pages.items():
        if "change" in url:
            client.force_login(alice)
        page = client.get(url).content.decode()
        assert all(f'autocomplete="{token}"' in page for token in tokens), url
        assert not re.search(r"onpaste|placeholder=|style=", page)
