"""Another e-mail address: both mailboxes must agree, and each can only be asked by its owner."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal import housekeeping
from portal.accounts.models import EmailChange
from portal.models import User
from portal.states import IllegalMove
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

PAGE, LOGIN = "/accounts/email/", "/accounts/login/"
NEW = "moved@example.net"


def signed_in(user: User) -> Client:
    client = Client()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return client


def ask(client: Client, email: str = NEW):
    return client.post(PAGE, {"email": email, "action_add": ""})


def links(run_tasks) -> dict[str, str]:
    """The links of the mails that are sent now, by mailbox; "stop" is the second of the old one."""
    mail.outbox.clear()
    run_tasks()
    found = {}
    for message in mail.outbox:
        urls = re.findall(r"http://[^/]+(/accounts/email/\S+)", message.body)
        side = "new" if message.to == [NEW] else "old"
        found |= dict(zip([side, "stop"], urls, strict=False))
    return found


def address(user: User) -> str:
    return User.objects.values_list("email", flat=True).get(pk=user.pk)


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_both_mailboxes_confirm_in_any_order_and_only_then_it_changes(alice, run_tasks, order):
    here, there = signed_in(alice), signed_in(alice)
    assert ask(here).url == PAGE
    assert NEW in here.get(PAGE).content.decode()
    sent = links(run_tasks)
    mailbox = Client()  # on another device, signed in nowhere
    for side in order:
        assert address(alice) == "alice@example.org"
        looked = mailbox.get(sent[side]).content.decode()
        assert "Alice" not in looked
        assert "@example" not in looked, "a stranger whose address was mistyped learns nothing"
        assert EmailChange.objects.filter(**{f"{side}_confirmed_at": None}).exists()
        done = mailbox.post(sent[side]).content.decode()
        assert mailbox.post(sent[side]).status_code == (404 if side == order[1] else 200)
    assert "in use" in done
    assert address(alice) == NEW
    verified = EmailAddress.objects.filter(user=alice).values_list("email", "verified", "primary")
    assert list(verified) == [(NEW, True, True)]
    assert there.get("/me/").status_code == 302
    run_tasks()
    assert [m.to for m in mail.outbox if "was changed" in m.subject] == [["alice@example.org"]]
    alice.refresh_from_db()
    assert signed_in(alice).get("/me/").status_code == 200


def test_the_old_mailbox_stops_it_and_links_expire(alice, run_tasks):
    client = signed_in(alice)
    ask(client)
    sent = links(run_tasks)
    Client().post(sent["new"])
    assert b"was not me" in Client().get(sent["stop"]).content
    assert EmailChange.objects.of(alice)
    assert b"new password" in Client().post(sent["stop"]).content
    for url in sent.values():
        assert Client().post(url).status_code == 404
    assert address(alice) == "alice@example.org"

    ask(client)
    sent = links(run_tasks)
    assert Client().get(sent["old"] + "x/").status_code == 404
    assert Client().post(sent["stop"].replace("stop", "confirm")).status_code == 404
    EmailChange.objects.update(requested_at=timezone.now() - timedelta(days=3, minutes=1))
    for url in sent.values():
        assert Client().post(url).status_code == 404
    assert NEW not in client.get(PAGE).content.decode()
    housekeeping.daily()
    assert not EmailChange.objects.exists(), "addresses of changes that are over are forgotten"


def test_a_pending_change_is_cancelled_or_replaced_by_its_owner(alice, bob, run_tasks):
    client = signed_in(alice)
    ask(client)
    first = links(run_tasks)
    ask(client, "other@example.net")
    assert Client().post(first["new"]).status_code == 404
    assert NEW not in client.get(PAGE).content.decode()
    signed_in(bob).post(PAGE, {"action_remove": ""})
    assert EmailChange.objects.of(alice)
    client.post(PAGE, {"action_remove": ""})
    assert EmailChange.objects.of(alice) is None
    for wrong in ["alice@example.org", "nonsense", "a@b"]:
        page = ask(client, wrong)
        assert page.status_code == 200
        assert wrong in page.content.decode(), "what was typed is kept"
    assert not EmailChange.objects.filter(state="waiting").exists()
    assert Client().post(PAGE, {"email": NEW, "action_add": ""}).url.startswith(LOGIN)


def test_nobody_learns_whether_an_address_is_known(alice, bob, run_tasks):
    seen = []
    for email in [NEW, bob.email, bob.email.upper()]:
        client = signed_in(alice)
        with CaptureQueriesContext(connection) as queries:
            answer = ask(client, email)
        page = re.sub("csrfmiddlewaretoken.*", "", client.get(PAGE).content.decode())
        seen.append((answer.status_code, answer.url, len(queries), page.replace(email.lower(), "")))
    assert seen[0] == seen[1] == seen[2]
    run_tasks()
    told = next(message for message in mail.outbox if message.to == [bob.email])
    assert told.subject == "You already have an account"
    assert "/accounts/email/" not in told.body

    # Somebody else takes the address before both mailboxes have agreed.
    change = EmailChange.request(alice, email=NEW)
    change.confirm("old")
    User.objects.create_user(NEW, "Quicker")
    with pytest.raises(IllegalMove, match="cannot be used"):
        change.confirm("new")
    assert address(alice) == "alice@example.org"


def test_an_administrator_vouches_for_a_lost_mailbox_and_it_is_told(
    client, alice, bob, ada, mo, run_tasks
):
    page = f"/admin/portal/user/{alice.pk}/change_address/"
    client.force_login(mo)
    assert client.post(page, {"email": NEW, "reason": "Knows the answers."}).status_code == 403
    client.force_login(ada)
    assert client.post(page, {"email": NEW, "reason": ""}).status_code == 200
    assert not EmailChange.objects.exists()
    assert client.post(page, {"email": NEW, "reason": "Knows the answers."}).status_code == 302
    sent = links(run_tasks)
    assert "old" not in sent or "stop" in sent["old"]
    assert address(alice) == "alice@example.org", "the new mailbox must still agree"
    Client().post(sent["new"])
    assert address(alice) == NEW
    log = ada.logentry_set.get()
    TOTP.activate(alice, generate_totp_secret())
    inside = signed_in(User.objects.get(pk=bob.pk))
    for person, verb in [(mo, 403), (ada, 302)]:
        client.force_login(person)
        page = f"/admin/portal/user/{alice.pk}/second_step/"
        assert client.post(page, {"reason": "Phone drowned."}).status_code == verb
        assert alice.authenticator_set.exists() == (person == mo)
    assert inside.get("/me/").status_code == 200, "others stay signed in"
    assert "Knows the answers." in log.change_message
    assert NEW not in log.change_message
