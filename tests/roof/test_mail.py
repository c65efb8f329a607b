"""Mails on their way: in two forms, and again later when the mail server is away."""

from __future__ import annotations

from datetime import timedelta

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal import housekeeping
from portal.notifications import notify
from tests.factories import PASSWORD


class Away(BaseEmailBackend):
    """A mail server that refuses connections."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody listens")


def test_a_mail_has_the_same_words_as_text_and_as_html(alice, run_tasks):
    notify(alice, kind="answer", title="New answer", url="/questions/1/")
    run_tasks()
    (message,) = mail.outbox
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert "/questions/1/" in message.body
    assert 'href="http://127.0.0.1:8000/questions/1/"' in html
    assert "<script" not in html
    assert "<img" not in html


def test_a_mail_that_cannot_be_sent_is_tried_again_and_sent_once(alice, run_tasks, settings):
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Away"
    note = notify(alice, kind="answer", title="New answer", url="/questions/1/")
    run_tasks()
    note.refresh_from_db()
    assert note.emailed_at is None
    waiting = DBTaskResult.objects.get(status="READY")
    assert timezone.now() < waiting.run_after <= timezone.now() + timedelta(minutes=1)
    settings.EMAIL_BACKEND = works
    DBTaskResult.objects.update(run_after=timezone.now())
    run_tasks()
    run_tasks()
    note.refresh_from_db()
    assert len(mail.outbox) == 1
    assert note.emailed_at


def test_a_confirmation_survives_a_mail_server_that_is_away(client, db, run_tasks, settings):
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Away"
    form = {"email": "new@example.org", "username": "Willow", "password1": PASSWORD}
    client.post(reverse("account_signup"), form)
    run_tasks()
    settings.EMAIL_BACKEND = works
    DBTaskResult.objects.update(run_after=timezone.now())
    run_tasks()
    assert [message.to for message in mail.outbox] == [["new@example.org"]]


def test_what_a_killed_worker_had_begun_is_done_by_the_next(alice, run_tasks):
    notify(alice, kind="answer", title="New answer", url="/questions/1/")
    begun = timezone.now() - housekeeping.LOST_AFTER
    DBTaskResult.objects.update(status="RUNNING", started_at=begun + timedelta(minutes=1))
    assert not housekeeping.take_up_lost_tasks()
    DBTaskResult.objects.update(started_at=begun - timedelta(minutes=1))
    assert housekeeping.take_up_lost_tasks()
    run_tasks()
    assert len(mail.outbox) == 1
