"""What ClinicalTrials.gov says of a study, in our words; what we do not know stays as it is."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.trials.registry import Rejected, Study, read, study_from
from articles.trials.registry.contacts import blanked
from articles.trials.terms import Phase, Precision, Registry, Sex, Status, StudyType

DEMO = Path(__file__).parents[3] / "portal" / "demo" / "trials"
STUDIES = Path(__file__).parent / "studies"


def raw(number: str) -> dict:
    folder = DEMO if (DEMO / f"{number}.json").exists() else STUDIES
    return json.loads((folder / f"{number}.json").read_text())


def changed(path: str, value: object, number: str = "NCT99999901") -> Study | Rejected:
    """The study with one field set; None takes it out."""
    data = deepcopy(raw(number))
    *above, last = path.split(".")
    here = data
    for name in above:
        here = here[int(name) if name.isdigit() else name]
    last = int(last) if last.isdigit() else last
    if value is None:
        del here[last]
    else:
        here[last] = value
    return study_from(data, "file")


def test_a_study_in_our_words():
    study = study_from(raw("NCT99999901"), "file")
    assert [tuple(one) for one in study.registrations] == [
        (Registry.NCT, "NCT99999901", False), (Registry.CTIS, "2099-599901-01-00", False),
    ]  # fmt: skip
    assert study.title == "Example gene therapy before symptoms in late-infantile MLD"
    assert (study.sponsor, study.sponsor_class) == ("Example Therapeutics", "INDUSTRY")
    assert study.collaborators == ("Example Foundation",)
    assert (study.status, study.status_raw) == (Status.RECRUITING, "RECRUITING")
    assert (study.verified_on, study.verified_precision) == (date(2026, 10, 1), Precision.MONTH)
    assert (study.start_on, study.start_is_estimate) == (date(2025, 3, 1), False)
    assert (study.completion_on, study.completion_is_estimate) == (date(2035, 3, 1), True)
    assert (study.updated_on, study.first_posted_on) == (date(2026, 10, 14), date(2025, 2, 3))
    assert (study.results_posted_on, study.has_results) == (None, False)
    assert study.version_on == date(2026, 11, 20)
    assert study.study_type == StudyType.INTERVENTIONAL
    assert study.phases == (Phase.PHASE_1, Phase.PHASE_2)
    assert (study.allocation, study.intervention_model, study.masking) == (
        "NA", "SINGLE_GROUP", "NONE",
    )  # fmt: skip
    assert (study.enrolment, study.enrolment_is_estimate) == (12, True)
    assert (study.sex, study.healthy_volunteers) == (Sex.ALL, False)
    assert (study.min_age_days, study.max_age_days, study.max_age_raw) == (None, 914, "30 Months")
    assert study.condition_terms[1] == "Late-infantile Metachromatic Leukodystrophy"
    assert (study.mesh_ids, study.pmids) == (("D007966",), ("999999901",))
    assert study.primary_outcomes[0] == {
        "measure": "Example measure of movement", "time_frame": "24 months",
    }  # fmt: skip
    assert [(one.kind, one.name, one.other_names) for one in study.interventions] == [
        ("genetic", "Example gene therapy A", ("EX-A",)), ("drug", "Example conditioning", ()),
    ]  # fmt: skip
    madrid, *_, london = study.sites
    assert (madrid.facility, madrid.city, madrid.region, madrid.country, madrid.status) == (
        "Example Hospital Madrid", "Madrid", "Madrid", "ES", Status.RECRUITING,
    )  # fmt: skip
    assert (madrid.latitude, madrid.longitude) == (40.4165, -3.70256)
    assert london.status == Status.NOT_YET_RECRUITING
    assert (study.unknown, study.warnings) == ((), ())


def test_the_other_examples_show_what_else_there_is():
    found = {one.number: one for one in (*read(DEMO), *read(STUDIES)) if isinstance(one, Study)}
    stopped, lost = found["NCT99999903"], found["NCT99999904"]
    assert stopped.why_stopped.startswith("Example reason: an analysis planned beforehand")
    assert (stopped.results_posted_on, stopped.has_results) == (date(2026, 11, 16), True)
    assert (stopped.sex, stopped.sites[1].country) == (Sex.MALE, "KR")
    assert (lost.status, lost.last_known_status) == (Status.UNKNOWN, Status.RECRUITING)
    assert (found["NCT99999902"].sites[2].country, found["NCT99999902"].min_age_days) == ("TR", 913)
    assert found["NCT99999905"].status == Status.WITHDRAWN
    assert found["NCT99999906"].study_type == StudyType.EXPANDED_ACCESS
    assert (found["NCT99999907"].max_age_days, found["NCT99999907"].max_age_raw) == (None, "")
    assert found["NCT99999907"].registrations[1][:2] == (Registry.ISRCTN, "ISRCTN99999907")
    assert (found["NCT99999908"].start_on, found["NCT99999908"].start_precision) == (
        date(2027, 1, 1), Precision.YEAR,
    )  # fmt: skip
    assert (found["NCT99999908"].sites, found["NCT99999908"].phases) == ((), (Phase.NA,))
    # Its alias, a registry of Japan; neither a grant nor the study that it goes on from.
    assert [tuple(one) for one in found["NCT99999909"].registrations] == [
        ("NCT", "NCT99999909", False), ("NCT", "NCT99999910", True),
        ("other", "jRCT2099999909", False),
    ]  # fmt: skip
    assert found["NCT99999909"].mesh_ids == ("D007965",), "the registry fills up with noughts"
    assert {f"NCT999999{n}" for n in range(21, 27)} <= found.keys()


def test_the_fewest_fields_are_a_study_and_fewer_are_not():
    least = {"identificationModule": {"nctId": "NCT99999901"}, "statusModule": {"overallStatus": "COMPLETED"}}  # noqa: E501  # fmt: skip
    study = study_from({"protocolSection": least}, "file")
    assert (study.title, study.status, study.sites) == ("NCT99999901", Status.COMPLETED, ())
    assert study.fingerprint == study_from({"protocolSection": least}, "elsewhere").fingerprint

    path = "protocolSection.statusModule.overallStatus"
    assert str(changed(path, None)) == f"file (NCT99999901): {path} is missing"
    gone = changed("protocolSection.identificationModule.nctId", None)
    assert gone.reason == "protocolSection.identificationModule.nctId is missing"


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("identificationModule.nctId", "NCT1", "is 'NCT1', not an NCT number"),
        ("identificationModule.briefTitle", ["a"], "is a list, not a text"),
        ("statusModule", [], "is a list, not an object"),
        ("statusModule.whyStopped", 7, "is a number, not a text"),
        ("statusModule.startDateStruct.date", 2026, "is a number, not a text"),
        ("conditionsModule.conditions", "MLD", "is a text, not a list"),
        ("conditionsModule.conditions", [{}], "conditions[0] is an object, not a text"),
        ("eligibilityModule.healthyVolunteers", "no", "is a text, not true or false"),
        ("designModule.enrollmentInfo.count", "12", "is a text, not a number"),
        ("designModule.enrollmentInfo.count", True, "is true or false, not a number"),
        ("designModule.enrollmentInfo.count", 10**17, "is not a number that anybody counts with"),
        ("contactsLocationsModule.locations.0.geoPoint.lat", float("nan"), "is not a number that"),
        ("contactsLocationsModule.locations.0", "Madrid", "is a text, not an object"),
        ("descriptionModule.briefSummary", "a\0b", "contains a NUL character"),
        ("descriptionModule.briefSummary", "a\ud800b", "(a lone surrogate)"),
    ],
)
def test_a_field_of_another_type_is_not_read_as_empty(path, value, reason):
    rejected = changed(f"protocolSection.{path}", value)
    assert isinstance(rejected, Rejected)
    assert rejected.where == "file (NCT99999901)" or path == "identificationModule.nctId"
    assert rejected.reason.startswith("protocolSection." + path.partition(".")[0])
    assert reason in rejected.reason


@pytest.mark.parametrize(
    ("path", "value", "field", "read_as"),
    [
        ("statusModule.overallStatus", "RESTING", "status", Status.OTHER),
        ("statusModule.overallStatus", "OTHER", "status", Status.OTHER),
        ("designModule.studyType", "DREAM", "study_type", StudyType.OTHER),
        ("designModule.phases", ["PHASE9", "PHASE1"], "phases", (Phase.PHASE_1,)),
        ("designModule.enrollmentInfo.count", -3, "enrolment", None),
        ("designModule.enrollmentInfo.count", 10**12, "enrolment", None),
        ("eligibilityModule.sex", "ANY", "sex", Sex.UNSAID),
        ("eligibilityModule.maximumAge", "thirty months", "max_age_days", None),
        ("eligibilityModule.maximumAge", "99999 Years", "max_age_days", None),
        ("statusModule.statusVerifiedDate", "20206-01", "verified_on", None),
        ("statusModule.startDateStruct.date", "2026-02-31", "start_on", None),
        ("statusModule.startDateStruct.date", "9999-12", "start_on", None),
        ("statusModule.startDateStruct.date", "٢٠٢٦", "start_on", None),
        ("contactsLocationsModule.locations.0.country", "Atlantis", "", ""),
        ("contactsLocationsModule.locations.0.status", "ASLEEP", "", ""),
        ("contactsLocationsModule.locations.0.geoPoint.lat", 91, "", ""),
        ("referencesModule.references.0.pmid", "none", "pmids", ()),
        ("identificationModule.secondaryIdInfos.0.id", "unreadable", "", ""),
    ],
)
def test_a_value_that_we_do_not_know_is_kept_for_a_person(path, value, field, read_as):
    study = changed(f"protocolSection.{path}", value)
    assert isinstance(study, Study)
    if field:
        assert getattr(study, field) == read_as
    [(where, kept)] = study.unknown
    assert where.startswith("protocolSection." + path.partition(".")[0])
    assert str(value if not isinstance(value, list) else value[0]) in kept


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("1 Year", 365, 366), ("12 Months", 365, 366), ("400 Years", None, None),
        ("18 Years", 6574, 6575), ("6 Months", 182, 183), ("1 Week", 7, 7), ("30 Days", 30, 30),
        ("36 Hours", 1, 2), ("90 Minutes", 0, 1), ("N/A", None, None), ("2.5 years", 913, 914),
    ],
)  # fmt: skip
def test_ages_are_days_that_shut_nobody_out_for_a_fraction(text, least, most):
    """365.2425 days a year: 146,097 in 400 years of the Gregorian calendar."""
    assert changed("protocolSection.eligibilityModule.minimumAge", text).min_age_days == least
    assert changed("protocolSection.eligibilityModule.maximumAge", text).max_age_days == most


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Korea, Republic of", "KR"), ("South Korea", "KR"), ("Turkey (Türkiye)", "TR"),
        ("Turkey", "TR"), ("United States", "US"), ("Russian Federation", "RU"),
        ("Iran, Islamic Republic of", "IR"), ("Czech Republic", "CZ"), ("Czechia", "CZ"),
        ("Côte D'Ivoire", "CI"), ("Taiwan", "TW"), ("Viet Nam", "VN"), ("Hong Kong", "HK"),
        ("Moldova, Republic of", "MD"), ("Palestinian Territories, occupied", "PS"),
        ("Macedonia, The Former Yugoslav Republic of", "MK"), ("Spain", "ES"),
    ],
)  # fmt: skip
def test_countries_have_a_code_whatever_the_registry_calls_them(name, code):
    study = changed("protocolSection.contactsLocationsModule.locations.0.country", name)
    assert (study.sites[0].country, study.sites[0].country_raw) == (code, name)


# --- People ---------------------------------------------------------------------------------------
PHONE = re.compile(r"910 000 000|555 0123|\+34|\+1 ")


@pytest.mark.parametrize("path", [DEMO, STUDIES], ids=["demo", "tests"])
def test_no_name_number_or_address_of_anybody_comes_through(path):
    given = "".join(one.read_text() for one in path.rglob("*.json"))
    assert "@example.org" in given
    assert PHONE.search(given)
    for one in read(path):
        all_of_it = repr(one) + json.dumps(getattr(one, "record", ""), ensure_ascii=False)
        for word in ("@", "Person", 'Coordinator"', 'Investigator"', "investigator"):
            assert word not in all_of_it
        assert not PHONE.search(all_of_it)


@pytest.mark.parametrize(
    "text",
    [
        "Write to jane.doe+x@example.org.", "Write to jane @ example.org", "jane＠example.org",
        "jane (at) example (dot) org", "jane[at]example.org", "mailto:jane@example.org",
        "Ring +34 910 000 000", "Ring 0034910000000", "Tel.: 12 34 56", "phone number 5550123",
        "Call us at 617-555-0123", "(617) 555-0123", "1-800-555-0199", "01 23 45 67 89",
        "0912/345678", "On X: @example_hospital", "jane at example dot org", "jane&#64;example.org",
        "ja\u200bne%40example.org", "Teléfono: 912 345 678", "tlf 912345678", "Handy 0151 12345678",
        "＋34 ９１２ ３４５ ６７８", "+34 91\u200b2 345 678",
        "91 234 56 78", "912.34.56.78",
    ],
)  # fmt: skip
def test_what_leads_to_a_person_is_taken_out_of_texts(text):
    left = blanked(text)
    assert "[contact left out]" in left
    assert not re.search(r"@|＠|\d{3}|jane", left)


@pytest.mark.parametrize(
    "text",
    [
        "1.1 x 10^14 vg/kg, 2 000 000 cells/kg, 150,000-450,000 per microlitre",
        "EudraCT 2017-001438-25, CTIS 2022-501417-31-01, NCT99999901, ISRCTN99999907",
        "doi: 10.1016/0140-6736(95)91234-5, PMID 30644983, 2026-10-14, 18-65 years",
        "ages 2 to 17; IQ 70-85; 0.05 mg; 00:30-01:00; ratio 1:1; call within 24 hours",
        "haemoglobin 80 - 120 g/l, eGFR over 60 ml/min/1.73 m2, 5,000 10,000 20,000 units",
    ],
)
def test_doses_ids_and_dates_stay_as_they_are(text):
    assert blanked(text) == text


def test_nothing_turns_writing_round_or_leads_anywhere_but_to_a_registry():
    odd = changed(
        "protocolSection.identificationModule.briefTitle", "A \u202egnp\u202c\u2066 study"
    )
    assert odd.title == "A gnp study"
    assert "\u202e" not in str(odd.record)
    access = "protocolSection.statusModule.expandedAccessInfo"
    odd = changed(access, {"hasExpandedAccess": True, "nctId": "../../elsewhere?x="})
    assert odd.expanded_access_id == ""
    assert (f"{access}.nctId", "../../elsewhere?x=") in odd.unknown


def test_people_are_not_in_reasons_either():
    data = raw("NCT99999901")
    data["protocolSection"]["jane@example.org"] = {"a": 1}
    hidden = study_from(data, "file")
    assert "jane" not in repr(hidden) + repr(hidden.record)
    for content in (
        '{"protocolSection": {"jane@example.org": 1, "jane@example.org": 2}}',
        '{"protocolSection": {"identificationModule": {"nctId": "jane@example.org"}}}',
    ):
        [rejected] = read(content.encode())
        assert "contact left out" in rejected.reason
        assert "jane" not in str(rejected)


def test_a_contact_that_changes_changes_no_fingerprint_and_a_criterion_does():
    before = study_from(raw("NCT99999901"), "file")
    contacts = changed("protocolSection.contactsLocationsModule.centralContacts", [])
    tomorrow = changed("derivedSection.miscInfoModule.versionHolder", "2026-11-21")
    criteria = changed("protocolSection.eligibilityModule.eligibilityCriteria", "Other text")
    assert before.fingerprint == contacts.fingerprint == tomorrow.fingerprint
    assert before.fingerprint != criteria.fingerprint
    new_results = {**raw("NCT99999901"), "resultsSection": {"x": 1}}
    assert study_from(new_results, "file").record == before.record


# --- Anything -------------------------------------------------------------------------------------
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),  # noqa: E501
    max_leaves=12,
)  # fmt: skip
PATHS = sorted(
    {
        f"{section}.{module}.{name}" if isinstance(fields, dict) else f"{section}.{module}"
        for section, modules in raw("NCT99999901").items()
        if isinstance(modules, dict)
        for module, fields in modules.items()
        for name in fields
    }
)


@settings(max_examples=60, deadline=None)
@given(JSON)
def test_any_json_is_a_study_or_a_reason(anything):
    assert isinstance(study_from(anything, "file"), Rejected)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PATHS), JSON)
def test_a_study_with_anything_in_one_place_is_a_study_or_a_reason(path, anything):
    one = changed(path, anything if anything is not None else {})
    assert isinstance(one, Study | Rejected)
    if isinstance(one, Study):
        json.dumps(one.record, allow_nan=False).encode()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12) | st.from_regex(r"\d{1,6}(-\d{1,2}){0,2}", fullmatch=True))
def test_any_text_as_a_date_or_an_age_is_read_or_kept(text):
    study = changed("protocolSection.statusModule.statusVerifiedDate", text)
    if isinstance(study, Study):
        known = study.verified_on is not None or not blanked(text).split()
        assert known is (study.unknown == ())
    study = changed("protocolSection.eligibilityModule.maximumAge", text)
    if isinstance(study, Study) and study.max_age_days is not None:
        assert 0 <= study.max_age_days <= 54_787
