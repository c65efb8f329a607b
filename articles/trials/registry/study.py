"""One study of ClinicalTrials.gov (API v2) in our words, or why it cannot be used."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from articles.identifiers import pmid
from articles.trials.registry.amounts import When, age, when
from articles.trials.registry.contacts import without_contacts
from articles.trials.registry.fields import Fields, Notes, Wrong, check
from articles.trials.registry.places import country, point
from articles.trials.registry.registrations import Registration, registrations
from articles.trials.terms import InterventionKind, Phase, Precision, Sex, Status, StudyType

#: What the record keeps of a study. Results fill megabytes and name people; the registry has them.
KEPT = ("protocolSection", "derivedSection", "hasResults")
#: Half of what a column of the database holds.
MOST_PEOPLE = 1_000_000_000
_MESH = re.compile(r"([DC])0*(\d{1,9})", re.ASCII)
_NINE_FIGURES_FROM = {"D": 66_000, "C": 585_000}
#: The registry's words, and ours.
_STATUSES = {one.name: one for one in Status if one != Status.OTHER}
_STUDY_TYPES = {one.name: one for one in StudyType if one != StudyType.OTHER}
_SEXES = {one.name: one for one in Sex if one != Sex.UNSAID}
_KINDS = {one.name: one for one in InterventionKind}
_PHASES = {
    one.name.replace("PHASE_", "PHASE").replace("EARLY_", "EARLY_PHASE"): one for one in Phase
}


@dataclass(frozen=True)
class Rejected:
    """A study or file that cannot be used: where it stands, and why, in one line."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True)
class Site:
    facility: str
    city: str
    region: str
    #: ISO 3166-1, two letters; empty if the registry's name is not known.
    country: str
    country_raw: str
    #: Empty: only the study as a whole has a status.
    status: Status | str
    status_raw: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Intervention:
    kind: InterventionKind
    kind_raw: str
    name: str
    other_names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Study:
    """A study with the names of the fields of `Trial`, and the words of `terms`. No contacts."""

    where: str
    registrations: tuple[Registration, ...]
    title: str
    official_title: str
    acronym: str
    sponsor: str
    sponsor_class: str
    collaborators: tuple[str, ...]

    status: Status
    status_raw: str
    last_known_status: Status | str
    why_stopped: str
    verified_on: date | None
    verified_precision: Precision
    start_on: date | None
    start_precision: Precision
    start_is_estimate: bool
    primary_completion_on: date | None
    primary_completion_precision: Precision
    primary_completion_is_estimate: bool
    completion_on: date | None
    completion_precision: Precision
    completion_is_estimate: bool
    first_posted_on: date | None
    updated_on: date | None
    results_posted_on: date | None
    has_results: bool
    #: The day of the registry's data from which the record was taken.
    version_on: date | None

    study_type: StudyType
    phases: tuple[Phase, ...]
    allocation: str
    intervention_model: str
    masking: str
    enrolment: int | None
    enrolment_is_estimate: bool
    has_expanded_access: bool | None
    expanded_access_id: str

    registry_summary: str
    criteria: str
    sex: Sex
    min_age_days: int | None
    max_age_days: int | None
    min_age_raw: str
    max_age_raw: str
    healthy_volunteers: bool | None
    condition_terms: tuple[str, ...]
    #: Of the conditions, as MeSH itself writes them.
    mesh_ids: tuple[str, ...]
    keywords: tuple[str, ...]
    #: [{"measure", "time_frame"}]
    primary_outcomes: tuple[dict[str, str], ...]
    pmids: tuple[str, ...]
    interventions: tuple[Intervention, ...]
    sites: tuple[Site, ...]

    #: The day on which an editor typed it in; None: it was read from its registry.
    entered_on: date | None = None
    #: The whole study without people and results, as JSON has it.
    record: dict[str, Any] = field(repr=False)
    #: SHA-256 of the record, in one canonical way of writing it.
    fingerprint: str
    #: Values that we do not know, with their path: for a person to look at.
    unknown: tuple[tuple[str, str], ...]
    #: What is odd about it, in sentences for whoever runs the import.
    warnings: tuple[str, ...]

    @property
    def number(self) -> str:
        """Its own id, which is also its address here."""
        return self.registrations[0].number


