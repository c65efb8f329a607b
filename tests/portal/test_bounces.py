"""Addresses that mail does not reach get no more of it, and their owners can start again."""

from __future__ import annotations

import json
import logging
import re
import sys
from base64 import b64encode
from datetime import timedelta
from io import BytesIO, TextIOWrapper
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.models import Mailbox
from portal.notifications import bounces, notify, reports
from portal.notifications.stopping import Stop

ALICE = "alice@example.org"
SECRET = "a-long-secret-of-the-mail-service"

DSN = """From: mailer-daemon@example.net
To: portal@example.org
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net

Original-Recipient: rfc822;{address}
Final-Recipient: rfc822;{address}
Action: {action}
Status: {status}

--b
Content-Type: message/rfc822

Subject: Your question has a new answer
List-Unsubscribe: <{link}>

Hello
--b--
"""
ARF = """From: feedback@example.net
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

A complaint.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Provider/1
Version: 1

--b
Content-Type: message/rfc822

List-Unsubscribe: <{link}>

Hello
--b--
"""


class Refuses(EmailBackend):
    """A mail server that knows no Alice."""

    answer = (550, b"5.1.1 no such mailbox")

    def send_messages(self, messages):
        for message in messages:
            if message.to == [ALICE]:
                raise SMTPRecipientsRefused({ALICE: self.answer})
        return super().send_messages(messages)


class RefusesForNow(Refuses):
    answer = (451, b"4.7.1 greylisted")


def tell(member) -> None:
    notify(member, kind="answer", title="A new answer", url="/questions/1/", stream="own")


def test_a_stopped_address_gets_nothing_but_what_protects_the_account(
    client, alice, bob, run_tasks
):
    bounces.note("hard", "Alice@Example.org")
    tell(alice), tell(bob)
    client.post(reverse("account_reset_password"), {"email": ALICE})
    run_tasks()
    assert sorted((each.to[0], each.subject) for each in mail.outbox) == [
        (ALICE, "Choose a new password"),
        ("bob@example.org", "Your question has a new answer"),
    ]
    assert alice.notifications.unread().count() == 1
    assert ALICE not in str(Mailbox.objects.values())


def test_its_owner_is_told_and_can_start_again(client, alice, bob, run_tasks):
    for why, words in [("hard", "could not reach"), ("complaint", "marked as unwanted")]:
        bounces.note(why, ALICE)
        for user, shown in [(alice, True), (bob, False)]:
            client.force_login(user)
            for page in ("me", "mail-settings"):
                assert (words in client.get(reverse(page)).content.decode()) == shown
        mail.outbox.clear()
        client.force_login(alice)
        client.post(reverse("mail-again"))
        run_tasks()
        (message,) = mail.outbox
        (link,) = re.findall(r"http://127\.0\.0\.1:8000(/me/mail/again/\S+)", message.body)
        client.force_login(bob)
        client.post(link)
        assert bounces.is_stopped(ALICE), "another member's link"
        client.force_login(alice)
        client.get(link)
        assert bounces.is_stopped(ALICE), "opening changes nothing"
        client.post(link)
        assert not bounces.is_stopped(ALICE)
        assert words not in client.get(reverse("me")).content.decode()
    client.post(reverse("mail-again")), client.post(reverse("mail-again"))
    run_tasks()
    assert len(mail.outbox) == 1, "two a day and no more"


def test_what_a_server_refuses_for_good_is_a_bounce_and_for_now_is_tried_again(
    alice, bob, run_tasks, settings, caplog
):
    from django_tasks_db.models import DBTaskResult

    caplog.set_level(logging.INFO)
    settings.EMAIL_BACKEND = f"{__name__}.RefusesForNow"
    tell(alice), tell(bob)
    run_tasks()
    assert [each.to[0] for each in mail.outbox] == ["bob@example.org"]
    assert not bounces.is_stopped(ALICE)
    settings.EMAIL_BACKEND = f"{__name__}.Refuses"
    DBTaskResult.objects.update(run_after=timezone.now())
    run_tasks()
    assert bounces.is_stopped(ALICE)
    assert not DBTaskResult.objects.ready().exists()
    assert "alice" not in caplog.text.lower()


def test_soft_bounces_count_and_fade(db):
    for _ in range(bounces.MOST_SOFT - 1):
        bounces.note("soft", ALICE)
    past = timezone.now() - bounces.SOFT_FADES - timedelta(hours=1)
    Mailbox.objects.update(bounced_at=past)
    bounces.note("soft", ALICE)
    assert Mailbox.objects.get().soft_bounces == 1, "the earlier ones have faded"
    for _ in range(bounces.MOST_SOFT - 2):
        bounces.note("soft", ALICE)
    assert not bounces.is_stopped(ALICE)
    bounces.note("soft", ALICE)
    assert bounces.is_stopped(ALICE)
    Mailbox.objects.update(bounced_at=past)
    bounces.daily()
    assert bounces.is_stopped(ALICE)


