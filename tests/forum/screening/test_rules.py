"""Rules as rows: written by administrators, tried before they are in force, counted afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from forum import dry_run as dry_running
from forum.dry_run import dry_run
from forum.models import Answer, Question, ReviewItem, ScreeningKind, ScreeningRule, WatchedEntity
from forum.screening import screen_contribution
from tests.factories import make_article, make_article_comment, make_comment, make_question

ADD = reverse("admin:forum_screeningrule_add")
FORM = {
    "kind": "promotion", "pattern": "moonbeam … rest", "language": "", "action": "hold",
    "severity": "2", "why": "Promises a moonbeam.", "article": "", "expires_on": "",
}  # fmt: skip


def make_rule(pattern: str = "moonbeam … rest", **fields: object) -> ScreeningRule:
    fields = {"why": "Promises a moonbeam.", "action": "hold", **fields}
    rule = ScreeningRule.objects.create(pattern=pattern, **fields)
    rule.switch_on(tried=pattern)
    return rule


def noticed(words: str) -> list[tuple[str, int, int]]:
    found = screen_contribution(Question(title="About this", body=words))
    return [(one.kind, int(one.severity), one.rule) for one in found]


def test_a_rule_is_in_force_only_after_its_dry_run_was_looked_at(client, alice, bob, mo, ada):
    make_question(alice, "A moonbeam, a real rest?", by=mo)
    make_comment(make_question(bob, by=mo), bob, "No moonbeam can rest.")
    removed = make_question(bob, "Which secret moonbeam did rest you?", by=mo)
    removed.remove()
    client.force_login(mo)
    assert client.get(ADD).status_code == 403
    client.force_login(ada)
    refused = client.post(ADD, FORM | {"pattern": "(moonbeam"}).content.decode()
    assert "There is a ( without a ) after it." in refused
    assert "Promises a moonbeam." in refused  # nothing that was typed is lost

    page = client.post(ADD, FORM, follow=True)
    rule = ScreeningRule.objects.get()
    trying = reverse("admin:forum_screeningrule_dry_run", args=[rule.pk])
    assert page.redirect_chain == [(trying, 302)]
    html = page.content.decode()
    assert "3 of 4 texts</strong>: 1 published" in html or "3 of 4 texts" in html
    assert "1 waiting for a moderator" in html
    assert "<mark>moonbeam, a real rest</mark>" in html
    assert "secret moonbeam" not in html  # what was removed is counted, and not shown again
    assert noticed("A moonbeam rest.") == []

    seen = {"seen": page.context["form"].now}
    ScreeningRule.objects.update(pattern="moonbeam | starlight")  # somebody else, meanwhile
    again = client.post(trying, seen).content.decode()
    assert "It was changed meanwhile" in again
    rule.refresh_from_db()
    assert not rule.active
    page = client.get(trying)
    client.post(trying, {"seen": page.context["form"].now})
    rule.refresh_from_db()
    assert rule.active
    assert noticed("It is a starlight.") == [("promotion", 3, rule.pk)]

    change = reverse("admin:forum_screeningrule_change", args=[rule.pk])
    client.post(change, FORM | {"pattern": "moonbeam | starlight", "why": "Promises a starlight."})
    assert ("promotion", 3, rule.pk) in noticed("A starlight!")  # other words, the same pattern
    client.post(change, FORM | {"pattern": "elixir"})
    rule.refresh_from_db()
    assert not rule.active
    with pytest.raises(IntegrityError), transaction.atomic():
        ScreeningRule.objects.update(active=True)  # the database says so too


def test_what_rules_and_settings_do_about_a_finding(db):
    held = make_rule()
    called = make_rule("elixir", action="case", kind="spam")
    noted = make_rule("tonic", action="note", severity=4)
    make_rule("potion", expires_on=timezone.localdate())
    german = make_rule("gift", language="de")
    assert noticed("A moonbeam rest.") == [("promotion", 3, held.pk)]
    assert noticed("An elixir.") == [("spam", 4, called.pk)]
    assert noticed("A tonic.") == [("promotion", 2, noted.pk)]
    assert noticed("A potion.") == []  # expired
    assert noticed("This is a gift for the child and we love it.") == []
    assert noticed("Das Gift ist nicht gut und wir haben Angst.") == [("promotion", 3, german.pk)]
    held.switch_off()
    assert noticed("A moonbeam rest.") == []

    mail = "Write to me: someone@example.org"
    assert ("personal-data", 3, 0) in noticed(mail)
    ScreeningKind.objects.filter(kind="personal-data").update(action="case")
    assert ("personal-data", 4, 0) in noticed(mail)
    tomorrow = timezone.localdate() + timedelta(days=1)
    ScreeningKind.objects.filter(kind="personal-data").update(off_until=tomorrow)
    assert noticed(mail) == []
    ScreeningKind.objects.filter(kind="personal-data").update(off_until=timezone.localdate())
    assert ("personal-data", 4, 0) in noticed(mail)  # by itself, when that day has come


@pytest.mark.parametrize("kind", ["emergency", "crisis"])
def test_what_lives_depend_on_cannot_be_switched_off(client, ada, kind):
    row = ScreeningKind.objects.get(kind=kind)
    client.force_login(ada)
    change = reverse("admin:forum_screeningkind_change", args=[row.pk])
    page = client.post(change, {"action": "note", "off_until": "2099-01-01"}).content.decode()
    assert "Lives may depend on this one" in page
    row.refresh_from_db()
    assert (row.action, row.off_until) == ("hold", None)
    assert client.post(change, {"action": "case"}).status_code == 302
    for less in ({"action": "advise"}, {"off_until": timezone.localdate()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ScreeningKind.objects.filter(kind=kind).update(**less)
    assert "Lives may depend" in client.post(
        ADD, FORM | {"kind": kind, "action": "note"}
    ).content.decode()  # fmt: skip
    other = ScreeningKind.objects.get(kind="dosing")
    change = reverse("admin:forum_screeningkind_change", args=[other.pk])
    assert client.post(change, {"action": "note", "off_until": "2099-01-01"}).status_code == 302
    other.refresh_from_db()
    assert other.is_off


def test_a_clinic_is_watched_by_its_names_and_addresses(client, ada):
    article = make_article("Checking a clinic")
    client.force_login(ada)
    form = {
        "entity": "Hope Cells", "aliases": "Hopecell\nHope Zellen",
        "domains": "https://www.hope-cells.example/en/prices\n", "status": "unproven",
        "article": article.pk, "action": "hold", "expires_on": "",
    }  # fmt: skip
    page = client.post(reverse("admin:forum_watchedentity_add"), form, follow=True)
    clinic = WatchedEntity.objects.get()
    assert clinic.pattern.splitlines() == [
        "Hope Cells", "Hopecell", "Hope Zellen", "hope-cells.example",
    ]  # fmt: skip
    assert article.title in page.content.decode()
    client.post(page.request["PATH_INFO"], {"seen": page.context["form"].now})
    for words in ("hopecell helped", "at http://hope-cells.example/x", "Hope-Cells!"):
        assert ("promotion", 3, clinic.pk) in noticed(words), words
    assert noticed("We hope his cells recover.") == []
    listed = client.get(reverse("admin:forum_watchedentity_changelist")).content.decode()
    assert "Hope Cells" in listed
    assert "In force" in listed
    rules = client.get(reverse("admin:forum_screeningrule_changelist")).content.decode()
    assert "Hope Cells" not in rules


def test_a_dry_run_reads_within_bounds_and_changes_nothing(alice, mo, monkeypatch):
    old = make_question(alice, "An old moonbeam rest?", by=mo)
    Question.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - dry_running.LATELY - timedelta(hours=1)
    )
    for number in range(4):
        make_question(alice, f"A moonbeam rest, number {number}?")
    make_article_comment(make_article(), "Nothing of that kind.")
    before = list(ReviewItem.objects.values())
    rule = ScreeningRule.objects.create(pattern="moonbeam", why="x")
    done = dry_run(rule)
    assert (done.read, done.hits, done.by_state) == (5, 4, {"pending": 4})
    assert [found.words for found in done.shown] == ["moonbeam"] * 4
    monkeypatch.setattr(dry_running, "MOST", 3)
    assert dry_run(rule).read == 3
    monkeypatch.setattr(dry_running, "MOST_CHARACTERS", 60)
    assert dry_run(rule).cut_short
    assert list(ReviewItem.objects.values()) == before


def test_how_often_each_fired_and_was_upheld_stands_in_the_list(
    client, alice, bob, mo, ada, django_assert_num_queries, django_assert_max_num_queries
):
    rule = make_rule()
    for number, decision in enumerate(["publish", "reject", None]):
        question = make_question(alice, f"Is there a moonbeam rest, case {number}?")
        if decision:
            item = ReviewItem.objects.open().get(question=question)
            item.decide(decision, by=mo, reason="promotion" if number else "fine", message="No.")
    make_question(bob, body="Write to me: someone@example.org")
    client.force_login(ada)
    listed = reverse("admin:forum_screeningrule_changelist")
    page = client.get(listed).content.decode()
    assert "3 times" in page
    assert "in 1 of 2 decided" in page
    kinds = client.get(reverse("admin:forum_screeningkind_changelist")).content.decode()
    row = kinds[kinds.index("Personal data") : kinds.index("Promotion")]
    assert "once" in row
    with django_assert_max_num_queries(12) as few:
        client.get(listed)
    for number in range(6):
        make_rule(f"starlight{number}")
    with django_assert_num_queries(len(few)):
        client.get(listed)
    assert rule.active


def test_posting_asks_the_rules_once_however_many_there_are(alice, django_assert_num_queries):
    for number in range(4):
        make_rule(f"starlight{number}")
    with django_assert_num_queries(2):
        screen_contribution(Question(title="", body="A wonder1 and an elixir."))
    ScreeningRule.objects.update(pattern="(", tried="(")  # of another version, perhaps
    assert noticed("A wonder1.") == []


def test_links_of_what_is_held_lightly_are_mere_text_until_a_moderator_has_looked(
    client, alice, cleo, mo
):
    make_rule("elderflower", action="links-off", kind="look-alike", severity=1)
    question = make_question(alice, by=mo)
    body = "We tried elderflower ([a recipe](https://other.example/x))."
    answer = Answer.objects.submit(question=question, author=cleo, body=body)
    answer.refresh_from_db()
    page = client.get(question.get_absolute_url()).content.decode()
    assert answer.is_public  # a verified clinician's
    assert answer.links_off
    assert 'href="https://other.example/x"' not in page
    assert "recipe" in page
    item = ReviewItem.objects.open().get(answer=answer)
    item.decide("keep", by=mo, reason="fine")
    page = client.get(question.get_absolute_url()).content.decode()
    assert 'href="https://other.example/x"' in page


def test_what_is_only_noted_holds_nobody_who_is_known_and_what_is_held_holds_everybody(
    alice, cleo, mo
):
    question = make_question(alice, by=mo)
    held = make_rule("elixir", action="hold", severity=1, kind="look-alike")
    make_rule("tonic", action="note", severity=4, kind="promotion")

    def is_public(body: str) -> bool:
        answer = Answer.objects.submit(question=question, author=cleo, body=body)
        answer.refresh_from_db()
        return answer.is_public

    assert is_public("We know no tonic.")
    assert not is_public("We know no elixir.")
    held.switch_off()
    assert is_public("We know no elixir either.")
