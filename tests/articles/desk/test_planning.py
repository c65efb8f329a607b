"""Publishing and retiring at a time to come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import checks, planning
from articles.models import Article, Plan, ReviewTask, Revision
from portal.housekeeping import daily
from portal.states import IllegalMove
from tests.articles.desk import desk, make_signed, publication
from tests.articles.test_reading import sign
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def field(at) -> str:
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


@pytest.fixture
def pass_time(run_tasks):
    """Let the hours until every plan pass, and the worker do what is due."""

    def later(by: timedelta = timedelta(days=2)) -> None:
        for plan in Plan.objects.all():
            Plan.objects.filter(pk=plan.pk).update(at=plan.at - by)
        DBTaskResult.objects.filter(run_after__gt=timezone.now()).update(run_after=timezone.now())
        run_tasks()

    return later


def planned(article: Article, by, **fields) -> Plan:
    return Plan.make(article, at=timezone.now() + hours(24), by=by, **fields)


def reasons(revision: Revision) -> dict[str, str]:
    return {each.code: "Fine." for each in checks.check_revision(revision) if not each.blocks}


def test_a_signed_text_is_published_when_its_time_comes(client, eve, rae, run_tasks, pass_time):
    article = make_signed(eve, rae)
    client.force_login(eve)
    sent = publication(article.latest, at=field(timezone.now() + hours(24)))
    assert client.post(desk("plan_publish", article), sent).status_code == 302
    assert "revision 1 will be published" in client.get(desk("change", article)).content.decode()
    run_tasks()
    assert Article.objects.get().state == "draft", "its time has not come"
    pass_time()
    article.refresh_from_db()
    assert (article.state, Plan.objects.get().state) == ("published", "done")
    assert article.publications.get().by == eve
    Plan.objects.get().carry_out()
    planning.carry_out.enqueue(Plan.objects.get().pk)
    run_tasks()
    assert article.publications.count() == 1
    assert not mail.outbox


def test_without_a_signature_at_that_time_it_is_refused_and_reported(
    client, eve, rae, mo, pass_time
):
    article = make_article("Secret title", by=eve, publish=False)
    client.force_login(eve)
    html = client.get(desk("plan_publish", article)).content.decode()
    assert "To be mended by then" in html
    sent = publication(article.latest, at=field(timezone.now() + hours(24)))
    assert client.post(desk("plan_publish", article), sent).status_code == 302
    pass_time()
    article.refresh_from_db()
    plan = Plan.objects.get()
    assert (article.state, plan.state) == ("draft", "refused")
    assert "SIGN-MISSING" in plan.refusal
    assert ReviewTask.objects.get().why == "schedule refused"
    (letter,) = mail.outbox
    assert letter.to == [eve.email]
    assert desk("change", article) in letter.body
    for part in (letter.subject, letter.body, str(letter.alternatives)):
        assert "Secret" not in part
        assert "myelin" not in part
    assert "SIGN-MISSING" in client.get(desk("change", article)).content.decode()
    plan.carry_out()
    assert len(mail.outbox) == 1


def test_a_plan_keeps_to_its_revision_and_never_goes_back(eve, rae, pass_time):
    article = make_signed(eve, rae)
    plan = planned(article, eve, revision=article.latest, reasons=reasons(article.latest))
    later = article.write(title="T", summary="S", body="Later [@gr-mld].", by=eve)
    pass_time()
    article.refresh_from_db()
    assert article.live.number == 1
    plan.refresh_from_db()
    assert plan.state == "done"

    sign(later, rae)
    planned(article, eve, revision=later)
    article.publish(later, by=eve, reasons=reasons(later))
    assert not Plan.objects.waiting().exists(), "it has been done by hand"
    with pytest.raises(IllegalMove, match="newer text"):
        planned(article, eve, revision=article.revisions.get(number=1))


def test_a_plan_is_replaced_or_cancelled(client, eve, rae, run_tasks, pass_time):
    article = make_signed(eve, rae)
    first = planned(article, eve, revision=article.latest)
    second = planned(article, eve, revision=article.latest)
    first.refresh_from_db()
    assert (first.state, second.state) == ("cancelled", "waiting")
    client.force_login(eve)
    page = f"{desk('cancel_plan', article)}?plan={second.pk}"
    assert page in client.get(desk("change", article)).content.decode()
    assert client.get(page).status_code == 200
    client.post(page)
    second.refresh_from_db()
    assert second.state == "cancelled"
    with pytest.raises(IllegalMove):
        second.cancel()
    for odd in (page, f"{desk('cancel_plan', article)}?plan=²", desk("cancel_plan", article)):
        assert b"does not wait any more" in client.post(odd, follow=True).content
    pass_time()
    assert Article.objects.get().state == "draft"


def test_retiring_later(client, eve, pass_time):
    article = make_article(by=eve)
    client.force_login(eve)
    at = field(timezone.now() + hours(24))
    assert client.post(desk("plan_retire", article), {"at": at}).status_code == 302
    pass_time()
    article.refresh_from_db()
    assert (article.state, Plan.objects.get().state) == ("retired", "done")


def test_a_page_that_was_taken_away_is_not_brought_back_by_a_plan(eve, rae, pass_time):
    article = make_signed(eve, rae)
    article.publish(by=eve, reasons=reasons(article.latest))
    later = article.write(title="T", summary="S", body="Later [@gr-mld].", by=eve)
    sign(later, rae)
    planned(article, eve, revision=later)
    article.withdraw(because="Wrong.", by=eve)
    assert not Plan.objects.waiting().exists()
    with pytest.raises(IllegalMove, match="Nothing but a person"):
        planned(article, eve, revision=later)
    pass_time()
    assert Article.objects.get(pk=article.pk).state == "withdrawn"


@pytest.mark.parametrize("what", ["inactive", "no editor", "gone"])
def test_whoever_planned_it_must_still_be_allowed_to(eve, rae, pass_time, what):
    article = make_signed(eve, rae)
    plan = planned(article, eve, revision=article.latest, reasons=reasons(article.latest))
    if what == "inactive":
        eve.is_active = False
        eve.save()
    elif what == "no editor":
        eve.groups.clear()
    else:
        Plan.objects.update(by=None)
    pass_time()
    plan.refresh_from_db()
    assert plan.state == "refused"
    assert Article.objects.get().state == "draft"


@pytest.mark.parametrize("at", ["2020-01-01T10:00", "2999-01-01T10:00", "soon", ""])
def test_the_time_must_make_sense(client, eve, rae, at):
    article = make_signed(eve, rae)
    client.force_login(eve)
    response = client.post(desk("plan_publish", article), publication(article.latest, at=at))
    assert response.status_code == 200
    assert client.post(desk("plan_retire", make_article()), {"at": at}).status_code == 200
    assert not Plan.objects.exists()
    with pytest.raises(IllegalMove, match="future"):
        Plan.make(article, at=timezone.now() - hours(1), by=eve, revision=article.latest)


def test_a_lost_task_is_taken_up(eve, rae, run_tasks):
    article = make_signed(eve, rae)
    plan = planned(article, eve, revision=article.latest, reasons=reasons(article.latest))
    DBTaskResult.objects.all().delete()
    daily()
    run_tasks()
    assert Article.objects.get().state == "draft"
    Plan.objects.filter(pk=plan.pk).update(at=timezone.now() - hours(1))
    daily()
    run_tasks()
    assert Article.objects.get().state == "published"
