"""A study is known by any of its ids, copied as it is, and never takes a person's words away."""

from __future__ import annotations

from datetime import date

import pytest

from articles.models import ReviewTask, Trial, TrialEvent
from articles.trials.storing import gone
from tests.articles.trials.records import LEEDS, stored
from tests.factories import make_article, make_condition, make_source, make_treatment

pytestmark = pytest.mark.django_db
ROME = {"facility": "Example Clinic", "city": "Rome", "country": "Italy", "status": "RECRUITING"}


def said(trial: Trial) -> list[tuple[str, str, str]]:
    """Its history, the oldest first."""
    events = trial.events.order_by("pk")
    return [(event.kind, event.before_in_words, event.after_in_words) for event in events]


def state_of(trial: Trial) -> list[object]:
    rows = [Trial.objects.filter(pk=trial.pk).values()]
    names = ["registrations", "sites", "interventions", "matches", "events", "snapshots"]
    rows += [getattr(trial, name).order_by("pk").values() for name in names]
    return [list(each) for each in rows]


def test_a_study_is_copied_once_and_the_same_record_changes_nothing(django_assert_num_queries):
    make_condition()
    assert stored(taken_on=date(2026, 11, 1)) == "created"
    trial = Trial.objects.get()
    assert (trial.slug, trial.state, trial.max_age_days) == ("nct99999901", "unpublished", 914)
    assert trial.phases == ["1", "2"]
    assert [str(site) for site in trial.sites.all()] == ["Example Hospital, Leeds, United Kingdom"]
    assert trial.matches.get().state == "confirmed"
    before = state_of(trial)
    with django_assert_num_queries(4 + 3):  # four read the names of conditions and treatments
        assert stored(taken_on=date(2026, 11, 1)) == "unchanged"
    assert state_of(trial) == before
    assert stored(taken_on=date(2026, 11, 3)) == "unchanged"
    trial.refresh_from_db()
    assert trial.seen_on == date(2026, 11, 3)
    assert trial.snapshots.count() == 1

    assert stored(updated="2026-09-01", status="SUSPENDED", taken_on=date(2026, 11, 4)) == "older"
    assert stored(status="SUSPENDED", taken_on=date(2026, 10, 4)) == "older", (
        "the same day's, before"
    )
    assert stored(verified="2026-11", updated="2026-11-04", taken_on=date(2026, 11, 4)) == "updated"
    trial.refresh_from_db()
    assert (trial.status, trial.verified_on) == ("recruiting", date(2026, 11, 1))
    assert trial.snapshots.count() == 2
    assert said(trial) == [("new", "", "Recruiting")], "to confirm is no change"


def test_what_changes_is_told_with_before_and_after_and_opens_tasks(eve):
    cited = make_source("trial", registry_id="NCT99999901", url=None)
    make_source("gr-mld")
    article = make_article(body="It recruits [@trial].", by=eve)
    make_article(body="It says nothing of it [@gr-mld].", by=eve)
    stored()
    trial = Trial.objects.get()
    stored(updated="2026-10-15", sites=[LEEDS, ROME], criteria="Children\nbefore  symptoms.")
    assert not ReviewTask.objects.exists(), "more sites make no text wrong"
    now = {"sites": [LEEDS, ROME], "oldest": "3 Years"}
    stored(updated="2026-10-16", status="ACTIVE_NOT_RECRUITING", **now)
    task = ReviewTask.objects.get()
    assert (task.article, task.source, task.why) == (article, cited, "trial changed")
    assert "Before: Recruiting. Now: Going on, recruiting nobody new." in task.detail
    now |= {"reason": "No money <left>.", "results": True, "tried": ["OTL-99", "Busulfan"]}
    stored(updated="2026-10-17", status="TERMINATED", **now)
    task.refresh_from_db()
    assert task.detail.startswith("NCT99999901: Stopped early, paused or withdrawn.")
    assert "Reason: “No money <left>.”" in task.detail
    assert "\nNCT99999901: Stopped recruiting" in task.detail, "what came before stands below"
    assert ReviewTask.objects.count() == 1
    both = "2 sites, 2 recruiting: Italy, United Kingdom"
    assert said(trial)[1:] == [
        ("sites", "1 site, 1 recruiting: United Kingdom", both),
        ("stopped", "Recruiting", "Going on, recruiting nobody new"),
        ("criteria", "Any sex, from any age to 30 Months", "Any sex, from any age to 3 Years"),
        ("terminated", "Going on, recruiting nobody new", "Stopped early"),
        ("results", "", ""),
        ("text", "", "what is tried"),
    ]
    assert trial.events.get(kind="terminated").reason == "No money <left>."

    assert gone(["NCT99999901"], on=date(2026, 11, 2)) == 1
    assert gone(["NCT99999901"], on=date(2026, 11, 3)) == 0
    trial.refresh_from_db()
    assert trial.gone_since == date(2026, 11, 2)
    stored(updated="2026-11-05", status="TERMINATED", taken_on=date(2026, 11, 5), **now)
    trial.refresh_from_db()
    assert trial.gone_since is None
    assert [kind for kind, _, _ in said(trial)][-2:] == ["gone", "back"]


