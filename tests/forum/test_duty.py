"""The people on duty: when they are here, what they hand over, and when it is enough for today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum.duty import alerts, rest
from forum.models import AlertMail, DutyLimit, ReviewItem, Shift, ShiftNote
from forum.models.duty.notes import forget_old
from tests.factories import make_question
from tests.forum.test_alerts import CRISIS, put_on_call

ROTA = "/admin/forum/shift/"


def enter(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def times(day: date, starts: str = "18:00", ends: str = "22:00", **more) -> dict[str, str]:
    return {"day": day.isoformat(), "starts": starts, "ends": ends, **more}


def test_volunteers_enter_and_leave_their_own_shifts_and_leads_plan_for_all(
    settings, mo, max_, lea, eve
):
    settings.TIME_ZONE = "Europe/Berlin"
    desk, tomorrow = enter(mo), timezone.localdate() + timedelta(days=1)
    page = desk.get(f"{ROTA}enter/").content.decode()
    assert "All times are in Berlin time (UTC+01:00)" in page
    refused = desk.post(f"{ROTA}enter/", times(tomorrow - timedelta(days=9))).content.decode()
    assert "That is over already." in refused
    assert 'value="18:00"' in refused, "nothing typed is lost"
    refused = desk.post(f"{ROTA}enter/", times(tomorrow, repeats_until="2020-01-01", weekly="on"))
    assert "before the first time" in refused.content.decode()
    assert desk.post(f"{ROTA}enter/", times(tomorrow, "", "x")).status_code == 200
    desk.post(f"{ROTA}enter/", times(tomorrow, "22:00", "06:00", weekly="on"))
    shift = Shift.objects.get()
    assert shift.moderator == mo
    assert timezone.localtime(shift.ends_at).strftime("%H:%M") == "06:00"
    assert shift.ends_at - shift.starts_at == timedelta(hours=8)

    seen = enter(max_).get(ROTA).content.decode()
    assert seen.count("<strong>22:00 to 06:00</strong> Mo, every week") == 2
    assert "Nobody: 06:00 to 24:00" in seen
    assert "Nobody all day" in seen
    assert "Not this time" not in seen
    verb = f"{ROTA}{shift.pk}/"
    for other in (max_, eve):
        assert enter(other).post(f"{verb}leave/").status_code == 403
        assert enter(other).post(f"{verb}skip/?day={tomorrow}").status_code == 403
        assert enter(other).get(f"{ROTA}add/").status_code == 403
        assert enter(other).post(f"{verb}change/", times(tomorrow)).status_code == 403
    assert desk.get(f"{verb}skip/?day=2026-13-77").status_code == 302
    desk.post(f"{verb}skip/?day={tomorrow}")
    desk.post(f"{verb}skip/?day={tomorrow}")
    shift.refresh_from_db()
    assert shift.not_on == [tomorrow]
    assert desk.get(ROTA).content.decode().count("22:00 to 06:00</strong>") == 1

    lead = enter(lea)
    plan = times(tomorrow, "08:00", "10:00", moderator=max_.pk)
    assert "valid choice" in lead.post(f"{ROTA}add/", plan | {"moderator": eve.pk}).content.decode()
    assert lead.post(f"{ROTA}add/", plan).status_code == 302
    planned = Shift.objects.get(moderator=max_)
    page = lead.get(f"{ROTA}{planned.pk}/change/").content.decode()
    assert 'value="08:00"' in page
    lead.post(f"{ROTA}{planned.pk}/change/", plan | {"ends": "11:00"})
    planned.refresh_from_db()
    assert timezone.localtime(planned.ends_at).hour == 11
    desk.post(f"{verb}leave/")
    assert Shift.objects.get() == planned


def test_the_rota_takes_as_many_queries_for_many_shifts(mo, max_, django_assert_num_queries):
    put_on_call(mo)
    desk = enter(mo)
    desk.get(ROTA)
    for hours in range(9):
        put_on_call(max_, since=-hours, hours=hours + 1)
    with django_assert_num_queries(11):
        desk.get(ROTA)


def test_readers_are_told_when_nobody_is_here_and_nothing_where_no_rota_is(
    client, settings, alice, mo
):
    settings.TIME_ZONE = "Europe/Berlin"
    member, words = enter(alice), "No moderator is expected here just now"
    question = make_question(alice)
    pages = ["/questions/ask/", question.get_absolute_url()]
    assert not any(words in member.get(url).content.decode() for url in pages)
    here = put_on_call(mo, hours=0.1)
    ahead = put_on_call(mo, since=-30, hours=31)
    assert not any(words in member.get(url).content.decode() for url in pages)
    Shift.objects.filter(pk=here.pk).update(ends_at=timezone.now() - timedelta(minutes=9))
    starts = timezone.localtime(ahead.starts_at)
    for url in pages:
        page = member.get(url).content.decode()
        assert words in page
        assert f"{starts:%A} {starts.day} {starts:%B, %H:%M}, Berlin time (UTC+0" in page
        assert "Mo " not in page.partition(words)[2][:300], "readers learn no names"
    public = client.get("/questions/")
    assert not public.cookies
    ahead.delete()
    assert not any(words in member.get(url).content.decode() for url in pages), "no promise is left"


def test_what_one_was_looking_at_is_handed_over_with_a_note(alice, mo, max_, lea, eve, run_tasks):
    item = make_question(alice, **CRISIS).reviewitems.get()
    own = make_question(max_).reviewitems.get()
    run_tasks()
    for each in (item, own):
        each.claim(by=mo)
    url, desk = f"{ROTA}hand_over/", enter(mo)
    assert desk.get(url).content.decode().count("reviewitem/decide") == 2
    mail.outbox.clear()
    desk.post(url, {"note": "Please look again at eight.", "to": max_.pk})
    run_tasks()
    for each in (item, own):
        each.refresh_from_db()
    assert item.claimed_by == max_
    assert own.claimed_by is None, "nobody is handed their own text"
    (message,) = [each for each in mail.outbox if each.to == [max_.email]]
    assert "eight" not in message.body
    assert enter(eve).post(url, {"note": "x"}).status_code == 403
    assert "a few words" in desk.post(url, {"note": ""}).content.decode()

    note = ShiftNote.objects.get()
    for reader, sees in [(mo, False), (max_, True), (lea, True)]:
        for page in ("/admin/", "/admin/forum/reviewitem/"):
            assert (note.text in enter(reader).get(page).content.decode()) == sees, reader
    enter(max_).post(f"{ROTA}note/{note.pk}/", {"back": "index"})
    enter(max_).post(f"{ROTA}note/{note.pk}/")
    assert note.text not in enter(max_).get("/admin/").content.decode()
    assert note.text in enter(lea).get("/admin/").content.decode()
    assert note.text not in enter(eve).get("/admin/").content.decode()
    for change in ({"text": "Nothing."}, {"at": "2020-01-01T00:00Z"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ShiftNote.objects.update(**change)
    ShiftNote.objects.create(by=mo, text="Old.", at="2020-01-01T00:00Z")
    forget_old()
    assert ShiftNote.objects.get() == note


def test_whoever_has_read_enough_about_despair_is_spared(
    settings, alice, bob, mo, max_, lea, run_tasks
):
    put_on_call(mo)
    desk = enter(mo)
    refused = desk.post(f"{ROTA}limit/", {"most": settings.DISTRESSING_A_DAY + 1})
    assert refused.status_code == 200
    desk.post(f"{ROTA}limit/", {"most": 1})
    assert DutyLimit.objects.get().moderator == mo
    ordinary, hard = make_question(alice), make_question(alice, **CRISIS)
    assert "carried enough" not in desk.get("/admin/").content.decode()
    hard.reviewitems.get().decide("publish", by=mo, reason="fine")
    assert "carried enough" in desk.get("/admin/").content.decode()
    assert "carried enough" not in enter(max_).get("/admin/").content.decode()

    AlertMail.objects.all().delete()
    again = make_question(bob, **CRISIS).reviewitems.get()
    told = set(AlertMail.objects.values_list("moderator__pseudonym", flat=True))
    assert "Mo" not in told
    assert told
    waiting = ReviewItem.objects.open()
    assert list(rest.offered_to(mo, waiting)) == [ordinary.reviewitems.get()]
    assert again in rest.offered_to(max_, waiting)
    start = reverse("admin:forum_reviewitem_take")
    led = desk.post(start).url
    assert f"item={ordinary.reviewitems.get().pk}" in led
    ordinary.reviewitems.get().decide("publish", by=max_, reason="fine")
    assert b"from the list you can still open everything" in desk.post(start, follow=True).content
    assert f"item={again.pk}" in enter(max_).post(start).url
    again.release(by=max_)
    assert f"item={again.pk}" in desk.get("/admin/forum/reviewitem/").content.decode()
    assert desk.get(f"/admin/forum/reviewitem/decide/?item={again.pk}").status_code == 200
    put_on_call(max_)
    for one in (max_, lea):
        one.is_active = False
        one.save()
    alerts.take(again, "halfway")
    assert AlertMail.objects.filter(moderator=mo).exists(), "better asked than nobody"
