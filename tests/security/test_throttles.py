"""Guessing passwords, filling mailboxes: how often, and whom it must not hit."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client

from portal.accounts.adapter import AccountAdapter
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
RIGHT = {"login": "alice@example.org", "password": PASSWORD}
WRONG = RIGHT | {"password": "not this one at all"}


def tries(client: Client, form: dict, **headers: str) -> int:
    """How many wrong passwords are looked at before the door closes."""
    for number in range(40):
        if client.post(LOGIN, form, **headers).status_code == 429:
            return number
    return 40


def test_five_wrong_passwords_close_the_door_for_a_while_and_the_page_helps(client, alice):
    assert tries(client, WRONG) == 5
    page = client.post(LOGIN, RIGHT)
    assert page.status_code == 429
    assert page["Retry-After"] == "300"
    assert b"choose a new one" in page.content
    assert "_auth_user_id" not in client.session


def test_neither_headers_nor_spellings_open_it_again(alice, settings):
    settings.ALLOWED_HOSTS = ["*"]
    seen = sum(
        Client().post(LOGIN, WRONG | form, REMOTE_ADDR=f"192.0.2.{n}", **headers).status_code != 429
        for n, (form, headers) in enumerate(
            [
                ({}, {}),
                ({"login": "ALICE@example.org"}, {}),
                ({"login": " alice@example.org "}, {}),
                ({}, {"HTTP_X_FORWARDED_FOR": "198.51.100.1"}),
                ({}, {"HTTP_HOST": "testserver:81"}),
                ({}, {"HTTP_HOST": "other.example"}),
                ({}, {"HTTP_X_REAL_IP": "198.51.100.2"}),
                ({}, {"HTTP_COOKIE": "known=forged:forged"}),
            ]
        )
    )
    assert seen == 5


def test_one_address_cannot_try_one_password_on_many_accounts(client, alice):
    many = (Client().post(LOGIN, WRONG | {"login": f"m{n}@example.org"}) for n in range(12))
    assert [response.status_code for response in many] == [200] * 10 + [429] * 2


def test_a_stranger_cannot_lock_the_owner_out(alice):
    """A browser in which Alice signed in before has tries of its own."""
    hers = Client()
    assert hers.post(LOGIN, RIGHT).status_code == 302
    hers.post("/accounts/logout/")
    assert tries(Client(REMOTE_ADDR="192.0.2.9"), WRONG) == 5
    assert Client(REMOTE_ADDR="192.0.2.8").post(LOGIN, RIGHT).status_code == 429
    assert hers.post(LOGIN, RIGHT).status_code == 302


def test_a_new_password_by_mail_works_at_once(alice, client, run_tasks):
    tries(client, WRONG)
    client.post("/accounts/password/reset/", {"email": alice.email})
    run_tasks()
    link = mail.outbox[0].body.split("http://127.0.0.1:8000")[1].split()[0]
    form = client.get(link).url
    client.post(form, {"password1": "quiet river stones"})
    signed_in = client.post(LOGIN, RIGHT | {"password": "quiet river stones"})
    assert signed_in.url == "/me/"


def test_codes_of_the_second_step_are_limited_too(client, alice):
    TOTP.activate(alice, generate_totp_secret())
    assert client.post(LOGIN, RIGHT).url == "/accounts/2fa/authenticate/"
    for code in range(100_000, 100_005):
        page = client.post("/accounts/2fa/authenticate/", {"code": code})
        assert b"This code is not right" in page.content
    page = client.post("/accounts/2fa/authenticate/", {"code": "100005"})
    assert b"too many tries" in page.content


def test_the_present_password_cannot_be_guessed_by_changing_it(client, alice):
    client.force_login(alice)
    form = {"oldpassword": "wrong but long", "password1": "quiet river stones"}
    codes = [client.post("/accounts/password/change/", form).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


@pytest.mark.parametrize("url", ["/accounts/password/reset/", "/accounts/resend/"])
def test_a_mailbox_gets_two_mails_an_hour(url, client, alice, run_tasks):
    for _ in range(4):
        client.post(url, {"email": alice.email})
    run_tasks()
    assert len(mail.outbox) == 2


def test_sign_ups_from_one_address_are_limited_and_told_so_kindly(client):
    for number in range(11):
        response = Client().post("/accounts/signup/", {"email": f"a{number}@example.org"})
    assert response.status_code == 429
    assert b"Please wait a little" in response.content


def test_an_address_behind_proxies_is_the_one_they_wrote(rf, settings):
    address = AccountAdapter().get_client_ip
    spoofed = rf.get("/", HTTP_X_FORWARDED_FOR="1.1.1.1, 203.0.113.5", REMOTE_ADDR="10.0.0.1")
    for proxies, expected in [(0, "10.0.0.1"), (1, "203.0.113.5"), (3, "10.0.0.1")]:
        settings.TRUSTED_PROXIES = proxies
        assert address(spoofed) == expected
    settings.TRUSTED_PROXIES = 1
    assert address(rf.get("/", HTTP_X_FORWARDED_FOR="<b>", REMOTE_ADDR="::1")) == "::1"
