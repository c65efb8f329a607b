"""Records of studies in the registry's shape, with evidently invented ids and places."""

from __future__ import annotations

from datetime import date
from typing import Any

from articles.trials.registry import Study, study_from
from articles.trials.storing import Outcome, store

LEEDS = {"facility": "Example Hospital", "city": "Leeds", "country": "United Kingdom",
         "status": "RECRUITING"}  # fmt: skip


def record(number: str = "NCT99999901", **changes: Any) -> dict[str, Any]:
    """A gene therapy for MLD that recruits in one place; `changes` name what a story needs."""
    modules = {
        "identificationModule": {"nctId": number, "briefTitle": f"Example study {number}"},
        "statusModule": {
            "overallStatus": changes.get("status", "RECRUITING"),
            "statusVerifiedDate": changes.get("verified", "2026-10"),
            "lastUpdatePostDateStruct": {"date": changes.get("updated", "2026-10-14")},
        },
        "conditionsModule": {"conditions": changes.get("terms", ["Metachromatic Leukodystrophy"])},
        "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE1", "PHASE2"]},
        "armsInterventionsModule": {
            "interventions": [
                {"type": "GENETIC", "name": name} for name in changes.get("tried", ["OTL-99"])
            ]
        },
        "eligibilityModule": {
            "sex": "ALL",
            "maximumAge": changes.get("oldest", "30 Months"),
            "eligibilityCriteria": changes.get("criteria", "Children before symptoms."),
        },
        "contactsLocationsModule": {"locations": changes.get("sites", [LEEDS])},
    }
    if reason := changes.get("reason"):
        modules["statusModule"]["whyStopped"] = reason
    if ids := changes.get("ids"):
        modules["identificationModule"]["secondaryIdInfos"] = [
            {"id": one, "type": "EUDRACT_NUMBER"} for one in ids
        ]
    if aliases := changes.get("aliases"):
        modules["identificationModule"]["nctIdAliases"] = aliases
    meshes = [{"id": value, "term": "A term"} for value in changes.get("mesh", [])]
    return {
        "protocolSection": modules,
        "derivedSection": {"conditionBrowseModule": {"meshes": meshes}},
        "hasResults": changes.get("results", False),
    }


def study(number: str = "NCT99999901", **changes: Any) -> Study:
    found = study_from(record(number, **changes), "a test")
    assert isinstance(found, Study), found
    return found


def stored(
    number: str = "NCT99999901", *, taken_on: date = date(2026, 11, 1), **changes: Any
) -> Outcome:
    return store(study(number, **changes), taken_on=taken_on)
