"""Studies of registries that no machine can ask, as an editor has read them there today.

They go the same way as any other: the same ids, snapshots, news and rules.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from articles.models import Condition, Trial
from articles.trials import storing
from articles.trials.registry import Registration, Study
from articles.trials.terms import Precision, Sex, Status, StudyType
from portal.models import User


@transaction.atomic
def enter(
    registration: Registration, *, title: str, status: str, sponsor: str,
    verified_on: date | None, conditions: Iterable[Condition] = (), by: User,
) -> Trial:  # fmt: skip
    """What the registry says of it today, in a few fields; what is there already is brought up to
    date. The conditions are those that the editor knows that it is about."""
    today = timezone.localdate()
    said = {"title": title, "status": status, "sponsor": sponsor, "verified_on": verified_on}
    storing.store(_study(registration, said, today), taken_on=today)
    trial = Trial.objects.of_id(registration.registry, registration.number).get()
    confirmed = trial.matches.filter(state="confirmed").values_list("condition", flat=True)
    for condition in conditions:
        if condition.pk not in set(confirmed):
            trial.add_condition(condition, by=by)
    return trial


def _study(registration: Registration, said: dict, today: date) -> Study:
    record = {"enteredByHand": {name: str(value or "") for name, value in said.items()}}
    record["enteredByHand"]["id"] = registration.number
    canonical = json.dumps(record, sort_keys=True).encode()
    return Study(
        where="by hand", registrations=(registration,), entered_on=today,
        title=said["title"], official_title="", acronym="", sponsor=said["sponsor"],
        sponsor_class="", collaborators=(),
        status=Status(said["status"]), status_raw="", last_known_status="", why_stopped="",
        verified_on=said["verified_on"], verified_precision=Precision.DAY,
        start_on=None, start_precision=Precision.DAY, start_is_estimate=False,
        primary_completion_on=None, primary_completion_precision=Precision.DAY,
        primary_completion_is_estimate=False,
        completion_on=None, completion_precision=Precision.DAY, completion_is_estimate=False,
        first_posted_on=None, updated_on=None, results_posted_on=None,
        has_results=False, version_on=None,
        study_type=StudyType.OTHER, phases=(), allocation="", intervention_model="", masking="",
        enrolment=None, enrolment_is_estimate=False, has_expanded_access=None,
        expanded_access_id="",
        registry_summary="", criteria="", sex=Sex.UNSAID, min_age_days=None, max_age_days=None,
        min_age_raw="", max_age_raw="", healthy_volunteers=None, condition_terms=(), mesh_ids=(),
        keywords=(), primary_outcomes=(), pmids=(), interventions=(), sites=(),
        record=record, fingerprint=hashlib.sha256(canonical).hexdigest(), unknown=(), warnings=(),
    )  # fmt: skip
