"""What editors do with a study: put it in plain words, let readers see it, and take it away."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.checks import Refused
from articles.models import Trial
from articles.trials.comparing import compare
from portal.states import IllegalMove
from tests.factories import make_condition, make_treatment, make_trial

pytestmark = pytest.mark.django_db
WORDS = {"title": "A gene therapy before symptoms", "summary": "It tries **one** dose."}
WHY = "It says so itself in the record."


def new_record(trial: Trial, **protocol) -> None:
    trial.snapshots.create(
        taken_on=timezone.localdate(), fingerprint="f" * 64, record={"protocolSection": protocol}
    )


def test_from_the_registrys_record_to_readers_and_back(eve, ada, bob):
    trial = make_trial()
    with pytest.raises(Refused) as refused:
        trial.publish(by=eve)
    codes = {finding.code for finding in refused.value.findings}
    assert codes == {"TRIAL-UNEXPLAINED", "TRIAL-ABOUT"}
    trial.add_condition(make_condition(), by=eve)
    first = trial.write_summary(by=eve, **WORDS, taking_part="Two visits. <script>x</script>")
    assert (first.number, first.snapshot, first.written_by) == (1, trial.snapshots.get(), eve)
    assert "<strong>one</strong>" in first.summary_html
    assert "<script" not in first.taking_part_html
    with pytest.raises(IllegalMove, match="Only a person"):
        trial.publish(by=None)
    assert trial not in Trial.objects.visible_to(bob)

    same = Trial.objects.get()
    trial.publish(by=eve)
    assert trial in Trial.objects.visible_to(bob)
    with pytest.raises(IllegalMove, match="Somebody else"):
        same.publish(by=ada)
    with pytest.raises(IllegalMove, match="already"):
        trial.publish(by=eve)

    hope = trial.write_summary(by=eve, **WORDS | {"summary": "A miracle cure for every child!"})
    trial.refresh_from_db()
    assert trial.summary == first, "readers see the words that a person has published"
    with pytest.raises(Refused, match="HYPE") as refused:
        trial.publish(by=eve)
    codes = {finding.code for finding in refused.value.findings}
    trial.publish(by=ada, reasons=dict.fromkeys(codes, WHY))
    assert (trial.summary, trial.published_by) == (hope, ada)

    with pytest.raises(IllegalMove, match="why"):
        trial.take_down(by=eve, because=" ")
    trial.take_down(by=eve, because="It promises too much.")
    assert trial not in Trial.objects.visible_to(bob)
    trial.publish(by=eve, summary=first)
    told = [(each.action, each.summary, each.by) for each in trial.publications.all()]
    assert told == [
        ("published", first, eve), ("taken down", hope, eve), ("published", hope, ada),
        ("published", first, eve),
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        trial.publications.update(because="Nothing.")
    with pytest.raises(ValidationError):
        trial.write_summary(by=eve, title="T", summary="S", stages=["whenever"])


def test_words_fall_behind_the_record_and_are_kept_or_written_anew(eve, ada):
    trial = make_trial(conditions=[make_condition()], by=eve)
    read, shown = trial.snapshots.get(), trial.summary
    assert not trial.summary_is_behind
    assert not Trial.objects.with_standing().get().is_behind
    new_record(trial, statusModule={"overallStatus": "COMPLETED"})
    assert trial.summary_is_behind
    assert Trial.objects.with_standing().get().is_behind
    late = trial.write_summary(by=eve, **WORDS, snapshot=read)
    with pytest.raises(Refused, match="TRIAL-BEHIND"):
        trial.publish(by=eve)
    with pytest.raises(IllegalMove, match="newest words"):
        trial.keep_summary(by=eve)
    trial.publish(by=eve, reasons={"TRIAL-BEHIND": WHY})
    trial.keep_summary(by=ada)
    assert not trial.summary_is_behind
    assert (trial.summary.number, trial.summary.summary) == (late.number + 1, WORDS["summary"])
    assert trial.summaries.last() == shown, "every version stays"


def test_conditions_treatments_and_news_are_decided_once(eve, ada):
    mld, trial = make_condition(), make_trial()
    match = trial.matches.create(condition=mld, state="proposed", how="similar", term="MLD-like")
    same = trial.matches.get()
    match.confirm(by=eve)
    with pytest.raises(IllegalMove, match="Somebody else"):
        same.refuse(by=ada)
    match.refuse(by=eve)
    trial.add_condition(mld, by=ada)
    match.refresh_from_db()
    assert (match.state, match.decided_by) == ("confirmed", ada)
    with pytest.raises(IllegalMove):
        trial.add_condition(mld, by=eve)

    tried = trial.interventions.create(position=1, name="OTL-200")
    same = trial.interventions.get()
    tried.choose(make_treatment(), by=eve)
    with pytest.raises(IllegalMove, match="meanwhile"):
        same.choose(None, by=ada)

    events = [trial.events.create(kind=kind) for kind in ("started", "sites", "text")]
    events[0].settle(by=eve, note="Seen.")
    assert trial.events.settle(by=ada, note="All of them.") == 2
    with pytest.raises(IllegalMove, match="Somebody else"):
        events[1].settle(by=eve)
    noted = {event.kind: (event.settled_by, event.note) for event in trial.events.all()}
    assert noted == {
        "started": (eve, "Seen."), "sites": (ada, "All of them."), "text": (ada, "All of them."),
    }  # fmt: skip


def test_only_studies_that_families_could_ask_to_join_wait_for_words(eve):
    mld = make_condition()
    wanted = make_trial("NCT99999901", conditions=[mld])
    make_trial("NCT99999902", conditions=[mld], status="by invitation")
    make_trial("NCT99999903", conditions=[mld], by=eve)
    make_trial("NCT99999904")
    assert list(Trial.objects.unexplained()) == [wanted]


def test_two_records_are_compared_in_words():
    before = {
        "protocolSection": {
            "statusModule": {"overallStatus": "RECRUITING", "lastUpdateSubmitDate": "2026-01-01"},
            "contactsLocationsModule": {"locations": [{"facility": "Example Hospital"}]},
            "designModule": {"phases": ["PHASE1", "PHASE2"]},
        },
        "hasResults": False,
    }
    after = {
        "protocolSection": {
            "statusModule": {"overallStatus": "COMPLETED", "lastUpdateSubmitDate": "2026-02-01"},
            "contactsLocationsModule": {
                "locations": [{"facility": "Example Hospital"}, {"facility": "Other Hospital"}]
            },
            "designModule": {"phases": ["PHASE1", "PHASE2"]},
        },
        "hasResults": True,
    }
    found = {
        name: " / ".join(
            f"{piece.kind} {piece.text.strip()}"
            for stretch in stretches
            for piece in stretch.pieces
            if piece.kind != "same"
        )
        for name, stretches in compare(before, after)
    }
    assert found == {
        "Status": "removed RECRUITING / added COMPLETED",
        "Contacts locations": "added Locations: facility Other Hospital",
        "Has results": "removed no / added yes",
    }