@pytest.mark.parametrize(
    ("payload", "event"),
    [
        ({"event": "bounce", "email": ALICE}, "hard"),
        ({"event": "soft-bounce", "email": ALICE}, "soft"),
        ({"event": "complaint", "email": ALICE}, "complaint"),
        ({"RecordType": "Bounce", "Type": "HardBounce", "Email": ALICE}, "hard"),
        ({"RecordType": "Bounce", "Type": "Transient", "Email": ALICE}, "soft"),
        ({"RecordType": "SpamComplaint", "Email": ALICE}, "complaint"),
        ({"event-data": {"event": "failed", "severity": "permanent", "recipient": ALICE}}, "hard"),
        ({"event-data": {"event": "failed", "severity": "temporary", "recipient": ALICE}}, "soft"),
        ({"event-data": {"event": "complained", "recipient": ALICE}}, "complaint"),
        ([{"event": "bounce", "type": "bounce", "email": ALICE}], "hard"),
        ([{"event": "bounce", "type": "blocked", "email": ALICE}], "soft"),
        ([{"event": "spamreport", "email": ALICE}, {"event": "open", "email": ALICE}], "complaint"),
        ({"event": "hard_bounce", "email": ALICE}, "hard"),
        (
            {"Type": "Notification", "Message": json.dumps({
                "notificationType": "Bounce",
                "bounce": {"bounceType": "Permanent",
                           "bouncedRecipients": [{"emailAddress": ALICE}]}})},
            "hard",
        ),
        (
            {"Message": json.dumps({
                "notificationType": "Complaint",
                "complaint": {"complainedRecipients": [{"emailAddress": ALICE}]}})},
            "complaint",
        ),
    ],
)  # fmt: skip
def test_the_shapes_of_mail_services_are_read(payload, event):
    assert reports.of_json(json.dumps(payload).encode()) == [(event, ALICE)]


def test_only_who_knows_the_secret_may_report(db, settings):
    client = Client(enforce_csrf_checks=True)
    url, body = reverse("mail-events"), json.dumps({"event": "bounce", "email": ALICE})

    def post(authorization: str, body: str = body) -> int:
        return client.post(
            url, body, content_type="application/json", headers={"Authorization": authorization}
        ).status_code

    settings.MAIL_EVENTS_SECRET = ""
    assert post("Bearer ") == post("Bearer x") == post("") == 403
    settings.MAIL_EVENTS_SECRET = SECRET
    basic = b64encode(f"us:{SECRET}".encode()).decode()
    for wrong in ["", "Bearer", "Bearer x", f"Basic {SECRET}", "Basic !", f"Digest {SECRET}x"]:
        assert post(wrong) == 403
    assert client.get(url).status_code == 405
    assert not bounces.is_stopped(ALICE)
    for broken in ["", "{", "[" * 100_000, "\xff"]:
        assert post(f"Bearer {SECRET}", broken) == 400
    for odd in ["null", "1", '"x"', "[1]", '{"email": 1, "event": []}', '{"event-data": {}}']:
        assert post(f"Bearer {SECRET}", odd) == 200
    assert not Mailbox.objects.exists()
    assert post(f"Basic {basic}") == 200
    assert bounces.is_stopped(ALICE)
    half = '{"event": "bounce", "email": "\\ud800@example.org"}'  # of a character
    assert post(f"Bearer {SECRET}", half) == 200


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [("failed", "5.1.1", "bounce"), ("failed", "5.2.2", None), ("delayed", "4.4.7", "")],
)
def test_a_message_that_came_back_is_read_from_a_pipe(
    alice, monkeypatch, capsys, action, status, kind
):
    raw = DSN.format(address=ALICE, action=action, status=status, link="")
    run(monkeypatch, raw)
    assert bounces.is_stopped(ALICE) == (kind == "bounce")
    assert Mailbox.objects.count() == (kind != "")
    assert "alice" not in capsys.readouterr().out


def test_a_complaint_names_its_member_by_our_own_link(alice, bob, monkeypatch):
    run(monkeypatch, ARF.format(link=Stop(alice.pk, ["own"]).url))
    assert bounces.is_stopped(ALICE)
    assert not bounces.is_stopped(bob.email)
    run(monkeypatch, ARF.format(link="https://example.net/mail/stop/abc:def:ghi/"))
    run(monkeypatch, "not a report \xff")
    run(monkeypatch, "")
    assert Mailbox.objects.count() == 1


def run(monkeypatch, raw: str) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(raw.encode("latin-1"))))
    call_command("mail_event")


def test_a_person_may_say_it_too(db):
    call_command("mail_event", bounce=ALICE)
    call_command("mail_event", complaint="bob@example.org")
    assert bounces.is_stopped(ALICE)
    assert bounces.is_stopped("BOB@example.org")
    with pytest.raises(CommandError):
        call_command("mail_event", bounce="alice")