@pytest.mark.parametrize(
    ("was", "last_known", "now", "kind"),
    [
        ("not yet recruiting", "", "RECRUITING", "started"),
        ("unknown", "recruiting", "RECRUITING", "status"),
        ("unknown", "recruiting", "COMPLETED", "stopped"),
        ("active", "", "COMPLETED", "completed"),
        ("recruiting", "", "WITHDRAWN", "terminated"),
        ("recruiting", "", "UNKNOWN", "status"),
        ("recruiting", "", "SOMETHING_NEW", "status"),
        ("recruiting", "", "RECRUITING", None),  # as an editor had entered it by hand
    ],
)
def test_each_change_of_status_has_its_kind(was, last_known, now, kind):
    stored()
    Trial.objects.update(status=was, last_known_status=last_known, status_raw="X")
    stored(status=now, updated="2026-10-15")
    kinds = TrialEvent.objects.exclude(kind__in=["new", "unknown value"])
    assert [event.kind for event in kinds] == ([kind] if kind else [])


def test_a_value_that_we_do_not_know_is_asked_about_once(eve):
    stored(status="HOVERING")
    stored("NCT99999902", status="HOVERING")
    event = TrialEvent.objects.get(kind="unknown value")
    assert (event.before, event.after) == ("protocolSection.statusModule.overallStatus", "HOVERING")
    TrialEvent.objects.filter(pk=event.pk).update(state="settled", settled_at=event.noticed_at)
    stored(status="HOVERING", updated="2026-10-15")
    assert TrialEvent.objects.filter(kind="unknown value").count() == 1


def test_what_people_have_added_stays(eve):
    treatment = make_treatment("OTL-99")
    mld = make_condition()
    stored()
    trial = Trial.objects.get()
    tried = trial.interventions.get()
    assert tried.treatment == treatment
    trial.interventions.update(treatment=None, is_decided=True)
    trial.matches.update(state="refused", decided_at=trial.events.get().noticed_at)
    stored(updated="2026-10-15", tried=["Busulfan", "OTL 99"], mesh=["D007966"])
    rows = trial.interventions.values_list("name", "treatment", "is_decided")
    assert list(rows) == [("Busulfan", None, False), ("OTL 99", None, True)]
    assert trial.matches.get(condition=mld).state == "refused"


def test_a_changed_id_keeps_the_address_and_ids_never_make_two_studies_one(client, eve):
    stored(ids=["2099-000001-11"])
    stored("NCT99999903", aliases=["NCT99999901"], ids=["2099-000001-11"], updated="2026-10-20")
    trial = Trial.objects.get()
    assert trial.slug == "nct99999901"
    ids = {row.number: row.is_alias for row in trial.registrations.all()}
    assert ids == {"NCT99999901": True, "NCT99999903": False, "2099-000001-11": False}

    stored("NCT99999905", ids=["2099-000001-11"])  # the follow-up of the same sponsor
    other = Trial.objects.get(slug="nct99999905")
    assert said(other)[-1] == ("twin", "NCT99999905", "NCT99999901")
    stored("NCT99999905", ids=["2099-000001-11"], updated="2026-10-21")
    assert TrialEvent.objects.filter(kind="twin").count() == 1


def test_nobody_has_confirmed_a_record_on_a_day_to_come():
    stored(verified="2099-01", taken_on=date(2026, 11, 1))
    trial = Trial.objects.get()
    assert trial.verified_on is None
    assert ("unknown value", "protocolSection.statusModule.statusVerifiedDate", "2099-01-01") in (
        said(trial)
    )
    stored(verified="2026-11", taken_on=date(2026, 11, 1))
    trial.refresh_from_db()
    assert trial.verified_on == date(2026, 11, 1)
