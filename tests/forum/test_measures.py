"""Members are warned, restricted and suspended: with words, an end, and a way to object."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.models import Answer, Measure, Question
from forum.trust import Level, level_of
from portal.states import IllegalMove
from tests.factories import make_question

TAKE = "/admin/forum/measure/take/"
WORDS = {"reason": "spam", "message": "Please leave out the links."}


def asks(client, question) -> object:
    form = {"body": "We feed early, and slowly."}
    return client.post(f"/questions/{question.pk}/answer/", form, follow=True)


def test_whoever_is_suspended_reads_and_sees_why_and_cannot_write(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    over = Measure.objects.create(
        member=bob, kind="suspend", by=mo, reason_id="spam", message="Please wait.",
        until=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    client.force_login(bob)
    assert client.get(f"/questions/{question.pk}/answer/").status_code == 200  # its time has come
    client.force_login(mo)
    form = WORDS | {"kind": "suspend", "days": "7"}
    page = client.post(f"{TAKE}?member={bob.pk}", form | {"message": ""}).content.decode()
    assert "They are owed words" in page
    client.post(f"{TAKE}?member={bob.pk}", form)
    measure = Measure.objects.exclude(pk=over.pk).get()
    assert (
        "Please leave out the links."
        in client.get(f"/admin/forum/staffnote/of/{bob.pk}/").content.decode()
    )
    client.force_login(bob)
    answer = asks(client, question)
    assert answer.status_code == 403
    for words in ["Please leave out the links.", "kept as a draft", "write to", "Your data"]:
        assert words.lower() in answer.content.decode().lower(), words
    assert not Answer.objects.exists()
    assert bob.drafts.count() == 1
    assert client.get(question.get_absolute_url()).status_code == 200
    assert client.get("/me/data/").status_code == 200
    assert b"You cannot write here" in client.get("/me/").content
    with pytest.raises(IllegalMove, match="cannot write"):
        make_question(bob)
    client.force_login(mo)
    client.post(f"/admin/forum/measure/{measure.pk}/lift/")
    client.force_login(bob)
    assert "have lifted" in bob.notifications.latest("pk").title
    assert asks(client, question).status_code == 200


def test_what_somebody_restricted_writes_waits(alice, cleo, mo):
    assert level_of(cleo) == Level.CLINICIAN
    measure = Measure.objects.take(cleo, kind="restrict", by=mo, **WORDS)
    assert level_of(cleo) == Level.RESTRICTED
    assert make_question(cleo).state == "pending"
    measure.lift(by=mo)
    with pytest.raises(IllegalMove, match="over already"):
        measure.lift(by=mo)
    Measure.objects.take(cleo, kind="warn", by=mo, **WORDS)
    assert level_of(cleo) == Level.CLINICIAN
    assert Question.objects.filter(author=cleo).count() == 1


def test_who_may_do_what_to_whom(client, alice, eve, mo, max_, ada):
    for by, member, words in [
        (mo, mo, "themselves"),
        (mo, max_, "member of staff"),
        (alice, mo, "may not"),
        (eve, alice, "may not"),
    ]:
        with pytest.raises(IllegalMove, match=words):
            Measure.objects.take(member, kind="warn", by=by, **WORDS)
    past = timezone.now() - timedelta(days=1)
    with pytest.raises(IllegalMove, match="still to come"):
        Measure.objects.take(alice, kind="suspend", by=mo, until=past, **WORDS)
    one = Measure.objects.take(max_, kind="suspend", by=ada, **WORDS)
    with pytest.raises(IllegalMove, match="may not"):
        one.lift(by=max_)
    for reader, status in [(alice, 302), (eve, 403), (mo, 200)]:
        client.force_login(reader)
        assert client.get(f"{TAKE}?member={alice.pk}").status_code == status
    assert client.get(TAKE).status_code == 404


def test_what_was_done_about_a_member_is_never_changed(bob, mo):
    measure = Measure.objects.take(bob, kind="restrict", by=mo, **WORDS)
    measure.lift(by=mo)
    rows = Measure.objects.filter(pk=measure.pk)
    for change in [{"message": "Never mind."}, {"kind": "warn"}, {"lifted_at": timezone.now()}]:
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        rows.delete()
    assert rows.get().message == WORDS["message"]