def study_from(data: Any, where: str) -> Study | Rejected:
    """Read one study, as `json` gives it."""
    if not isinstance(data, dict):
        return Rejected(where, "is not a study, but something else in JSON")
    if "protocolSection" not in data and ("Study" in data or "ProtocolSection" in data):
        return Rejected(where, OLD_FORMAT)
    try:
        record = without_contacts({name: data[name] for name in KEPT if name in data})
        check(record)
        return _study(record, where)
    except Wrong as wrong:
        own = _id_of(data)
        return Rejected(f"{where} ({own})" if own and own not in where else where, str(wrong))
    except RecursionError:
        return Rejected(where, "is nested too deeply")


OLD_FORMAT = (
    "is in the old format of ClinicalTrials.gov (API v1), which ended in 2024. "
    "Please fetch it from https://clinicaltrials.gov/api/v2/studies."
)


def _study(record: dict[str, Any], where: str) -> Study:
    notes = Notes()
    root = Fields(record, "", notes)
    protocol = root.within("protocolSection")
    given = {
        **_identity(protocol),
        **_status(protocol.within("statusModule"), root),
        **_design(protocol),
        **_people(protocol.within("eligibilityModule")),
        **_subject(protocol, root.within("derivedSection")),
        "sites": tuple(_sites(protocol.within("contactsLocationsModule"))),
    }
    return Study(
        **given,
        where=where,
        record=record,
        fingerprint=fingerprint(record),
        unknown=tuple(notes.unknown),
        warnings=tuple(notes.warnings),
    )


