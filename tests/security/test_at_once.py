"""Two people, two tabs, or a member and the worker, in the same moment: nobody gets a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from forum.models import Profile
from portal.accounts import mail
from portal.accounts.models import EmailChange
from portal.leaving.models import AccountDeletion
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@contextmanager
def meanwhile(table: str, act: Callable[[], Any]) -> Iterator[None]:
    """Somebody else is faster: this happens as soon as a row has been looked up there."""
    waiting = [act]

    def interrupt(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if waiting and sql.startswith("SELECT") and f'FROM "{table}"' in sql:
            waiting.pop()()
        return result

    with connection.execute_wrapper(interrupt):
        yield
    assert not waiting, "nothing was looked up"


def ended(rows: Any, state: str, **more: Any) -> Callable[[], Any]:
    return lambda: rows.update(state=state, closed_at=timezone.now(), **more)


def test_keeping_an_account_whose_day_has_come(client, alice):
    client.force_login(alice)
    AccountDeletion.request(alice, contributions="unnamed")
    rows = AccountDeletion.objects.all()
    with meanwhile("leaving_accountdeletion", ended(rows, "done", member=None, words="")):
        answer = client.post("/me/delete/keep/", follow=True)
    assert answer.status_code == 200
    assert b"Your account stays" not in answer.content


@pytest.mark.parametrize(("state", "status"), [("cancelled", 200), ("done", 404)])
def test_stopping_a_change_of_address_that_is_over(client, alice, state, status):
    change = EmailChange.request(alice, email="new@example.org")
    now = timezone.now()
    both = {"old_confirmed_at": now, "new_confirmed_at": now}
    with meanwhile("accounts_emailchange", ended(EmailChange.objects.all(), state, **both)):
        answer = client.post(f"/accounts/email/stop/{mail.change_token(change, 'stop')}/")
    assert answer.status_code == status
    assert EmailChange.objects.get().state == state


def test_taking_back_a_change_of_address_twice(client, alice, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    client.force_login(alice)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    EmailChange.request(alice, email="new@example.org")
    with meanwhile("accounts_emailchange", ended(EmailChange.objects.all(), "cancelled")):
        answer = client.post("/accounts/email/", {"action_remove": ""}, follow=True)
    assert answer.status_code == 200
    assert b"Your address stays as it is" in answer.content


def test_a_first_profile_saved_twice(client, alice):
    client.force_login(alice)
    form = {"country": "ES"} | {f"{name}_for": "members" for name in Profile.DETAILS}
    with meanwhile("forum_profile", lambda: Profile.objects.create(member=alice)):
        assert client.post("/me/profile/", form).status_code == 302
    assert Profile.objects.get().country == "ES"
