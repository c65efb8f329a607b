"""What a registry's new record of a study changes, and who of the editors must hear of it.

That a sponsor confirms the same once more is no change. Each change is kept for readers, with what
was before and after, and waits for an editor; where a published text cites the study, and the
change can make it wrong, a task opens for that text too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from articles.models import ReviewTask
from articles.models.trials import Trial, TrialEvent, TrialSite, TrialSnapshot
from articles.trials.registry import Site, Study
from articles.trials.terms import Sex, Status

Kind = TrialEvent.Kind
#: What can make a text wrong that cites the study.
MATTERS = {
    Kind.STARTED, Kind.STOPPED, Kind.TERMINATED, Kind.COMPLETED, Kind.STATUS, Kind.RESULTS,
    Kind.CRITERIA, Kind.GONE,
}  # fmt: skip
STOPPED_EARLY = {Status.TERMINATED, Status.SUSPENDED, Status.WITHDRAWN}
#: Where a study goes from recruiting that still goes on, or is over as planned.
NO_LONGER_RECRUITING = {
    Status.ACTIVE_NOT_RECRUITING, Status.COMPLETED, Status.ENROLLING_BY_INVITATION,
    Status.NOT_YET_RECRUITING,
}  # fmt: skip
#: What else can change, in an editor's words.
OTHER_PARTS = {
    "title": "title", "official_title": "official title", "acronym": "acronym",
    "sponsor": "sponsor", "sponsor_class": "kind of sponsor", "collaborators": "collaborators",
    "why_stopped": "why it was stopped", "start_on": "start", "study_type": "kind of study",
    "primary_completion_on": "end of the main measurements", "completion_on": "end",
    "phases": "phases", "allocation": "allocation", "intervention_model": "design",
    "masking": "masking", "enrolment": "number of people", "registry_summary": "summary",
    "has_expanded_access": "expanded access", "expanded_access_id": "expanded access",
    "condition_terms": "conditions", "mesh_ids": "conditions", "keywords": "keywords",
    "primary_outcomes": "what is measured", "pmids": "papers",
}  # fmt: skip
#: Of `before` and `after`.
LONGEST = 300
_NUMBERED = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class Change:
    """One thing that is new."""

    kind: str
    before: str = ""
    after: str = ""
    reason: str = ""


def changes(
    before: Trial, sites: Iterable[TrialSite], study: Study, *, other_interventions: bool
) -> list[Change]:
    """What this record says that the one before, as `before` still holds it, does not."""
    found = [*_status(before, study), *_results(before, study), *_criteria(before, study)]
    found += _sites(sites, study.sites)
    parts = [
        part for name, part in OTHER_PARTS.items() if _plain(before, name) != _plain(study, name)
    ]
    parts += ["what is tried"] if other_interventions else []
    if any(change.kind == Kind.TERMINATED for change in found):
        parts = [part for part in parts if part != OTHER_PARTS["why_stopped"]]
    if parts:
        late = study.why_stopped if OTHER_PARTS["why_stopped"] in parts else ""
        found.append(Change(Kind.TEXT, after=", ".join(dict.fromkeys(parts)), reason=late))
    return found


def _status(before: Trial, study: Study) -> Iterator[Change]:
    if _status_of(before) != _status_of(study):
        kind = _kind_of(before, study.status)
        reason = study.why_stopped if kind == Kind.TERMINATED else ""
        yield Change(kind, _status_of(before), _status_of(study), reason)


def _kind_of(before: Trial, after: str) -> str:
    """Of a study that the registry had lost sight of, what it last knew counts."""
    was = before.last_known_status if before.status == Status.UNKNOWN else before.status
    if after in STOPPED_EARLY:
        return Kind.TERMINATED
    if after == Status.RECRUITING and was != after:
        return Kind.STARTED
    if was == Status.RECRUITING and after in NO_LONGER_RECRUITING:
        return Kind.STOPPED
    return Kind.COMPLETED if after == Status.COMPLETED else Kind.STATUS


def _status_of(of: Trial | Study) -> str:
    return of.status_raw if of.status == Status.OTHER else str(of.status)


def _results(before: Trial, study: Study) -> Iterator[Change]:
    if study.has_results and not before.has_results:
        posted = study.results_posted_on
        yield Change(Kind.RESULTS, after=f"{posted:%Y-%m-%d}" if posted else "")


def _criteria(before: Trial, study: Study) -> Iterator[Change]:
    was, now = _limits(before), _limits(study)
    if was != now:
        yield Change(Kind.CRITERIA, was, now)
    elif _plain(before, "criteria") != _plain(study, "criteria"):
        yield Change(Kind.CRITERIA, after="The wording of the criteria")


def _limits(of: Trial | Study) -> str:
    ages = f"from {of.min_age_raw or 'any age'} to {of.max_age_raw or 'any age'}"
    healthy = {True: ", healthy people too", False: "", None: ""}[of.healthy_volunteers]
    return f"{Sex(of.sex).label}, {ages}{healthy}"


def _sites(before: Iterable[TrialSite], after: Iterable[Site]) -> Iterator[Change]:
    was, now = (Counter(_place(site) for site in sites) for sites in (before, after))
    if was != now:
        yield Change(Kind.SITES, _places(was), _places(now))


def _place(site: TrialSite | Site) -> tuple[str, ...]:
    status = site.status_raw or str(site.status)
    return (site.facility, site.city, site.region, site.country_raw, str(site.status), status)


def _places(sites: Counter[tuple[str, ...]]) -> str:
    """How many, how many of them recruit, and in which countries."""
    recruiting = sum(n for place, n in sites.items() if place[4] == Status.RECRUITING)
    many = f"{sites.total()} site{'' if sites.total() == 1 else 's'}, {recruiting} recruiting"
    countries = sorted({place[3] for place in sites} - {""})
    return f"{many}: {', '.join(countries)}" if countries else many


def _plain(of: Trial | Study, name: str) -> object:
    """Of texts only the words: registries break lines anew."""
    value = getattr(of, name)
    if isinstance(value, str):
        return " ".join(value.split())
    return list(value) if isinstance(value, tuple) else value


def note(
    trial: Trial, found: Iterable[Change], *, on: date | None, snapshot: TrialSnapshot | None
) -> None:
    """Keep these changes, and open the tasks that they call for."""
    found = list(found)
    TrialEvent.objects.bulk_create(
        TrialEvent(
            trial=trial,
            kind=change.kind,
            before=change.before[:LONGEST],
            after=change.after[:LONGEST],
            reason=change.reason,
            registry_on=on,
            snapshot=snapshot,
        )
        for change in found
    )
    if matters := [change for change in found if change.kind in MATTERS]:
        ReviewTask.objects.open_for_trial(
            [one.number for one in trial.registrations.all()],
            detail=f"{trial.slug.upper()}: {' '.join(in_words(each) for each in matters)}",
        )


def in_words(change: Change) -> str:
    """For an editor: what, before and after, and the reason verbatim."""
    event = TrialEvent(kind=change.kind, before=change.before, after=change.after)
    parts = [f"{event.get_kind_display()}."]
    parts += [f"Before: {event.before_in_words}."] if change.before else []
    parts += [f"Now: {event.after_in_words}."] if change.after else []
    parts += [f"Reason: “{change.reason}”"] if change.reason else []
    return " ".join(parts)


def note_unknown(trial: Trial, study: Study, *, snapshot: TrialSnapshot | None) -> None:
    """Ask a person about each value that we do not know: once, in however many studies it stands,
    and of one study never again."""
    values = {(_NUMBERED.sub("", path)[:LONGEST], raw[:LONGEST]) for path, raw in study.unknown}
    if values:
        asked = trial.events.filter(kind=Kind.UNKNOWN_VALUE).values_list("before", "after")
        TrialEvent.objects.bulk_create(
            [
                TrialEvent(
                    trial=trial,
                    kind=Kind.UNKNOWN_VALUE,
                    before=path,
                    after=raw,
                    registry_on=study.updated_on,
                    snapshot=snapshot,
                )
                for path, raw in sorted(values - set(asked))
            ],
            ignore_conflicts=True,
        )


def note_twins(trial: Trial, others: Iterable[str]) -> None:
    """A person must say whether this and the studies of these ids are one. Whoever has said so is
    not asked again."""
    name = trial.slug.upper()
    here = TrialEvent.objects.filter(kind=Kind.TWIN).filter(Q(before=name) | Q(after=name))
    asked = {slug for pair in here.values_list("before", "after") for slug in pair}
    twins = [Change(Kind.TWIN, name, other) for other in others if other not in asked]
    note(trial, twins, on=trial.updated_on, snapshot=None)
