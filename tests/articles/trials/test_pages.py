"""Clinical trials as a family finds and reads them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import Trial, TrialSite
from articles.trials.ages import read_age
from tests.articles.test_reading import page, selects
from tests.articles.test_structured_data import SITE, told
from tests.factories import make_article, make_condition, make_source, make_treatment, make_trial
from tests.sitemap import everything_in_the_sitemap

pytestmark = pytest.mark.django_db
LIST = "/trials/"
#: The mother of this story: late-infantile form, before symptoms, 18 months, in Spain.
HERS = "?condition=late-infantile-mld&age=18+months&stage=presymptomatic&country=ES"


@pytest.fixture
def tree():
    group = make_condition("Leukodystrophy")
    mld = make_condition(parent=group)
    make_condition("Krabbe disease", parent=group)
    make_condition("Juvenile MLD", parent=mld)
    make_condition("Late-infantile MLD", parent=mld)
    return {each.slug: each for each in type(mld).objects.all()}


def tell(trial: Trial, *, title: str, stages: tuple[str, ...] = (), taking_part: str = "") -> Trial:
    """What an editor wrote of it."""
    trial.summary = trial.summaries.create(
        number=2, title=title, summary="It tries something.", stages=list(stages),
        summary_html="<p>It tries something.</p>", taking_part_html=taking_part,
        snapshot=trial.snapshots.first(),
    )  # fmt: skip
    trial.save()
    return trial


def site(trial: Trial, country: str, city: str = "", **fields) -> TrialSite:
    fields = {"facility": "Example Hospital", "country_raw": "Somewhere", **fields}
    position = trial.sites.count()
    return trial.sites.create(country=country, city=city, position=position, **fields)


def row(html: str, title: str) -> str:
    (found,) = [each for each in html.split('<li class="trial-row">')[1:] if title in each]
    return " ".join(found.partition("</li>")[0].split())


@pytest.fixture
def studies(tree, eve):
    """One for her child, and others that each differ in one thing."""

    def study(number: int, title: str, slug: str, *, stages=(), **fields) -> Trial:
        made = make_trial(f"NCT9999990{number}", conditions=[tree[slug]], by=eve, **fields)
        return tell(made, title=title, stages=stages)

    ages = {"min_age_days": 0, "min_age_raw": "0 Days", "max_age_days": 914}
    ages["max_age_raw"] = "30 Months"
    hers = study(1, "For her", "late-infantile-mld", stages=["presymptomatic"], **ages)
    site(hers, "ES", "Madrid", latitude=40.42, longitude=-3.70, status="recruiting")
    site(hers, "IT", "Milan", latitude=45.46, longitude=9.19)
    other = study(2, "For juveniles", "juvenile-mld", stages=["early", "advanced"])
    mld = tree["metachromatic-leukodystrophy"]  # as a registry's MeSH terms add it
    other.matches.create(condition=mld, state="confirmed", how="mesh")
    Trial.objects.filter(pk=other.pk).update(
        min_age_days=730, min_age_raw="2 Years", sex="male", status="not yet recruiting"
    )
    site(other, "IT", "Milan", latitude=45.46, longitude=9.19)
    study(3, "For all MLD", "metachromatic-leukodystrophy", status="by invitation")
    full = study(4, "Full in Spain", "late-infantile-mld", status="recruiting")
    site(full, "ES", "Madrid", status="completed")
    study(5, "For Krabbe", "krabbe-disease")
    study(6, "Stopped", "late-infantile-mld", status="terminated", why_stopped="No <b>money</b>.")
    make_trial("NCT99999909", conditions=[tree["late-infantile-mld"]])
    return hers


def test_a_mother_sees_what_may_fit_first_and_why_the_rest_may_not(client, studies):
    html = page(client, LIST + HERS)
    order = ["May fit", "For her", "For all MLD", "May not fit", "Full in Spain", "For juveniles"]
    places = [html.index(f">{words}") for words in order]
    assert places == sorted(places)
    for absent in ["For Krabbe", "Stopped", "NCT99999909", "qualify", "eligible"]:
        assert absent not in html
    assert "Only the study team can tell" in html
    assert "May not" not in row(html, "For her")
    assert "<dt>For</dt><dd>Juvenile MLD</dd>" in row(html, "For juveniles")
    assert "<dd>from 0 days to 30 months</dd>" in row(html, "For her")
    assert "<dd>Italy, Spain</dd>" in row(html, "For her")
    assert (
        "<strong>Ask:</strong> whether it takes people with this form: it is for Metachromatic "
        "leukodystrophy in general; for which ages it is: this is not said; at which stage it "
        "takes people: this is not said; where one can take part: no site is said."
    ) in row(html, "For all MLD")
    assert "its sites in Spain take nobody new" in row(html, "Full in Spain")
    assert (
        "<strong>May not fit because:</strong> it is for Juvenile MLD; it takes people from 2 "
        "years; it is for people with first symptoms or with later symptoms; "
        "it has no site in Spain."
    ) in row(html, "For juveniles")


def test_a_town_says_how_far_it_is_and_in_which_country(client, studies):
    asked = LIST + "?condition=late-infantile-mld&near=valencia&sex=female"
    assert "near Valencia, Venezuela" in page(client, asked)
    assert "There are more towns of this name." in page(client, asked)
    html = page(client, asked + "&country=ES")
    assert "near Valencia, Spain" in html
    assert "more towns" not in html
    assert "<dd>about 300 km, Madrid, Spain, in a straight line</dd>" in row(html, "For her")
    juvenile = row(html, "For juveniles")
    assert "it has no site in Spain (nearest: about 1,050 km, Milan, Italy)" in juvenile
    assert "it takes boys and men only" in juvenile
    assert 'name="near" value="valencia"' in html


@pytest.mark.parametrize(
    ("age", "limits", "fits"),
    [
        ("30 months", (None, 914), "ask"),
        ("30 months 20 days", (None, 914), "ask"),
        ("31 months", (None, 914), "no"),
        ("2½", (None, 914), "ask"),
        ("2 años", (None, 914), "ask"),
        ("29 months", (None, 914), "yes"),
        ("23 months", (730, None), "no"),
        ("24 meses", (730, None), "yes"),
        ("1 an", (547, None), "ask"),
        ("newborn", (30, None), "no"),
    ],
)
def test_limits_of_age_hold_at_both_ends(client, tree, eve, age, limits, fits):
    """Up to “30 Months” a child may be 30 months and some days old: then it is to be asked."""
    low, high = limits
    make_trial(
        by=eve, min_age_days=low, max_age_days=high, min_age_raw="24 Months" if low else "",
        max_age_raw="30 Months" if high else "",
    )  # fmt: skip
    html = page(client, f"{LIST}?age={age}")
    (trial,) = client.get(LIST, {"age": age}).context["page"].object_list
    assert trial.may_fit is (fits != "no"), "the order of the list is another than its words"
    assert ("May not fit because" in html) is (fits == "no")
    assert ("whether this age is within the limits" in html) is (fits == "ask")


@pytest.mark.parametrize(
    ("typed", "days"),
    [("18 months", 548), ("1 year, 6 months", 548), ("3", 1096), ("3 años y 6 meses", 1279),
     ("10 weeks old", 70), ("2½ years", 914), ("3,5", 1279), ("Newborn", 0), ("5 Jahre", 1827)],
)  # fmt: skip
def test_ages_are_read_as_families_type_them(typed, days):
    assert read_age(typed).days == days


def test_what_cannot_be_read_is_said_kindly_and_kept(client, studies):
    odd = "?age=soon&near=Nowhereville&condition=scurvy&stage=x&country=ZZ&sex=y&status=%3C&kind=1"
    html = page(client, LIST + odd)
    for words in [
        "Please write the age as a number with years or months",
        "We do not know “Nowhereville”.",
        "Please choose one of the list.",
        'value="soon"',
        'value="Nowhereville"',
        "For her",
    ]:
        assert words in html, words
    for text in ["-3", "1e999", "9" * 300, "\u202e18", "(" * 40, "٣", "½½", "0.0001 d", "999 y"]:
        asked = dict.fromkeys(["age", "near", "page", "condition", "country", "status"], text)
        assert client.get(LIST, asked).status_code == 200, text


def test_nothing_that_is_typed_leaves_the_page_or_stays_anywhere(client, studies, caplog):
    plain = client.get(LIST)
    assert "noindex" not in plain.headers.get("X-Robots-Tag", "")
    asked = client.get(LIST + HERS)
    assert asked["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in asked.content.decode()
    assert f'<link rel="canonical" href="{SITE}{LIST}">' in asked.content.decode()
    assert "no-store" in asked["Cache-Control"]
    assert asked["Referrer-Policy"] == "same-origin"
    assert "Cookie" not in asked.get("Vary", "")
    assert "18" not in caplog.text
    assert client.get("/trials/" + HERS.replace("?", "nowhere/?")).status_code == 404
    assert "presymptomatic" not in caplog.text


def test_recruiting_is_exactly_that_and_what_is_over_waits_behind_a_link(client, studies):
    def shown(query: str) -> set[str]:
        return {
            row.title for group in client.get(LIST + query).context["groups"] for row in group.rows
        }

    everything = {"For her", "For juveniles", "For all MLD", "Full in Spain", "For Krabbe"}
    assert shown("") == everything
    assert shown("?status=recruiting") == {"For her", "Full in Spain", "For Krabbe"}
    assert shown("?status=not+yet+recruiting") == {"For juveniles"}
    assert shown("?status=by+invitation") == {"For all MLD"}
    assert shown("?status=ended") == {"Stopped"}
    assert shown("?status=all") == everything | {"Stopped"}
    assert shown("?kind=observational") == set()
    Trial.objects.filter(pk=studies.pk).update(gone_since=date(2026, 11, 1))
    assert shown("?status=recruiting") == {"Full in Spain", "For Krabbe"}
    html = page(client, LIST)
    assert html.index("For all MLD") < html.index("For her")
    assert "but no longer in the registry" in row(html, "For her")
    assert '<a href="/trials/?status=ended" rel="nofollow">Trials that are over</a>' in html


def test_a_page_says_what_is_known_by_whom_and_how_surely(client, studies, tree, eve):
    trial = studies
    treatment = make_treatment()
    trial.interventions.create(
        position=1, kind="genetic", name="Example cells", treatment=treatment
    )
    trial.registrations.create(registry="EudraCT", number="2017-000000-25")
    article = make_article("How it went", conditions=[tree["juvenile-mld"]])
    source = make_source("nct", registry_id="NCT99999901")
    article.live.citations.create(source=source, position=1)
    Trial.objects.filter(pk=trial.pk).update(
        status="terminated", why_stopped="<script>No & money", verified_on=date(2026, 10, 1),
        verified_precision="month", phases=["1", "2"], enrolment=12, enrolment_is_estimate=True,
        start_on=date(2025, 1, 1), start_precision="year", completion_on=date(2027, 3, 1),
        completion_precision="month", completion_is_estimate=True, sponsor_class="INDUSTRY",
        has_results=True, results_posted_on=date(2026, 11, 2), criteria="* <b>Early</b>",
        expanded_access_id="NCT99999902",
    )  # fmt: skip
    trial.events.create(
        kind="terminated", before="recruiting", after="terminated", reason="No & money",
        registry_on=date(2026, 10, 5),
    )  # fmt: skip
    trial.events.create(kind="text")
    url = trial.get_absolute_url()
    html = " ".join(page(client, url).split())
    for words in [
        "<h1>For her</h1>", "Stopped early", "It was stopped for good before its planned end.",
        "in the registry’s own words: <q>&lt;script&gt;No &amp; money</q>",
        "The registry last confirmed this in October 2026.",
        "Results are in the registry since", "Research, not treatment", "does not recommend",
        "Written by our editors from the registry’s record, not by a clinician",
        "* &lt;b&gt;Early&lt;/b&gt;", "Phase 1: mainly whether it is safe",
        "Phase 2: first signs", "12 (planned)", "<dt>Start</dt><dd>2025</dd>",
        "<dt>End</dt><dd>March 2027 (planned)</dd>", "It is a company, which may earn money",
        '<a href="/treatments/arsa-cel/">Arsa-cel</a> (Example cells): gene therapy',
        '<a href="/trials/nct99999902/" rel="noopener noreferrer">NCT99999902</a>',
        '<a href="https://clinicaltrials.gov/study/NCT99999901" rel="noopener noreferrer">',
        "2017-000000-25</a>, EU Clinical Trials Register (EudraCT)", "How it went",
        "“Recruiting” became “Stopped early”. The reason, in the registry’s words: <q>No &amp; m",
        "Example Hospital, Madrid: recruiting",
    ]:  # fmt: skip
        assert words in html, words
    for absent in ["has changed since we wrote", "Something else in the record", "not confirmed"]:
        assert absent not in html
    trial.snapshots.create(taken_on=date(2026, 11, 3), fingerprint="0" * 64, record={})
    assert "The registry’s record has changed since we wrote this" in page(client, url)

    study = told(client, url)["MedicalTrial"]
    assert study["status"] == "https://schema.org/Terminated"
    assert study["sameAs"][0] == "https://clinicaltrials.gov/study/NCT99999901"
    assert [each["name"] for each in study["studyLocation"]] == ["Italy", "Spain"]

    Trial.objects.filter(pk=trial.pk).update(
        status="unknown", last_known_status="recruiting", verified_on=date(2019, 12, 1),
        seen_on=timezone.localdate() - timedelta(days=90), study_type="observational",
    )  # fmt: skip
    html = page(client, url)
    assert "The registry has not confirmed this since December 2019." in html
    assert "Before that, the registry said: recruiting." in html
    assert "We last looked on" in html
    assert "status" not in told(client, url)["MedicalObservationalStudy"]


def test_only_what_a_person_published_is_shown_and_other_ids_lead_there(
    client, studies, tree, eve, rae, mo, alice
):
    hidden = make_trial("NCT99999919", conditions=[tree["juvenile-mld"]])
    studies.registrations.create(registry="NCT", number="NCT99999910", is_alias=True)
    taken = make_trial("NCT99999918", by=eve)
    Trial.objects.filter(pk=taken.pk).update(state="withdrawn")
    for reader, status in [(None, 404), (alice, 404), (mo, 404), (eve, 200), (rae, 200)]:
        if reader:
            client.force_login(reader)
        for number in ["nct99999919", "nct99999918"]:
            response = client.get(f"/trials/{number}/")
            assert response.status_code == status, (reader, number)
            assert (b"Readers cannot see this page" in response.content) is (status == 200)
            assert client.get(f"/trials/{number.upper()}/").status_code == min(status, 404) + (
                101 if status == 200 else 0
            )
        for number in ["NCT99999910", "nct99999910", "NCT99999901"]:
            moved = client.get(f"/trials/{number}/")
            assert (moved.status_code, moved.url) == (301, "/trials/nct99999901/")
        for url in [LIST, LIST + "?status=all", tree["juvenile-mld"].get_absolute_url()]:
            assert b"nct99999919" not in client.get(url).content
        client.logout()
    assert client.get("/trials/nct00000000/").status_code == 404
    assert hidden.state == "unpublished"


def test_a_list_asks_as_often_for_many_as_for_few(client, studies, tree, eve):
    few = selects(client, LIST + HERS + "&near=Madrid")
    for number in range(30):
        trial = make_trial(f"NCT999998{number:02}", conditions=[tree["juvenile-mld"]], by=eve)
        site(trial, "IT", latitude=45.0, longitude=9.0)
    assert selects(client, LIST + HERS + "&near=Madrid") == few
    assert few == 7
    alone = selects(client, studies.get_absolute_url())
    for number in range(20):
        site(studies, "FR")
        studies.registrations.create(registry="other", number=f"X{number}")
        studies.interventions.create(position=number, name="Example", treatment=None)
        studies.events.create(kind="sites")
    assert selects(client, studies.get_absolute_url()) == alone == 8
    second = page(client, LIST + HERS + "&page=2")
    assert "Page 2 of 2" in second
    assert "age=18+months" in second
    assert "page=1" not in second


def test_what_is_about_the_same_leads_to_trials_and_tells_what_changed(client, studies, tree, eve):
    treatment = make_treatment()
    studies.interventions.create(position=0, name="Cells", treatment=treatment)
    hidden = make_trial("NCT99999917", conditions=[tree["late-infantile-mld"]])
    hidden.interventions.create(position=0, name="Cells", treatment=treatment)
    form = page(client, tree["late-infantile-mld"].get_absolute_url())
    for title in ["For her", "Full in Spain", "For all MLD"]:
        assert row(form, title)
    for absent in ["For juveniles", "For Krabbe", "Stopped", "nct99999917"]:
        assert absent not in form
    group = page(client, tree["metachromatic-leukodystrophy"].get_absolute_url())
    assert group.count('<li class="trial-row">') == 3
    link = '<a href="/trials/?condition=metachromatic-leukodystrophy">All 4 trials'
    assert link in group
    tried = page(client, treatment.get_absolute_url())
    assert row(tried, "For her")
    assert tried.count('<li class="trial-row">') == 1
    assert b"/trials/" in client.get("/").content

    for trial in (studies, hidden):
        for kind in ("results", "text"):
            trial.events.create(kind=kind)
    feed = client.get("/feeds/conditions/metachromatic-leukodystrophy/").content.decode()
    assert feed.count("<entry>") == 1
    assert "Results posted: For her" in feed
    assert f'<link href="{SITE}/trials/nct99999901/"' in feed
    crawled = everything_in_the_sitemap(client)
    assert "/trials/nct99999901/</loc><lastmod>" in crawled
    assert "nct99999917" not in crawled
