"""Whether an address has an account is nobody's business: same words, status, target and work."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from portal.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

DOORS = {
    "login": ("/accounts/login/", {"login": "{email}", "password": "wrong but long enough"}),
    "signup": (
        "/accounts/signup/",
        {"email": "{email}", "username": "bird of {name}", "password1": PASSWORD},
    ),
    "reset": ("/accounts/password/reset/", {"email": "{email}"}),
    "resend": ("/accounts/resend/", {"email": "{email}"}),
}


class CountingHasher(MD5PasswordHasher):
    algorithm = "counting"
    calls = 0

    def encode(self, password, salt):
        CountingHasher.calls += 1
        return super().encode(password, salt)


@pytest.fixture
def known(settings):
    """Addresses of members: one who signs in, one who has not confirmed, one who is barred."""
    settings.PASSWORD_HASHERS = ["tests.security.test_enumeration.CountingHasher"]
    member = make_user("Alice")
    unconfirmed = make_user("Una")
    unconfirmed.emailaddress_set.update(verified=False)
    barred = make_user("Bad", is_active=False)
    return [member.email, unconfirmed.email, barred.email]


def answer(door: str, email: str, browser: Client) -> tuple:
    """All that somebody outside can see or measure, without what they have typed themselves."""
    url, form = DOORS[door]
    CountingHasher.calls, tasks = 0, DBTaskResult.objects.count()
    fields = {"email": email, "name": email.partition("@")[0]}
    response = browser.post(url, {k: v.format(**fields) for k, v in form.items()})
    after = browser.get(response.url) if response.status_code == 302 else response
    words = re.sub(r'value="[^"]*"', "", after.content.decode()).replace(email, "")
    cookies = sorted(response.cookies)
    work = (CountingHasher.calls, DBTaskResult.objects.count() - tasks)
    return response.status_code, response.headers.get("Location"), cookies, words, work


@pytest.mark.parametrize("door", DOORS)
def test_known_and_unknown_addresses_get_the_same_answer(door, known):
    unknown = answer(door, "nobody@example.org", Client())
    User.objects.filter(email="nobody@example.org").delete()
    for email in known:
        assert answer(door, email, Client(REMOTE_ADDR="192.0.2.7")) == unknown, email


@pytest.mark.parametrize("door", ["signup", "reset", "resend"])
def test_the_owner_learns_by_mail_what_others_do_not(door, known, run_tasks):
    answer(door, known[0], Client())
    answer(door, "nobody@example.org", Client())
    run_tasks()
    to_member, to_nobody = mail.outbox
    assert [to_member.to, to_nobody.to] == [[known[0]], ["nobody@example.org"]]
    assert to_member.subject != to_nobody.subject


def test_a_barred_member_gets_no_link_to_a_new_password(known, run_tasks):
    answer("reset", known[2], Client())
    run_tasks()
    assert [message.subject for message in mail.outbox] == ["There is no account with this address"]


def test_a_name_chosen_with_a_known_address_is_taken_as_with_a_new_one(known):
    """Otherwise a second try with the same name would tell."""
    for email in [known[0], "nobody@example.org"]:
        signup = DOORS["signup"][0]
        form = {"email": email, "username": f"bird {email[0]}", "password1": PASSWORD}
        assert Client().post(signup, form).status_code == 302
        again = Client().post(signup, form | {"email": "third@example.org"})
        assert b"Somebody already uses this name" in again.content, email


def test_no_link_that_opens_an_account_stands_in_the_table_of_tasks(known, run_tasks):
    for door in ["signup", "reset", "resend"]:
        answer(door, known[1], Client())
    run_tasks()
    assert any("/accounts/" in message.body for message in mail.outbox)
    for row in DBTaskResult.objects.all():
        assert "/accounts/" not in f"{row.args_kwargs}{row.return_value}"
