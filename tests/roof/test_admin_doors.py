"""Every address of the admin and every role. A new address must be written down here first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from articles.models import ArticleRequest, Feedback, ReviewPolicy, ReviewRequest, ReviewTask
from forum.models import (
    Bereavement,
    Decision,
    Deflection,
    Guidance,
    HelpLine,
    Measure,
    PrivacyRequest,
    Reason,
    SafeguardingCase,
    ScreeningKind,
    ScreeningRule,
    Shift,
    StaffNote,
    Sweep,
    TrustGrant,
    WatchedEntity,
)
from portal.audit import AuditEvent
from portal.leaving.models import AccountDeletion
from portal.models import MovedPath, SearchSynonym
from tests.factories import (
    make_answer,
    make_appeal,
    make_article,
    make_article_comment,
    make_comment,
    make_condition,
    make_organisation,
    make_picture,
    make_question,
    make_reviewer,
    make_source,
    make_status,
    make_term,
    make_topic,
    make_treatment,
    make_trial,
)

#: Who comes in: the moderator, the lead moderator (wherever a moderator does), the editor, the
#: clinical reviewer, the administrator.
NOBODY, ADMINISTRATOR, ALL = "", "a", "mera"
#: For each model: who may look, who may add, who may change; deleting is for administrators.
MODELS = {
    "portal_user": ("a", "", "a", "a"),
    "portal_topic": ("ea", "ea", "ea", "a"),
    "portal_movedpath": ("a", "a", "a", "a"),
    "portal_searchsynonym": ("ea", "ea", "ea", "ea"),
    "leaving_accountdeletion": ("a", "", "a", ""),
    "articles_article": ("era", "ea", "era", ""),
    "articles_condition": ("era", "ea", "era", ""),
    "articles_feedback": ("ea", "", "ea", ""),
    "articles_articlerequest": ("ea", "", "ea", ""),
    "articles_source": ("era", "ea", "era", ""),
    "articles_glossaryterm": ("era", "ea", "era", "a"),
    "articles_picture": ("era", "ea", "era", "a"),
    "articles_organisation": ("ea", "ea", "ea", ""),
    "articles_reviewtask": ("ea", "", "ea", ""),
    "articles_reviewer": ("era", "a", "era", ""),
    "articles_reviewpolicy": ("ea", "a", "ea", ""),
    "articles_reviewrequest": ("era", "", "era", ""),
    "articles_treatment": ("era", "ea", "era", ""),
    "articles_treatmentstatus": ("era", "ea", "era", ""),
    "articles_trial": ("era", "ea", "era", ""),
    "articles_trialevent": ("era", "", "era", ""),
    "forum_reviewitem": ("ma", "", "ma", ""),
    "forum_question": ("ma", "", "ma", ""),
    "forum_answer": ("ma", "", "ma", ""),
    "forum_comment": ("ma", "", "ma", ""),
    "forum_articlecomment": ("ma", "", "ma", ""),
    "forum_bereavement": ("ma", "ma", "ma", ""),
    "forum_privacyrequest": ("ma", "", "ma", ""),
    "forum_shift": ("ma", "la", "ma", "la"),
    "forum_safeguardingcase": ("ma", "", "ma", ""),
    "forum_guidance": ("ma", "", "ma", ""),
    "forum_decision": ("ma", "", "ma", ""),
    "forum_trustgrant": ("ma", "ma", "ma", ""),
    "forum_sweep": ("ma", "", "ma", ""),
    "forum_deflection": ("mea", "", "mea", ""),
    "forum_helpline": ("la", "la", "la", "la"),
    "forum_screeningkind": ("la", "", "la", ""),
    "forum_screeningrule": ("la", "la", "la", "la"),
    "forum_watchedentity": ("la", "la", "la", "la"),
    "forum_reason": ("ma", "la", "ma", ""),
    "forum_staffnote": ("ma", "", "ma", ""),
    "forum_measure": ("ma", "", "ma", ""),
    "forum_appeal": ("ma", "", "ma", ""),
    "portal_auditevent": ("a", "", "a", ""),
}
DOORS = {
    "index": ALL,
    "logout": ALL,
    "password_change": ALL,
    "password_change_done": ALL,
    "jsi18n": ALL,
    "articles_article_preview": "era",
    "articles_article_publish": "ea",
    "articles_article_compare": "era",
    "articles_article_plan_publish": "ea",
    "articles_article_plan_retire": "ea",
    "articles_article_cancel_plan": "ea",
    "articles_article_retire": "ea",
    "articles_article_withdraw": "ea",
    "articles_article_roll_back": "ea",
    "articles_article_sign": "ra",
    "articles_article_rename": "ea",
    "articles_article_ask": "ea",
    "articles_condition_rename": "ea",
    "articles_reviewer_leave": "a",
    "articles_reviewer_come_back": "a",
    "articles_reviewer_withdraw": "a",
    "articles_reviewrequest_send_back": "ra",
    "articles_reviewrequest_link": "ea",
    "articles_reviewrequest_cancel": "ea",
    "articles_source_import": "ea",
    "articles_source_retract": "ea",
    "articles_source_supersede": "ea",
    "articles_source_restore": "ea",
    "articles_reviewtask_decide": "ea",
    "articles_feedback_decide": "ea",
    "articles_organisation_verify": "ea",
    "articles_treatment_rename": "ea",
    "articles_treatmentstatus_check_again": "ea",
    "articles_trial_compare": "era",
    **{
        f"articles_trial_{verb}": "ea"
        for verb in (
            "explain",
            "publish",
            "take_down",
            "keep_words",
            "decide_condition",
            "choose_treatment",
            "look_again",
        )
    },
    "articles_trialevent_settle": "ea",
    "forum_helpline_verify": "la",
    "forum_screeningrule_dry_run": "la",
    "forum_screeningrule_switch_off": "la",
    "forum_watchedentity_dry_run": "la",
    "forum_watchedentity_switch_off": "la",
    **{f"forum_sweep_{verb}": "ma" for verb in ("begin", "undo")},
    **{
        f"forum_reviewitem_{verb}": "ma"
        for verb in ("decide", "take", "take_handful", "tap", "distressing", "undo", "open")
    },
    **{
        f"forum_privacyrequest_{verb}": "ma"
        for verb in ("take", "note", "reveal", "identify", "answer", "refuse")
    },
    "forum_privacyrequest_close_account": ADMINISTRATOR,
    "forum_safeguardingcase_open": "ma",
    **{
        f"forum_shift_{verb}": "ma"
        for verb in ("enter", "leave", "skip", "limit", "hand_over", "read")
    },
    **{
        f"forum_safeguardingcase_{verb}": "ma"
        for verb in (
            "note",
            "points",
            "level",
            "road",
            "audience",
            "second",
            "give_back",
            "close",
            "reopen",
        )
    },
    **{
        f"portal_user_{verb}": ADMINISTRATOR
        for verb in ("close", "keep", "change_address", "second_step")
    },
    "forum_measure_take": "ma",
    "forum_measure_lift": "ma",
    "forum_decision_figures": "la",
    "forum_decision_statements": "la",
    "portal_user_timeline": "ma",
    "portal_user_address": "la",
    "portal_searchlog_changelist": "ea",
    "articles_articlerequest_ask": "ea",
    # Without the name of a field it is refused to everybody; see below.
    "autocomplete": NOBODY,
}
for _model, (_look, _add, _change, _delete) in MODELS.items():
    DOORS |= {
        f"{_model}_changelist": _look,
        f"{_model}_add": _add,
        f"{_model}_history": _look,
        f"{_model}_change": _change,
        f"{_model}_delete": _delete,
    }
#: Open to everybody; lists of an app, by what is in it; and Django's catch-all.
APART = {"login", "app_list", None}


def doors(patterns: list, before: str = "/admin/") -> Iterator[tuple[str, str]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from doors(each.url_patterns, before + str(each.pattern))
        elif isinstance(each, URLPattern) and each.name not in APART:
            yield each.name, before + str(each.pattern)


@pytest.fixture
def things(alice, bob, mo, eve):
    """One of everything, by the beginning of the addresses that lead to it."""
    article = make_article(publish=False, by=eve)
    question = make_question(alice, "What nobody may guess?", by=mo)
    trial = make_trial()
    return {
        "portal_user": alice,
        "portal_topic": make_topic(),
        "portal_movedpath": MovedPath.objects.create(old="/a/", new="/b/"),
        "portal_searchsynonym": SearchSynonym.objects.create(said="zaps", meant="seizures"),
        "leaving_accountdeletion": AccountDeletion.request(bob, contributions="unnamed"),
        "articles_article": article,
        "articles_condition": make_condition(),
        "articles_articlerequest": ArticleRequest.objects.create(words="Okapi", why="Asked"),
        "articles_feedback": Feedback.objects.submit(revision=make_article().live, helpful=True),
        "articles_source": make_source(),
        "articles_glossaryterm": make_term(),
        "articles_picture": make_picture(),
        "articles_organisation": make_organisation(),
        "articles_reviewtask": ReviewTask.objects.create(article=article, why="trial changed"),
        "articles_reviewer": make_reviewer(bob),
        "articles_reviewpolicy": ReviewPolicy.objects.get(kind="living"),
        "articles_reviewrequest": ReviewRequest.objects.ask(article.latest, by=eve),
        "articles_treatment": make_treatment(),
        "articles_treatmentstatus": make_status(make_treatment("Skysona"), make_condition("ALD")),
        "articles_trial": trial,
        "articles_trialevent": trial.events.create(kind="sites"),
        "forum_reviewitem": make_question(bob).reviewitems.get(),
        "forum_question": question,
        "forum_answer": make_answer(question, bob),
        "forum_comment": make_comment(question, bob),
        "forum_articlecomment": make_article_comment(make_article()),
        "forum_bereavement": Bereavement.objects.say(
            member=bob, mails="rest", questions_rest=False, moderators_know=True
        ),
        "forum_shift": Shift.objects.create(
            moderator=mo, starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=2)
        ),
        "forum_guidance": Guidance.objects.get(road="young"),
        "forum_safeguardingcase": SafeguardingCase.objects.open_for(
            make_question(bob).reviewitems.get()
        ),
        "forum_privacyrequest": PrivacyRequest.objects.submit(
            about=None, who="me", wish="unname", description="A text.", email="x@example.net"
        ),
        "forum_sweep": Sweep.objects.carry_out([], by=mo),
        "forum_trustgrant": TrustGrant.objects.give(alice, by=mo, reason="She helps many."),
        "forum_decision": Decision.objects.get(),
        "forum_deflection": Deflection.objects.create(day=timezone.localdate(), question=question),
        "forum_helpline": HelpLine.objects.first(),
        "forum_screeningkind": ScreeningKind.objects.first(),
        "forum_screeningrule": ScreeningRule.objects.create(pattern="miracle", why="A miracle."),
        "forum_watchedentity": WatchedEntity.objects.create(
            entity="Hope Cells", status="unproven", why="Watched."
        ),
        "forum_reason": Reason.objects.get(code="spam"),
        "forum_appeal": make_appeal(bob, by=mo),
        "forum_measure": Measure.objects.take(
            bob, kind="restrict", by=mo, reason="spam", message="Too many links."
        ),
        "forum_staffnote": StaffNote.objects.create(member=alice, by=mo, text="We talked."),
        "portal_auditevent": AuditEvent.objects.create(what="revealed", member=alice, by=mo),
    }


def address(name: str, pattern: str, things: dict) -> str:
    thing = things.get("_".join(name.split("_")[:2]))
    pk = str(thing.pk) if thing else ""
    url = pattern.replace("<path:object_id>", pk).replace("<int:pk>", pk)
    if name == "forum_safeguardingcase_open":
        return f"{url}?item={things['forum_reviewitem'].pk}"
    if name == "forum_measure_take":
        return f"{url}?member={things['portal_user'].pk}"
    if name == "forum_reviewitem_undo":
        return f"{url}?decision={things['forum_decision'].pk}"
    if name == "forum_reviewitem_open":
        return f"{url}?question={things['forum_question'].pk}"
    return f"{url}?item={pk}" if name.endswith("_decide") else url


def may(role: str, name: str) -> bool:
    return role in DOORS[name] or (role == "l" and "m" in DOORS[name])


def test_every_door_is_written_down():
    assert {name for name, _ in doors(admin.site.get_urls())} == set(DOORS)


@pytest.mark.parametrize("role", ["m", "l", "e", "r", "a"])
def test_who_comes_in_where(client, things, mo, lea, eve, rae, ada, role):
    client.force_login({"m": mo, "l": lea, "e": eve, "r": rae, "a": ada}[role])
    wrong = []
    for name, pattern in doors(admin.site.get_urls()):
        page = client.get(address(name, pattern, things))
        status = page.status_code
        if role in "ml" and b"@example" in getattr(page, "content", b""):
            wrong.append(f"GET {name}: shows an address")
        if (status in {200, 302}) != may(role, name) or status >= 500:
            wrong.append(f"GET {name}: {status}")
        if not may(role, name):
            status = client.post(address(name, pattern, things), {"post": "yes"}).status_code
            if status not in {403, 405}:
                wrong.append(f"POST {name}: {status}")
    assert not wrong


@pytest.mark.parametrize("who", [None, "alice"])
def test_without_a_role_every_door_leads_to_the_sign_in(client, request, things, who):
    if who:
        client.force_login(request.getfixturevalue(who))
    for name, pattern in doors(admin.site.get_urls()):
        if name == "logout":  # is asked of those who are signed in, and is no secret
            continue
        for ask in (client.get, client.post):
            response = ask(address(name, pattern, things))
            assert response.status_code in {302, 403}, name
            assert response.status_code == 403 or "/login/" in response.url, name


def test_who_may_look_cannot_change_by_sending_a_form(client, things, rae):
    client.force_login(rae)
    for name in ("articles_article", "articles_condition", "articles_source"):
        page = f"/admin/{name.replace('_', '/')}/{things[name].pk}/change/"
        form = {"name": "x", "title": "x", "text_title": "x", "key": "x", "_save": "Save"}
        assert client.post(page, form).status_code == 403
        things[name].refresh_from_db()
        assert getattr(things[name], "name", "") != "x"
        assert getattr(things[name], "title", "") != "x"
    assert things["articles_article"].revisions.count() == 1


@pytest.mark.parametrize("who", ["mo", "eve", "rae"])
def test_a_number_does_not_lead_to_what_is_hidden(client, request, alice, who):
    """Django's own shortcut "view on site" would tell anybody on the staff the address of
    anything, and with it the title of a question that nobody has decided on."""
    hidden = make_question(alice, "What nobody may guess?")
    kind = ContentType.objects.get_for_model(hidden).pk
    client.force_login(request.getfixturevalue(who))
    response = client.get(f"/admin/r/{kind}/{hidden.pk}/", follow=True)
    assert response.status_code == 404
    assert not response.redirect_chain


def test_suggestions_come_only_from_what_one_may_see(client, things, mo, eve, rae):
    ask = {"app_label": "articles", "model_name": "condition", "field_name": "overview"}
    for person, status in [(mo, 403), (eve, 200), (rae, 200)]:
        client.force_login(person)
        assert client.get("/admin/autocomplete/", ask).status_code == status, person
    # No field of ours leads to people: an address cannot be found letter by letter.
    for label, model, field in [
        ("articles", "revision", "author"),
        ("forum", "question", "author"),
        ("forum", "decision", "by"),
        ("portal", "user", "groups"),
    ]:
        for person in (mo, eve, rae):
            client.force_login(person)
            ask = {"app_label": label, "model_name": model, "field_name": field, "term": "a"}
            assert client.get("/admin/autocomplete/", ask).status_code == 403


def test_no_filter_in_the_address_reaches_people(client, alice, mo, eve):
    """A list could otherwise be asked, one letter at a time, whose address begins with an "a"."""
    make_question(alice)
    make_article_comment(make_article())
    client.force_login(mo)
    for url in [
        "forum/question/?author__email__startswith=a",
        "forum/question/?author__password__startswith=a",
        "forum/articlecomment/?email__startswith=v",
        "forum/reviewitem/?question__author__email__startswith=a",
        "forum/reviewitem/?article_comment__email__startswith=v",
        "forum/decision/?by__email__startswith=m",
    ]:
        assert client.get(f"/admin/{url}").status_code == 400, url
    client.force_login(eve)
    url = "/admin/articles/article/?live__author__email__startswith=e"
    assert client.get(url).status_code == 400
