"""What reports do before a moderator has looked, and what they cannot do."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum import weighing
from forum.models import Answer, Flag, Question, ReviewItem, TrustGrant
from forum.weighing import Record
from portal.models import User
from tests.factories import make_answer, make_known, make_question, make_user

LINKED = "We found [this bed](https://example.org/beds) and <https://example.org/more>."


@pytest.fixture
def question(alice, mo) -> Question:
    return make_question(alice, by=mo)


@pytest.fixture
def answer(question, bob, mo) -> Answer:
    return make_answer(question, bob, LINKED, by=mo)


def known(names: str, question: Question, mo: User) -> list[User]:
    """Members who came long ago, and of whom two contributions were approved."""
    return [make_known(make_user(name), question, by=mo) for name in names.split()]


def report(target, by: User, reason: str = "harm") -> None:
    Flag.raise_on(target, by=by, reason=reason)
    target.refresh_from_db()


def decide(target, decision: str, mo: User) -> None:
    item = ReviewItem.objects.open().get(**ReviewItem.about(target))
    reason = "fine" if decision in {"keep", "publish"} else "harm"
    item.decide(decision, by=mo, reason=reason, message="Kindly.")
    target.refresh_from_db()


def test_two_members_hide_what_could_harm_until_a_moderator_has_looked(question, answer, bob, mo):
    uma, vic = known("Uma Vic", question, mo)
    report(answer, uma, "harm")
    assert answer.is_public
    reporter, author, visitor = Client(), Client(), Client()
    reporter.force_login(vic), author.force_login(bob)
    url = reverse("forum:flag", args=["answer", answer.pk])
    page = reporter.post(url, {"reason": "personal"}, follow=True)
    assert page.status_code == 200
    assert "Thank you. A moderator will look at it" in page.content.decode()
    again = reporter.post(url, {"reason": "personal"}, follow=True)
    assert "You have reported this already" in again.content.decode()
    assert visitor.post(url, {"reason": "personal"}).status_code == 404
    assert visitor.get(answer.get_absolute_url()).status_code == 404
    assert b"this bed" not in visitor.get(question.get_absolute_url()).content
    own = author.get(question.get_absolute_url()).content.decode()
    assert "Hidden while moderators look" in own
    note = bob.notifications.latest("pk")
    assert "hidden while moderators look" in note.title
    assert "did something wrong" in note.message
    item = ReviewItem.objects.open().get(answer=answer)
    assert item.due_at < timezone.now() + timedelta(hours=4)
    for word in ("Uma", "Vic"):
        assert word not in note.title + note.message

    decide(answer, "publish", mo)

    assert b"this bed" in visitor.get(question.get_absolute_url()).content


@pytest.mark.parametrize(("reason", "needed"), [("crisis", 2), ("unkind", 3), ("spam", 3)])
def test_how_many_it_takes(settings, question, answer, mo, reason, needed):
    members = known("Uma Vic Wes Xia", question, mo)
    for number, member in enumerate(members[:needed], start=1):
        assert answer.is_public, number
        report(answer, member, reason)
    assert answer.state == "hidden"


def test_one_who_is_trusted_is_enough_for_what_is_grave(question, answer, bob, cleo, nia, mo):
    TrustGrant.objects.give(nia, by=mo, reason="She helps many.")
    other = make_answer(question, bob, "Another.", by=mo)
    report(answer, cleo, "unkind")
    assert answer.is_public
    report(answer, nia, "personal")
    assert answer.state == "hidden"
    report(other, cleo, "harm")
    assert other.state == "hidden"


def test_accounts_made_to_silence_somebody_hide_nothing(settings, question, answer, bob, mo):
    settings.HIDE_AT_GRAVE_REPORTS, settings.HIDE_AT_REPORTS = 1, 1
    fresh = [make_user(f"Sock{n}") for n in range(4)]
    for member in [*fresh, bob]:  # nor does its own author
        report(answer, member, "crisis")
    assert answer.is_public
    assert not answer.links_off
    assert ReviewItem.objects.open().get(answer=answer).flags.count() == 5
    # Known since, but who came after the text was published counts half.
    late = known("Uma", question, mo)[0]
    User.objects.filter(pk=late.pk).update(date_joined=timezone.now() - timedelta(days=4))
    Answer.objects.filter(pk=answer.pk).update(published_at=timezone.now() - timedelta(days=9))
    report(answer, User.objects.get(pk=late.pk), "harm")
    assert answer.is_public


def test_nothing_is_hidden_where_the_operator_says_so(settings, question, answer, cleo, mo):
    settings.HIDE_AT_GRAVE_REPORTS = settings.HIDE_AT_REPORTS = 0
    for member in [cleo, *known("Uma Vic Wes", question, mo)]:
        report(answer, member)
    assert answer.is_public


def test_who_was_wrong_before_counts_less_and_nobody_learns_of_it(
    question, answer, alice, bob, mo, django_assert_num_queries
):
    uma, vic, wes = known("Uma Vic Wes", question, mo)
    for number in range(4):
        text = make_answer(question, bob, f"Number {number}.", by=mo)
        report(text, uma, "unkind"), report(text, vic, "crisis")
        decide(text, "keep", mo)
    gone = make_answer(question, bob, "It cures everything.", by=mo)
    report(gone, wes, "spam")
    decide(gone, "remove", mo)
    with django_assert_num_queries(1):
        records = weighing.records_of([uma.pk, vic.pk, wes.pk, alice.pk])
    assert records[uma.pk] == Record(acted_upon=0, kept=4)
    assert records[vic.pk] == Record(acted_upon=0, kept=0)  # who worries does nothing wrong
    assert records[wes.pk] == Record(acted_upon=1, kept=0)
    assert (records[uma.pk].accuracy, records[alice.pk].accuracy) == (0.25, 0.5)
    report(answer, uma), report(answer, wes)
    assert answer.is_public  # half a voice and one
    report(answer, vic)
    assert answer.state == "hidden"


def test_links_go_off_at_one_report_and_come_back(client, question, answer, mo):
    def page() -> str:
        return client.get(question.get_absolute_url()).content.decode()

    assert 'href="https://example.org/beds"' in page()
    report(answer, make_user("Sock"), "spam")
    assert 'href="https://example.org/beds"' in page()
    report(answer, *known("Uma", question, mo), "spam")
    assert "https://example.org/beds" not in page()
    assert "this bed" in page()
    assert "Its links are off until a moderator has looked" in page()
    decide(answer, "keep", mo)
    assert 'href="https://example.org/beds"' in page()
    assert "links are off" not in page()


def test_what_moderators_kept_is_hidden_again_by_nobody_but_the_trusted(
    question, answer, bob, cleo, mo
):
    members = known("Uma Vic Wes Xia Yin Zoe", question, mo)
    report(answer, members[0]), report(answer, members[1])
    decide(answer, "publish", mo)
    for member in members[2:5]:
        report(answer, member)
    assert answer.is_public
    # Another text may be reported anew.
    Answer.objects.filter(pk=answer.pk).update(edited_at=timezone.now())
    report(answer, members[5])
    assert answer.state == "hidden"
    decide(answer, "publish", mo)
    Answer.objects.filter(pk=answer.pk).update(edited_at=None)
    report(answer, cleo)
    assert answer.state == "hidden"


def test_its_author_cannot_bring_it_back_by_a_change(client, question, answer, bob, cleo):
    report(answer, cleo)
    client.force_login(bob)
    url = reverse("forum:edit-answer", args=[answer.pk])
    client.post(url, {"seen": answer.version, "body": "Harmless.", "reason": "Mended"})
    answer.refresh_from_db()
    assert answer.state == "hidden"
    assert Client().get(answer.get_absolute_url()).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_reports_in_the_very_same_moment_are_both_counted(question, answer, mo):
    ready = threading.Barrier(2)

    def click(member: User) -> None:
        mine = Answer.objects.get(pk=answer.pk)
        ready.wait()
        Flag.raise_on(mine, by=member, reason="harm")
        connection.close()

    threads = [threading.Thread(target=click, args=[m]) for m in known("Uma Vic", question, mo)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answer.refresh_from_db()
    assert answer.state == "hidden"
    assert ReviewItem.objects.open().get(answer=answer).flags.count() == 2
