"""What is on record about a member, who reads it, and that nobody changes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.models import Decision, Flag, Question, StaffNote
from portal.audit import AuditEvent
from portal.leaving import registry
from portal.leaving.models import AccountDeletion
from tests.factories import (
    make_answer,
    make_comment,
    make_question,
)


def timeline(member, query: str = "") -> str:
    return f"/admin/forum/staffnote/of/{member.pk}/{query}"


def said(page) -> list[str]:
    return [f"{entry.what}: {entry.text}" for entry in page.context["entries"]]


def test_a_timeline_tells_all_of_a_member_and_no_address(client, alice, bob, mo):
    question = make_question(alice, "How do you sleep at night?", by=mo)
    theirs = make_answer(make_question(bob, "A question of Bob's?", by=mo), bob, by=mo)
    Flag.raise_on(theirs, by=alice, reason="unkind", note="He shouts.")
    report = Flag.raise_on(question, by=bob, reason="spam")
    report.item.decide("remove", by=mo, reason="spam", message="This was an advert.")
    make_comment(theirs, alice)
    client.force_login(mo)
    client.post(timeline(alice), {"text": "Wrote to me kindly.\nTwice."})
    page = client.get(timeline(alice))
    assert said(page) == [
        "Note: Wrote to me kindly.\nTwice.",
        "Wrote comment: Comment on “A question of Bob's?”",
        "Decision: Remove: How do you sleep at night?",
        "Was reported: How do you sleep at night?",
        "Reported: Answer to “A question of Bob's?”",
        "Decision: Publish: How do you sleep at night?",
        "Wrote question: How do you sleep at night?",
    ]
    html = page.content.decode()
    assert "@example.org" not in html
    assert "Bob" not in html.replace("A question of Bob", "")
    assert "Their e-mail address" not in html
    assert "no-store" in page["Cache-Control"]
    assert timeline(alice) in client.get("/admin/forum/reviewitem/?state=all").content.decode()
    assert "Please write the note first." in client.post(timeline(alice), {}).content.decode()
    client.force_login(alice)
    assert client.get(timeline(alice)).status_code == 302


def test_a_timeline_is_read_in_pages_with_few_queries(client, alice, mo):
    now = timezone.now()
    StaffNote.objects.bulk_create(
        StaffNote(
            member=alice, by=mo, text=f"Note {number}.", at=now - timedelta(hours=number // 3)
        )
        for number in range(120)
    )
    for number in range(3):
        make_question(alice, f"Question number {number} of Alice?", by=mo)
    client.force_login(mo)
    client.get("/admin/")
    seen, url = [], timeline(alice)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(url)
    assert len(queries) <= 12, [each["sql"][:150] for each in queries]
    while True:
        seen += said(page)
        if not page.context["more"]:
            break
        page = client.get(url, {"after": str(page.context["more"])})
    assert len(seen) == len(set(seen)) == 126
    for wrong in ("x", "2026-13-01T00:00:00.000000+00:00~1~1", "2026-01-01T00:00:00.000000~1~1"):
        assert client.get(url, {"after": wrong}).status_code == 404


def test_an_address_is_seen_once_with_a_reason_that_stays(client, alice, mo, lea, ada):
    url = timeline(alice, "address/")
    client.force_login(mo)
    assert client.get(url).status_code == client.post(url, {"reason": "x"}).status_code == 403

    client.force_login(lea)
    assert url in client.get(timeline(alice)).content.decode()
    for page in (client.get(url), client.post(url, {"reason": " "})):
        assert alice.email not in page.content.decode()
    assert not AuditEvent.objects.exists()
    page = client.post(url, {"reason": "The police asked, in writing."})
    assert alice.email in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert said(client.get(timeline(alice))) == ["Saw the address: "]
    assert alice.email not in client.get(url).content.decode()
    assert client.get("/admin/portal/auditevent/").status_code == 403
    client.force_login(ada)
    listed = client.get("/admin/portal/auditevent/").content.decode()
    assert "The police asked, in writing." in listed
    assert alice.email not in listed


def test_the_record_is_never_changed_and_lets_go_of_who_leaves(alice, mo, lea):
    question = make_question(alice, by=mo)
    note = StaffNote.objects.create(member=alice, by=mo, text="She is tired.")
    event = AuditEvent.objects.create(what="revealed", member=alice, by=lea, reason="Asked to.")
    decision = Decision.objects.get(item__question=question)
    for row, change in [
        (note, {"text": "She is fine."}), (note, {"text": ""}), (note, {"by": lea}),
        (event, {"reason": "None."}), (event, {"member": None, "by": mo}),
        (decision, {"message": "x"}),
    ]:  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk)._raw_delete("default")
    shown = registry.held()["forum.StaffNote.member"]
    assert not list(registry.shown(shown, alice))

    AccountDeletion.at_once(alice, by=None, reason="")
    note.refresh_from_db()
    event.refresh_from_db()
    assert (note.member, note.text, note.by) == (None, "", mo)
    assert (event.member, event.reason, event.by) == (None, "Asked to.", lea)
    assert Question.objects.get().author is None


def test_what_opens_doors_and_what_rules_say_is_kept_as_it_was(client, alice, ada, lea):
    client.force_login(ada)
    url = f"/admin/portal/user/{alice.pk}/change/"
    group = client.get(url).context["adminform"].form.fields["groups"].queryset.get(name="Editor")
    sent = {"pseudonym": "Alice", "is_active": "on", "is_staff": "on", "groups": [group.pk]}
    client.post(url, sent)
    event = AuditEvent.objects.get()
    assert (event.member, event.by) == (alice, ada)
    assert event.before == {"is_staff": False, "groups": []}
    assert event.after == {"is_staff": True, "groups": ["Editor"]}
    client.post(url, sent)
    assert AuditEvent.objects.count() == 1
