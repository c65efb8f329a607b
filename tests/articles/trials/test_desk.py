"""The editors' side of trials: the queue on a Monday, the page of one study, what is entered."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.desk import dashboard, digest
from articles.models import ReviewTask, Trial, TrialEvent, TrialSnapshot
from tests.factories import make_article, make_condition, make_source, make_treatment, make_trial

pytestmark = pytest.mark.django_db
QUEUE = "/admin/articles/trialevent/"
SETTLE = QUEUE + "settle/"
LIST = "/admin/articles/trial/"
WORDS = {
    "title": "A gene therapy before symptoms", "summary": "It tries **one** dose.",
    "taking_part": "Two visits.", "stages": ["presymptomatic"],
}  # fmt: skip


def door(verb: str, trial: Trial) -> str:
    return reverse(f"admin:articles_trial_{verb}", args=[trial.pk])


def html(client, url: str, **form) -> str:
    answer = client.post(url, form, follow=True) if form else client.get(url, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def new_record(trial: Trial, **status) -> TrialSnapshot:
    record = {"protocolSection": {"statusModule": status}}
    return trial.snapshots.create(
        taken_on=timezone.localdate(), fingerprint="f" * 64, record=record
    )


def test_an_editor_explains_a_study_and_lets_readers_see_it(client, eve, rae):
    trial = make_trial(
        conditions=[make_condition()], registry_summary="<b>An</b> exploratory study."
    )
    client.force_login(eve)
    page = html(client, door("explain", trial))
    assert "&lt;b&gt;An&lt;/b&gt; exploratory" in page, "the registry's text lies beside the form"
    assert "Nobody has written them yet" in html(client, door("change", trial))
    assert "First put it in plain words" in html(client, door("publish", trial))

    begun = {"record": trial.snapshots.get().pk, "based_on": 0}
    new_record(trial, overallStatus="COMPLETED")
    html(client, door("explain", trial), **begun, **WORDS)
    first = trial.summaries.get()
    assert (first.written_by, first.snapshot_id) == (eve, begun["record"]), "the record she read"
    trial.write_summary(by=rae, title="Another", summary="Other words.")
    lost = html(client, door("explain", trial), **begun, **WORDS | {"title": "Hers"})
    assert "Somebody else has saved other words" in lost
    assert 'value="Hers"' in lost
    assert "Other words." in lost
    html(client, door("explain", trial), **begun, **WORDS, merged=2)
    assert trial.summaries.count() == 3

    page = html(client, door("publish", trial), revision=3)
    assert "TRIAL-BEHIND" in page, "a warning asks why"
    assert Trial.objects.get().state == "unpublished"
    why = {"because_TRIAL-BEHIND": "Only the status has changed."}
    assert "Readers see it" in html(client, door("publish", trial), revision=3, **why)
    trial = Trial.objects.get()
    assert (trial.state, trial.published_by, trial.summary.number) == ("published", eve, 3)

    page = html(client, door("change", trial))
    assert "something new since these words" in page
    assert "Only the status has changed." in page, "why a warning was set aside stays on record"
    assert "[added: " in html(client, door("compare", trial))
    html(client, door("keep_words", trial), sent="yes")
    assert not Trial.objects.get().summary_is_behind
    html(client, door("take_down", trial), because="It was a mistake.")
    assert Trial.objects.get().state == "withdrawn"
    for person, url in ((rae, door("publish", trial)), (rae, SETTLE), (eve, LIST + "delete/")):
        client.force_login(person)
        assert client.post(url, {"revision": 3}).status_code in {302, 403, 404}
    assert Trial.objects.get().state == "withdrawn"


def test_conditions_and_treatments_are_decided_with_a_click(client, eve, rae):
    mld, krabbe = make_condition(), make_condition("Krabbe disease")
    trial = make_trial(condition_terms=["Sulfatide Lipidosis", "GLD"])
    match = trial.matches.create(
        condition=mld, state="proposed", how="similar", term="Sulfatide Lipidosis"
    )
    tried = trial.interventions.create(position=1, name="OTL-200")
    cell = make_treatment()
    client.force_login(rae)
    page = html(client, door("change", trial))
    assert "Sulfatide Lipidosis" in page
    assert "<button" not in page.partition('id="conditions"')[2].partition("</section>")[0]
    assert client.post(door("decide_condition", trial), {"match": match.pk}).status_code == 403

    client.force_login(eve)
    page = html(client, door("change", trial))
    assert "The registry says “GLD”" in page
    assert "The registry says “Sulfatide Lipidosis”" not in page, "it is proposed already"
    html(client, door("decide_condition", trial), match=match.pk, do="confirm")
    html(client, door("decide_condition", trial), term="GLD", condition=krabbe.pk)
    decided = {m.condition: (m.state, m.term, m.decided_by) for m in trial.matches.all()}
    assert decided == {
        mld: ("confirmed", "Sulfatide Lipidosis", eve), krabbe: ("confirmed", "GLD", eve),
    }  # fmt: skip
    for wrong in ({"condition": "9" * 30}, {"match": "x", "do": "delete"}, {"condition": ""}):
        assert "choose a condition" in html(client, door("decide_condition", trial), **wrong)
    html(client, door("choose_treatment", trial), intervention=tried.pk, treatment=cell.pk)
    tried.refresh_from_db()
    assert (tried.treatment, tried.is_decided) == (cell, True)


def test_forty_changed_studies_on_a_monday(client, eve, mo, django_assert_num_queries):
    mld = make_condition()
    quiet = [make_trial(f"NCT999990{n:02}", conditions=[mld]) for n in range(1, 37)]
    TrialEvent.objects.bulk_create(
        TrialEvent(trial=trial, kind="sites", before="ES", after="ES, FR") for trial in quiet
    )
    ended = make_trial("NCT99999040", conditions=[mld], by=eve, title="An ended study")
    brought = new_record(ended, overallStatus="TERMINATED")
    ended.events.create(
        kind="terminated", before="recruiting", after="terminated", reason="Slow enrolment",
        snapshot=brought,
    )  # fmt: skip
    ended.events.create(kind="sites", before="ES", after="")
    begun = make_trial("NCT99999041", conditions=[mld])
    begun.events.create(kind="started", before="not yet recruiting", after="recruiting")
    odd = make_trial("NCT99999042", conditions=[mld])
    odd.events.create(kind="unknown value", before="design.phases", after="PHASE9")
    make_source("ended", registry_id="NCT99999040")
    article = make_article("Trials in MLD", body="It was stopped [@ended].", by=eve)

    client.force_login(mo)
    assert client.get(QUEUE).status_code == 403
    client.force_login(eve)
    client.get(QUEUE)  # what is asked once in a process is not counted
    with django_assert_num_queries(13):
        page = html(client, QUEUE)
    order = ["NCT99999040", "NCT99999041", "NCT99999042", "NCT99999001"]
    for words in ("Recruiting <span", "<strong>Stopped early</strong>", "<q>Slow enrolment</q>"):
        assert words in page
    places = [page.index(each) for each in order]
    assert places == sorted(places), "what was stopped and is read comes first"
    assert page.count('class="module trial-news"') == 39, "the news of one study stand together"
    assert f'articles/article/{article.pk}/change/">Trials in MLD</a>' in page

    page = html(client, SETTLE)
    assert "An ended study" not in page.partition("NCT99999041")[2]
    events = [str(pk) for pk in ended.events.values_list("pk", flat=True)]
    assert "[added: " in page, "what changed in the record"
    following = html(
        client, SETTLE, event=events, note="Text mended.", keep="on", next="Settle and next"
    )
    assert "NCT99999041" in following, "the next one is there already"
    assert not Trial.objects.get(pk=ended.pk).summary_is_behind
    assert set(ended.events.values_list("settled_by", "note")) == {(eve.pk, "Text mended.")}
    assert "if it is a new term" in html(client, f"{SETTLE}?trial={odd.pk}").lower()

    page = html(client, f"{SETTLE}?kind=sites&lane=sites")
    ticked = list(TrialEvent.objects.still_open().filter(kind="sites").values_list("pk", flat=True))
    assert page.count('name="event"') == len(ticked) == 36
    late = TrialEvent.objects.get(pk=ticked[0])
    late.settle(by=mo)
    page = html(client, f"{SETTLE}?kind=sites&lane=sites", event=ticked, note="Sites only.", next=1)
    assert "Looked at: 35. Somebody else was faster with 1." in page
    assert TrialEvent.objects.filter(note="Sites only.", settled_by=eve).count() == 35
    assert "Nothing more waits here" in page
    assert TrialEvent.objects.still_open().count() == 2
    for wrong in ("?trial=x", "?event=99999999999999999999", "?kind=%00"):
        assert client.get(SETTLE + wrong).status_code in {302, 400}
    assert "Tick what you have looked at" in html(client, SETTLE, note="Nothing ticked.")
    for forged in ("add/", f"{late.pk}/delete/"):
        assert client.get(QUEUE + forged).status_code == 403


def test_what_waits_is_counted_and_leads_to_its_list(client, eve, rae):
    mld = make_condition()
    wanted = make_trial("NCT99999901", conditions=[mld])
    wanted.matches.create(condition=make_condition("Other"), state="proposed", how="similar")
    behind = make_trial("NCT99999902", conditions=[mld], by=eve, status="unknown")
    behind.events.create(kind="stopped", before="recruiting", after="active")
    behind.events.create(kind="text", after="sponsor")
    new_record(behind, overallStatus="UNKNOWN")
    make_trial("NCT99999903")
    lines = {
        line.words: line
        for section in dashboard.sections(eve)
        if section.heading == "Clinical trials"
        for line in section.waiting
    }
    client.force_login(eve)
    listed = {
        words: {row.slug[-1] for row in client.get(line.url).context["cl"].result_list}
        for words, line in lines.items()
        if "/trial/" in line.url and "by hand" not in words
    }
    assert listed == {
        "recruit for our conditions and are not in plain words yet": {"1"},
        "explained, and the registry has said more since": {"2"},
        "with conditions that are only proposed": {"1"},
        "of which nobody knows whether the record holds": {"2"},
    }
    assert all(lines[words].count == len(rows) for words, rows in listed.items())
    front = html(client, "/admin/")
    assert "1 change that families wait for" in front
    assert "A study in plain words</a> <span>Stopped recruiting" in front
    told = [part.words for part in digest.for_editor()]
    assert "1 change in clinical trials that families wait for" in told
    assert "1 published trial has changed since we put it in plain words" in told
    client.force_login(rae)
    assert "Clinical trials</h2>" not in html(client, "/admin/")


def test_the_editor_of_an_article_sees_what_became_of_the_trial_it_cites(client, eve):
    trial = make_trial("NCT99999901", conditions=[make_condition()])
    source = make_source("trial", registry_id="NCT99999901")
    article = make_article("On trials", body="One recruits [@trial].", by=eve)
    trial.events.create(kind="stopped", before="recruiting", after="active", registry_on=None)
    task = ReviewTask.objects.create(article=article, why="trial changed", source=source)
    decide = reverse("admin:articles_reviewtask_decide", args=[task.pk])
    client.force_login(eve)
    page = html(client, decide)
    assert "Recruiting <span" in page
    assert door("change", trial) in page
    assert f'{decide}">On trials</a> (waits' in html(client, QUEUE)
    sent = {"outcome": "changed", "reason": "It says that it stopped."}
    assert "No other text was published since" in html(client, decide, **sent)
    article.write(title="On trials", summary="S", body="One recruited [@trial].", by=eve)
    article.publish_as_imported()
    html(client, decide, **sent)
    task.refresh_from_db()
    assert task.state == "changed", "the text may go on citing the trial"


def test_a_study_of_another_registry_is_entered_by_hand(client, eve, rae, bob):
    client.force_login(rae)
    assert client.get(LIST + "add/").status_code == 403
    client.force_login(eve)
    assert "ISRCTN88667898" in html(client, LIST), "on the watch list, and no machine asks there"
    mld = make_condition()
    form = {
        "number": "isrctn 99999901", "title": "Example rehabilitation in MLD",
        "status": "recruiting", "verified_on": "2026-10-01", "sponsor": "Example University",
        "conditions": [mld.pk],
    }  # fmt: skip
    for wrong in ({"number": "NCT99999901"}, {"status": "open"}, {"verified_on": "9999-01-01"}):
        page = html(client, LIST + "add/", **form | wrong)
        assert "Example rehabilitation in MLD" in page
    assert not Trial.objects.exists()
    html(client, LIST + "add/", **form)
    trial = Trial.objects.get()
    assert (trial.slug, trial.entered_on) == ("isrctn99999901", timezone.localdate())
    assert trial.matches.get().condition == mld
    assert "is here already" in html(client, LIST + "add/", **form)
    assert "Entered by hand on" in html(client, door("change", trial))
    again = {key: form[key] for key in ("title", "sponsor")} | {"status": "completed"}
    html(client, door("look_again", trial), **again)
    trial = Trial.objects.get()
    assert (trial.status, trial.snapshots.count()) == ("completed", 2)
    assert set(trial.events.values_list("kind", flat=True)) >= {"new"}

    found = html(client, LIST + "?q=ISRCTN+9999+9901")
    assert "Example rehabilitation" in found
    trial.write_summary(by=eve, title="Training in MLD", summary="It tries training.")
    trial.publish(by=eve)
    client.force_login(bob)
    assert "Entered by hand" in html(client, trial.get_absolute_url())
