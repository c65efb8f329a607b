"""Example studies, evidently nobody's, that come by the same way as real ones."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from articles.models import Condition, Trial
from articles.trials.importing import import_all
from articles.trials.registry import read
from articles.trials.terms import Stage
from portal.models import User

MLD = "metachromatic-leukodystrophy"
MADRID = ("Madrid", "Spain", 40.42, -3.70)
MILAN = ("Milan", "Italy", 45.46, 9.19)
LEEDS = ("Leeds", "United Kingdom", 53.80, -1.55)
BERLIN = ("Berlin", "Germany", 52.52, 13.40)
BOSTON = ("Boston", "United States", 42.36, -71.06)


@dataclass(frozen=True)
class Example:
    number: str
    #: Slug.
    condition: str
    title: str
    summary: str
    status: str = "RECRUITING"
    #: What the registry said when it was first looked at.
    status_before: str = ""
    taking_part: str = ""
    stages: tuple[Stage, ...] = ()
    ages: tuple[str, str] = ("", "")
    phases: tuple[str, ...] = ()
    kind: str = "INTERVENTIONAL"
    sites: tuple[tuple[str, str, float, float], ...] = ()
    sponsor_class: str = "OTHER"
    given: tuple[str, str] = ("OTHER", "Example treatment")
    #: More of the status module.
    more: dict[str, Any] = field(default_factory=dict)


EXAMPLES = [
    Example(
        number="NCT99999901",
        condition="late-infantile-metachromatic-leukodystrophy",
        title="Example: a gene brought into a child’s own cells before the first signs",
        summary="This is an example, not a real study.\n\nIt would look at whether blood stem "
        "cells that carry a working gene are safe for small children who have no signs yet.",
        taking_part="- some weeks in a hospital far from home for many families\n"
        "- strong medicines before the cells are given\n- visits for years afterwards",
        stages=(Stage.PRESYMPTOMATIC,),
        ages=("", "30 Months"),
        phases=("PHASE1", "PHASE2"),
        sites=(MADRID, MILAN),
        given=("GENETIC", "Example gene therapy"),
    ),
    Example(
        number="NCT99999902",
        condition="juvenile-metachromatic-leukodystrophy",
        title="Example: an enzyme into the spinal fluid in the juvenile form",
        summary="This is an example, not a real study.\n\nIt would compare an enzyme, given into "
        "the fluid around the spinal cord, with usual care.",
        status_before="NOT_YET_RECRUITING",
        stages=(Stage.EARLY,),
        ages=("2 Years", "17 Years"),
        phases=("PHASE2",),
        sites=(LEEDS, MILAN),
        sponsor_class="INDUSTRY",
        given=("BIOLOGICAL", "Example enzyme"),
    ),
    Example(
        number="NCT99999903",
        condition=MLD,
        title="Example: how the disease goes on over the years",
        summary="This is an example, not a real study.\n\nIt would only watch and measure: "
        "nobody gets a treatment in it.",
        status="ENROLLING_BY_INVITATION",
        kind="OBSERVATIONAL",
        sites=(BERLIN,),
        given=("OTHER", "None"),
    ),
    Example(
        number="NCT99999904",
        condition="krabbe-disease",
        title="Example: a study in Krabbe disease that was stopped early",
        summary="This is an example, not a real study.\n\nIt looked at an example medicine.",
        status="TERMINATED",
        status_before="RECRUITING",
        ages=("1 Month", "6 Months"),
        phases=("PHASE1",),
        sites=(BOSTON,),
        more={"whyStopped": "Example reason: too few children could take part."},
    ),
    Example(
        number="NCT99999905",
        condition="vanishing-white-matter-disease",
        title="Example: a study that nobody has heard of for years",
        summary="This is an example, not a real study.\n\nIt would try an example medicine.",
        status="UNKNOWN",
        phases=("NA",),
        sites=(LEEDS,),
        more={"lastKnownStatus": "RECRUITING", "statusVerifiedDate": "2021-03"},
    ),
    Example(
        number="NCT99999906",
        condition="cerebral-adrenoleukodystrophy",
        title="Example: a new way of preparing boys for a transplant",
        summary="This is an example, not a real study.\n\nIt would look at whether gentler "
        "medicines before a transplant are as safe.",
        ages=("4 Years", "17 Years"),
        phases=("PHASE1", "PHASE2"),
        sites=(BOSTON, BERLIN),
        sponsor_class="NIH",
        given=("DRUG", "Example medicine"),
    ),
    Example(
        number="NCT99999907",
        condition="multiple-sclerosis",
        title="Example: training against tiredness in multiple sclerosis",
        summary="This is an example, not a real study.\n\nIt would compare a training at home "
        "with usual care.",
        status="ACTIVE_NOT_RECRUITING",
        ages=("18 Years", ""),
        phases=("PHASE3",),
        sites=(LEEDS, BERLIN, MADRID),
        given=("BEHAVIORAL", "Example training"),
    ),
]


def prepare(*, editor: User) -> None:
    """Import them as of two days, so that some have a history, and publish them in plain words."""
    today = timezone.localdate()
    for taken_on, is_first in [(today - timedelta(days=60), True), (today, False)]:
        studies = [_study(example, taken_on, is_first=is_first) for example in EXAMPLES]
        import_all(read(json.dumps({"studies": studies}).encode()), taken_on)
    for example in EXAMPLES:
        condition = Condition.objects.filter(slug=example.condition).first()
        trial = Trial.objects.filter(slug=example.number.lower()).first()
        if condition and trial:
            _publish(trial, example, condition, editor)


def _publish(trial: Trial, example: Example, condition: Condition, editor: User) -> None:
    if not trial.matches.filter(condition=condition, state="confirmed").exists():
        trial.add_condition(condition, by=editor)
    trial.write_summary(
        by=editor,
        title=example.title,
        summary=example.summary,
        taking_part=example.taking_part,
        stages=example.stages,
    )
    trial.publish(by=editor)


def _study(example: Example, taken_on: date, *, is_first: bool) -> dict[str, Any]:
    """In the registry's shape, as it stood on that day."""
    condition = Condition.objects.filter(slug=example.condition).first()
    status = (is_first and example.status_before) or example.status
    standing = {"overallStatus": status, "statusVerifiedDate": f"{taken_on:%Y-%m}"}
    standing |= {
        "lastUpdatePostDateStruct": {"date": taken_on.isoformat()},
        "startDateStruct": {"date": "2026", "type": "ACTUAL"},
        "completionDateStruct": {"date": "2031-06", "type": "ESTIMATED"},
    }
    if status == example.status:
        standing |= example.more
    lowest, highest = example.ages
    kind, name = example.given
    sites = [
        {
            "facility": "Example Hospital", "city": city, "country": country,
            "geoPoint": {"lat": lat, "lon": lon},
        }
        for city, country, lat, lon in example.sites
    ]  # fmt: skip
    return {
        "protocolSection": {
            "identificationModule": {"nctId": example.number, "briefTitle": example.title},
            "statusModule": standing,
            "sponsorCollaboratorsModule": {
                "leadSponsor": {"name": "Example Sponsor", "class": example.sponsor_class}
            },
            "conditionsModule": {"conditions": [condition.name if condition else "Example"]},
            "designModule": {
                "studyType": example.kind,
                "phases": list(example.phases),
                "enrollmentInfo": {"count": 12, "type": "ESTIMATED"},
            },
            "armsInterventionsModule": {"interventions": [{"type": kind, "name": name}]},
            "eligibilityModule": {
                "eligibilityCriteria": "Inclusion Criteria:\n\n* An example criterion\n\n"
                "Exclusion Criteria:\n\n* Another example criterion",
                "sex": "MALE" if "boys" in example.title else "ALL",
                "minimumAge": lowest,
                "maximumAge": highest,
                "healthyVolunteers": False,
            },
            "contactsLocationsModule": {"locations": sites},
        },
        "hasResults": False,
    }
