"""What a form may and may not do: tokens, addresses in mail, passwords, where it leads."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.conf import settings as portal_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from portal.accounts.adapter import AccountAdapter
from portal.models import User
from tests.factories import PASSWORD, make_user
from tests.hostile import hostile, records
from tests.security.addresses import FORMS, WITHOUT_TOKEN, addresses

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
SIGNUP = "/accounts/signup/"
PLAIN = [False, False, "", 0]  # neither staff nor administrator, no badge, no group
FORM = {"email": "new@example.net", "username": "night owl", "password1": PASSWORD}


# --- Where it leads ---------------------------------------------------------------------------
def test_no_address_of_elsewhere_is_safe():
    for url in hostile("open_redirect"):
        if AccountAdapter().is_safe_url(url):
            assert urlsplit(url).netloc == ""
            assert url.startswith("/")
            assert not url.startswith(("//", "/\\"))
    assert AccountAdapter().is_safe_url("/questions/ask/?about=krabbe-disease#form")


@pytest.mark.parametrize("door", [LOGIN, SIGNUP, "/accounts/logout/", "/accounts/reauthenticate/"])
def test_nothing_leads_away_or_repeats_a_foreign_address(door, alice, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    form = {"login": alice.email, "password": PASSWORD}
    for url in hostile("open_redirect", 60):
        client = Client()
        if door != LOGIN:
            client.force_login(alice)
        page = client.get(door, {"next": url})
        answer = client.post(f"{door}?{page.request['QUERY_STRING']}", form | {"next": url})
        for response in [page, answer]:
            target = response.headers.get("Location", "/")
            assert target.startswith("/"), (url, target)
            assert not target.startswith("//"), (url, target)
            if not AccountAdapter().is_safe_url(url):
                assert b"evil.example" not in response.content, url


def test_a_page_of_ours_is_where_one_goes_after_signing_in(client, alice):
    page = client.get(LOGIN, {"next": "/questions/ask/"})
    assert b'name="next" value="/questions/ask/"' in page.content
    form = {"login": alice.email, "password": PASSWORD, "next": "/questions/ask/"}
    assert client.post(LOGIN, form).url == "/questions/ask/"


# --- Tokens -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "headers",
    [{}, {"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_ORIGIN": "null"}],
    ids=["no token", "foreign origin", "no origin"],
)
def test_without_a_token_of_ours_nothing_changes(headers, alice):
    client = Client(enforce_csrf_checks=True)
    client.get(LOGIN)
    token = client.cookies[portal_settings.CSRF_COOKIE_NAME].value if headers else "made-up"
    client.force_login(alice)
    for url in sorted(set(addresses()) - WITHOUT_TOKEN):
        response = client.post(url, {"csrfmiddlewaretoken": token}, **headers)
        assert response.status_code in {403, 405}, url
    assert client.get("/me/").status_code == 200


def test_looking_changes_nothing(client, alice):
    client.force_login(alice)
    before = list(User.objects.values())
    for url in addresses():
        client.get(url, {"action": "delete", "confirm": "1"})
        client.head(url)
    after = list(User.objects.values())
    assert after == before
    assert client.get("/me/").status_code == 200


# --- Fields that are not there ------------------------------------------------------------------
def test_fields_that_a_form_does_not_have_change_nothing(client, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for number, record in enumerate(records("mass_assignment")):
        form = FORM | {"email": f"n{number}@example.net", "username": f"owl number {number}"}
        extra = {record["field"]: record["value"]}
        if record["field"] not in form:
            client.post(SIGNUP, form | extra)
            Client().post(SIGNUP + f"?{record['field']}={record['value']}", form)
        user = User.objects.get(email=form["email"])
        assert [user.is_staff, user.is_superuser, user.badge, user.groups.count()] == PLAIN
        assert user.is_active
        assert user.date_joined.year > 2020
        assert user.check_password(PASSWORD)


# --- Addresses ----------------------------------------------------------------------------------
def test_no_address_adds_a_line_or_a_receiver_to_a_mail(client, settings, run_tasks):
    settings.ACCOUNT_RATE_LIMITS = False
    for number, text in enumerate(hostile("email_header")):
        client.post("/accounts/password/reset/", {"email": text})
        client.post("/accounts/resend/", {"email": text})
        client.post(SIGNUP, FORM | {"email": text, "username": f"owl number {number}"})
    run_tasks()
    for message in mail.outbox:
        assert "victim" not in str(message.message()).lower()
        assert len(message.recipients()) == 1


@pytest.mark.parametrize("record", records("emails"), ids=lambda r: r["p"][:30])
def test_addresses_are_read_as_people_mean_them(record, client):
    text, expect = record["p"], record["expect"]
    known = make_user("Known")
    known.email = text.strip().lower() if expect == "same-as-lower" else "existing@example.org"
    known.save()
    known.emailaddress_set.update(email=known.email)
    signed_in = client.post(LOGIN, {"login": text, "password": PASSWORD}).status_code == 302
    answer = Client().post(SIGNUP, FORM | {"email": text})
    if expect == "same-as-lower":
        assert signed_in
        assert User.objects.count() == 1
    elif expect == "must-not-match":
        assert not signed_in
    elif expect == "reject":
        assert answer.status_code == 200
        assert User.objects.count() == 1
    for user in User.objects.all():
        assert user.email == user.email.strip().lower()


# --- Passwords ----------------------------------------------------------------------------------
@pytest.mark.parametrize("record", records("passwords"), ids=lambda r: r["p"][:30])
def test_long_passwords_are_taken_as_they_are_and_guessable_ones_refused(record, client):
    password = record["p"].replace("{email}", FORM["email"])
    accepted = client.post(SIGNUP, FORM | {"password1": password}).status_code == 302
    if record["expect"] == "accept":
        assert accepted
        assert User.objects.get().check_password(password)
    elif record["expect"] == "reject":
        assert not accepted


def test_a_password_made_of_our_words_or_ones_own_name_is_refused_with_words(client):
    for password, words in {
        "leukodystrophy2024!": "words of this portal",
        "Portal-Portal-1234": "words of this portal",
        "night owl night": "too similar",
        "1234512345123": "Digits alone",
        "ababababababab": "four different characters",
    }.items():
        page = client.post(SIGNUP, FORM | {"password1": password})
        assert page.status_code == 200, password
        assert words in page.content.decode(), password


def test_a_huge_password_is_not_even_hashed(client, alice, settings, monkeypatch):
    calls = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *a, **k: (calls.append(1), encode(*a, **k))[1]
    )
    huge = "x1y2" * 5_000
    client.post(LOGIN, {"login": alice.email, "password": huge})
    client.post(SIGNUP, FORM | {"password1": huge})
    assert calls == []
    with pytest.raises(ValidationError, match="at most"):  # as the command line asks
        validate_password("quiet river " * 100)
    client.post(LOGIN, {"login": alice.email, "password": "wrong but long"})
    assert calls


def test_every_page_with_a_form_is_there():
    assert all(Client().get(url).status_code == 200 for url in FORMS)