def fingerprint(record: dict[str, Any]) -> str:
    """The same for the same study on another day: the day of the registry's data is left out."""
    derived = record.get("derivedSection") or {}
    derived = {name: part for name, part in derived.items() if name != "miscInfoModule"}
    canonical = json.dumps(
        record | {"derivedSection": derived}, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _identity(protocol: Fields) -> dict[str, Any]:
    identification = protocol.within("identificationModule")
    ids = registrations(identification)
    sponsors = protocol.within("sponsorCollaboratorsModule")
    lead = sponsors.within("leadSponsor")
    official = identification.text("officialTitle")
    names = [one.line("name", 300) for one in sponsors.each("collaborators")]
    return {
        "registrations": ids,
        "title": identification.line("briefTitle", 500)
        or identification.line("officialTitle", 500)
        or ids[0].number,
        "official_title": " ".join(official.split()),
        "acronym": identification.line("acronym", 100),
        "sponsor": lead.line("name", 300),
        "sponsor_class": lead.line("class", 20),
        "collaborators": tuple(filter(None, dict.fromkeys(names))),
    }


def _status(module: Fields, root: Fields) -> dict[str, Any]:
    status, raw = module.choice("overallStatus", _STATUSES, Status.OTHER)
    if not raw:
        raise Wrong(f"{module.at('overallStatus')} is missing")
    last_known, last_raw = module.choice("lastKnownStatus", _STATUSES, Status.OTHER)
    access = module.within("expandedAccessInfo")
    access_id = access.line("nctId", 30)
    if access_id and not re.fullmatch(r"NCT\d{8}", access_id, re.ASCII):
        access.is_unknown("nctId", access_id)
        access_id = ""
    posted = when(module, "resultsFirstPostDateStruct").on
    verified = when(module, "statusVerifiedDate")
    misc = root.within("derivedSection").within("miscInfoModule")
    return {
        "status": status,
        "status_raw": raw,
        "last_known_status": last_known if last_raw else "",
        "why_stopped": module.text("whyStopped"),
        "verified_on": verified.on,
        "verified_precision": verified.precision,
        **_date("start", when(module, "startDateStruct")),
        **_date("primary_completion", when(module, "primaryCompletionDateStruct")),
        **_date("completion", when(module, "completionDateStruct")),
        "first_posted_on": when(module, "studyFirstPostDateStruct").on,
        "updated_on": when(module, "lastUpdatePostDateStruct").on,
        "results_posted_on": posted,
        "has_results": bool(root.flag("hasResults") or posted),
        "version_on": when(misc, "versionHolder").on,
        "has_expanded_access": access.flag("hasExpandedAccess"),
        "expanded_access_id": access_id,
    }


def _date(name: str, found: When) -> dict[str, Any]:
    return {
        f"{name}_on": found.on,
        f"{name}_precision": found.precision,
        f"{name}_is_estimate": found.is_estimate,
    }


def _design(protocol: Fields) -> dict[str, Any]:
    design = protocol.within("designModule")
    info = design.within("designInfo")
    enrolment = design.within("enrollmentInfo")
    kind, _ = design.choice("studyType", _STUDY_TYPES, StudyType.OTHER)
    return {
        "study_type": kind,
        "phases": design.choices("phases", _PHASES),
        "allocation": info.line("allocation", 40),
        "intervention_model": info.line("interventionModel", 40),
        "masking": info.within("maskingInfo").line("masking", 40),
        "enrolment": enrolment.count("count", MOST_PEOPLE),
        "enrolment_is_estimate": enrolment.line("type", 60) == "ESTIMATED",
        "interventions": tuple(_interventions(protocol.within("armsInterventionsModule"))),
    }


def _interventions(module: Fields) -> Iterator[Intervention]:
    for one in module.each("interventions"):
        kind, raw = one.choice("type", _KINDS, InterventionKind.OTHER)
        if name := one.line("name", 300):
            yield Intervention(kind, raw, name, one.texts("otherNames", 300))
        else:
            one.is_unknown("name", "")


def _people(module: Fields) -> dict[str, Any]:
    sex, _ = module.choice("sex", _SEXES, Sex.UNSAID)
    youngest, min_raw = age(module, "minimumAge", is_minimum=True)
    oldest, max_raw = age(module, "maximumAge", is_minimum=False)
    if youngest is not None and oldest is not None and youngest > oldest:
        module.notes.warnings.append(f"{module.at()}: {min_raw} is more than {max_raw}")
    return {
        "criteria": module.text("eligibilityCriteria"),
        "sex": sex,
        "min_age_days": youngest,
        "max_age_days": oldest,
        "min_age_raw": min_raw,
        "max_age_raw": max_raw,
        "healthy_volunteers": module.flag("healthyVolunteers"),
    }


def _subject(protocol: Fields, derived: Fields) -> dict[str, Any]:
    conditions = protocol.within("conditionsModule")
    outcomes = protocol.within("outcomesModule").each("primaryOutcomes")
    return {
        "registry_summary": protocol.within("descriptionModule").text("briefSummary"),
        "condition_terms": conditions.texts("conditions", 300),
        "keywords": conditions.texts("keywords", 300),
        "mesh_ids": tuple(dict.fromkeys(_mesh(derived.within("conditionBrowseModule")))),
        "primary_outcomes": tuple(
            {"measure": measure, "time_frame": one.line("timeFrame", 500)}
            for one in outcomes
            if (measure := one.line("measure", 1_000))
        ),
        "pmids": tuple(dict.fromkeys(_pmids(protocol.within("referencesModule")))),
    }


def _mesh(browse: Fields) -> Iterator[str]:
    """MeSH's ids have six figures, those from 2016 on nine. The registry fills all up to nine:
    D000007966 is D007966.
    """
    for one in browse.each("meshes"):
        raw = one.line("id", 20)
        if parts := _MESH.fullmatch(raw):
            letter, number = parts[1], int(parts[2])
            figures = 9 if number >= _NINE_FIGURES_FROM[letter] and len(raw) == 10 else 6
            yield f"{letter}{number:0{figures}}"
        elif raw:
            one.is_unknown("id", raw)


def _pmids(references: Fields) -> Iterator[str]:
    for one in references.each("references"):
        if raw := one.line("pmid", 60):
            try:
                yield pmid(raw)
            except ValidationError:
                one.is_unknown("pmid", raw)


def _sites(module: Fields) -> Iterator[Site]:
    for one in module.each("locations"):
        status, raw = one.choice("status", _STATUSES, Status.OTHER)
        code, name = country(one, "country")
        yield Site(
            facility=one.line("facility", 300),
            city=one.line("city", 150),
            region=one.line("state", 150),
            country=code,
            country_raw=name,
            status=status if raw else "",
            status_raw=raw,
            latitude=(where := point(one))[0],
            longitude=where[1],
        )


def _id_of(data: dict[str, Any]) -> str:
    """The study's id for a message, if it has a readable one."""
    protocol = data.get("protocolSection")
    module = protocol.get("identificationModule") if isinstance(protocol, dict) else None
    own = module.get("nctId") if isinstance(module, dict) else None
    return own if isinstance(own, str) and re.fullmatch(r"NCT\d{8}", own, re.ASCII) else ""
