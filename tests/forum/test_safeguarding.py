"""Worries about somebody's safety: noticed, followed by two people, never lost."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from forum.models import CaseEvent, Guidance, Question, ReviewItem, Road, SafeguardingCase
from portal.leaving.daily import carry_out_due
from portal.leaving.models import AccountDeletion
from portal.states import IllegalMove
from tests.factories import make_answer, make_question

CRISIS = {"title": "How do others get through the nights?", "body": "I want to die."}


@pytest.fixture
def case(alice) -> SafeguardingCase:
    make_question(alice, **CRISIS)
    return SafeguardingCase.objects.get()


def enter(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def verb(name: str, case: SafeguardingCase) -> str:
    return reverse(f"admin:forum_safeguardingcase_{name}", args=[case.pk])


def test_an_urgent_crisis_is_a_case_before_anybody_has_read_it(alice, bob, eve, mo, case):
    assert (case.level, case.opened_by, case.state) == ("high", None, "open")
    assert case.points.count() == len(case.guidance.points) > 3
    item = case.item
    page = enter(mo).get(f"{reverse('admin:forum_reviewitem_decide')}?item={item.pk}")
    assert verb("change", case) in page.content.decode()
    assert "to be adapted by your charity" in page.content.decode()
    page = enter(mo).get(verb("change", case)).content.decode()
    assert case.guidance.say.splitlines()[0].replace("'", "&#x27;") in page
    assert CRISIS["body"] not in page, "a case shows nothing of the text"
    for stranger in (alice, bob, eve):  # not the author either
        assert enter(stranger).get(verb("change", case)).status_code in {302, 403}
        assert enter(stranger).post(verb("note", case), {"text": "x"}).status_code in {302, 403}
    own = enter(alice).get(f"/questions/{item.question_id}/", follow=True).content.decode()
    assert f"/safeguardingcase/{case.pk}" not in own
    ordinary = make_question(bob)
    assert not ordinary.reviewitems.get().cases.exists()


def test_what_is_noticed_says_which_road_and_a_rule_may_open_a_case(alice, bob, mo, max_):
    desk, decide = enter(mo), reverse("admin:forum_reviewitem_decide")
    threat = {"kind": "crisis", "severity": 3, "road": "threat", "why": "Reads like a threat."}
    rule = {"kind": "promotion", "severity": 4, "road": "", "why": "A rule.", "case": True}
    first, second = make_question(alice, by=max_), make_question(bob, by=max_)
    for question, finding in [(first, threat), (second, rule)]:
        ReviewItem.open(question, why="edited", severity=finding["severity"], findings=[finding])
    noticed, ruled = (each.reviewitems.latest("pk") for each in (first, second))
    assert not noticed.cases.exists(), "not urgent: by hand"
    page = desk.get(decide, {"item": noticed.pk}).content.decode()
    assert "go to the police" in page
    form = desk.get(f"{reverse('admin:forum_safeguardingcase_open')}?item={noticed.pk}")
    assert form.context["form"]["road"].value() == "threat"
    assert ruled.cases.get().road == "other"
    ordinary = make_question(bob).reviewitems.get()
    assert b"What to think of" not in desk.get(decide, {"item": ordinary.pk}).content


def test_by_hand_a_case_is_opened_once_and_not_by_whoever_wrote_it(alice, mo, max_):
    question = make_question(alice, by=max_)
    answer = make_answer(question, mo)
    item = answer.reviewitems.latest("pk")
    url = f"{reverse('admin:forum_safeguardingcase_open')}?item={item.pk}"
    form = {"road": "abuse", "level": "medium", "note": "Second hand."}
    refused = enter(mo).post(url, form).content.decode()
    assert "another moderator must look at it" in refused
    assert "Second hand." in refused, "nothing typed is lost"
    desk = enter(max_)
    assert desk.post(url, {"note": "Kept."}).content.decode().count("Please choose") == 4
    assert desk.post(url, form).status_code == 302
    assert desk.post(url, form | {"road": "young"}).status_code == 302
    case = SafeguardingCase.objects.get()
    assert (case.road, case.level, case.opened_by) == ("abuse", "medium", max_)
    assert case.events.get().text == "Second hand."
    with pytest.raises(IllegalMove):
        case.note("noted", by=mo, text="About my own answer.")


def test_medium_and_high_are_closed_by_two_people(case, mo, max_, run_tasks):
    first, second = enter(mo), enter(max_)
    page = first.post(verb("close", case), {"text": "All is well."}).content.decode()
    assert "A second moderator must close this" in page
    assert "All is well." in page
    assert (
        "To call this low"
        in first.post(verb("level", case), {"level": "low", "text": "I think so."}).content.decode()
    )
    first.post(verb("level", case), {"level": "medium", "text": "A sister is there."})
    run_tasks()
    mail.outbox.clear()
    first.post(verb("second", case), {"text": "Her words worry me."})
    run_tasks()
    assert [message.to for message in mail.outbox] == [[max_.email]]
    assert "worry" not in mail.outbox[0].body
    refused = first.post(verb("close", case), {"text": "Done."}).content.decode()
    assert "A second moderator must close this" in refused
    assert first.post(verb("give_back", case), {"text": "x"}).status_code == 200
    second.post(verb("give_back", case), {"text": "Was she told whom to call?"})
    case.refresh_from_db()
    assert case.state == "open"
    first.post(verb("second", case), {"text": "She was."})
    second.post(verb("close", case), {"text": "Her sister is with her."})
    case.refresh_from_db()
    assert (case.state, case.closed_by) == ("closed", max_)
    with pytest.raises(IntegrityError), transaction.atomic():
        SafeguardingCase.objects.filter(pk=case.pk).update(asked_second_by=max_)
    first.post(verb("reopen", case), {"text": "She wrote again."})
    case.refresh_from_db()
    assert (case.state, case.closed_by, case.asked_second_by) == ("open", None, None)
    acts = list(case.events.values_list("act", flat=True))
    assert acts == [
        "opened", "level", "second", "back", "second", "closed", "reopened",
    ]  # fmt: skip


def test_two_at_once_cannot_both_close_a_low_one(case, mo, max_):
    case.ask_second(by=mo, text="Harmless?")
    case.set_level("low", by=max_)
    seen_by_mo = SafeguardingCase.objects.get()
    case.close(by=max_, text="A quotation.")
    with pytest.raises(IllegalMove):
        seen_by_mo.close(by=mo, text="A quotation.")


def test_the_checklist_is_ticked_and_kept_as_it_was(case, mo, ada, max_):
    desk = enter(mo)
    point, other = case.points.all()[:2]
    desk.post(verb("points", case), {"done": [point.pk]})
    page = enter(max_).get(verb("change", case)).content.decode()
    assert "Done by Mo" in page
    assert "Please tick" in desk.post(verb("points", case), {}).content.decode()
    url = reverse("admin:forum_guidance_change", args=[case.guidance.pk])
    words = {"look_at": "L", "say": "Our words.", "not_promise": "N", "involve": "I"}
    form = words | {"checklist": "Only this"}
    assert desk.post(url, form).status_code == 403
    assert enter(ada).post(url, form).status_code == 302
    guidance = Guidance.objects.get(road=case.road)
    assert (guidance.say, guidance.changed_by) == ("Our words.", ada)
    page = desk.get(verb("change", case)).content.decode()
    assert "Our words." in page
    assert "to be adapted" not in page
    assert other.text in page, "a case keeps the points it was opened with"
    desk.post(verb("road", case), {"road": "carer"})
    assert (
        Guidance.objects.get(road="carer").points[1]
        in desk.get(verb("change", case)).content.decode()
    )
    assert set(Guidance.objects.values_list("road", flat=True)) == set(Road.values)


def test_a_question_is_turned_to_members_only_and_back(client, alice, bob, mo, case):
    case.item.decide("publish", by=mo, reason="fine")
    url = Question.objects.get().get_absolute_url()
    assert client.get(url).status_code == 200
    desk = enter(mo)
    with pytest.raises(IllegalMove):
        case.show_to("everyone", by=mo)
    assert desk.post(verb("audience", case)).status_code == 302
    assert client.get(url).status_code == 404
    assert client.get("/search/?q=nights").content.count(url.encode()) == 0
    assert enter(bob).get(url).status_code == 200
    desk.post(verb("audience", case))
    assert client.get(url).status_code == 200
    assert list(case.events.values_list("act", flat=True)) == ["opened", "members", "everyone"]


def test_nothing_deletes_a_case(alice, mo, case):
    """Not the author who takes everything back, and not a query either."""
    case.note("noted", by=mo, text="She has a sister.")
    AccountDeletion.request(alice, contributions="removed")
    AccountDeletion.objects.update(due_at="2020-01-01T00:00Z")
    carry_out_due()
    assert not type(alice).objects.filter(pk=alice.pk).exists()
    assert SafeguardingCase.objects.get().events.count() == 2
    for rows in (CaseEvent.objects.all(), SafeguardingCase.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseEvent.objects.update(text="Nothing.")


def test_the_list_has_the_gravest_on_top_in_few_queries(alice, mo, case, django_assert_num_queries):
    for level in ("low", "medium", "high"):
        item = make_question(alice).reviewitems.get()
        SafeguardingCase.objects.open_for(item, by=mo, level=level)
    desk, url = enter(mo), reverse("admin:forum_safeguardingcase_changelist")
    desk.get(url)
    with django_assert_num_queries(9):
        page = desk.get(url)
    levels = [each.level for each in page.context["cl"].result_list]
    assert levels == ["high", "high", "medium", "low"]
