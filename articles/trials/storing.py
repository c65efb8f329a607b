"""A study as its registry tells it, written over what we had. What people have added stays.

A study is known by any of its ids. An older record never overwrites a newer one, the same record
again changes nothing but the day on which it was seen, and nothing is ever deleted: what is no
longer in its registry says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.text import slugify

from articles.models.trials import (
    Trial,
    TrialIntervention,
    TrialRegistration,
    TrialSite,
    TrialSnapshot,
)
from articles.trials import events, joining
from articles.trials.events import Change, Kind
from articles.trials.matching import Studied, Vocabulary, folded, match
from articles.trials.registry import Registration, Study

_OURS = {each.name for each in Trial._meta.concrete_fields}
#: What a study and a trial both have is copied, and nothing else of a trial is written.
COPIED = [each.name for each in fields(Study) if each.name in _OURS]
SITE = ["facility", "city", "region", "country", "country_raw", "status", "status_raw",
        "latitude", "longitude"]  # fmt: skip


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    #: We have a newer record.
    OLDER = "older"


def store(study: Study, *, taken_on: date, words: Vocabulary | None = None) -> Outcome:
    """Write what the registry had on that day, all of it or nothing.

    `words` saves reading the names of all conditions for each of many studies.
    """
    words = words or Vocabulary.read()
    try:
        with transaction.atomic():
            return _store(study, taken_on, words)
    except IntegrityError:  # another import made it at this moment: now it is found
        with transaction.atomic():
            return _store(study, taken_on, words)


def _store(study: Study, taken_on: date, words: Vocabulary) -> Outcome:
    if _is_as_before(study, taken_on):
        return Outcome.UNCHANGED
    study = _confirmed_by_then(study, taken_on)
    trial, twins = _find(study)
    if trial is None:
        trial, outcome = _create(study, taken_on, words), Outcome.CREATED
    else:
        outcome = _update(trial, study, taken_on, words)
    if twins:
        events.note_twins(trial, twins)
    return outcome


def _is_as_before(study: Study, taken_on: date) -> bool:
    """By one small query whether this is the one trial with exactly this record, as most are."""
    known = TrialRegistration.objects.filter(_any_of(study)).order_by().values("trial").distinct()
    rows = known.annotate(
        fingerprint=Subquery(_newest("trial").values("fingerprint")[:1]),
        seen_on=F("trial__seen_on"),
        gone_since=F("trial__gone_since"),
    )[:2]
    found = list(rows)
    if len(found) != 1 or found[0]["gone_since"] or found[0]["fingerprint"] != study.fingerprint:
        return False
    if taken_on > found[0]["seen_on"]:
        Trial.objects.filter(pk=found[0]["trial"], seen_on__lt=taken_on).update(seen_on=taken_on)
    return True


def _confirmed_by_then(study: Study, taken_on: date) -> Study:
    """Nobody has confirmed a record on a day to come: it would never be called stale."""
    if study.verified_on is None or not _is_to_come(study.verified_on, taken_on):
        return study
    odd = ("protocolSection.statusModule.statusVerifiedDate", f"{study.verified_on}")
    return replace(study, verified_on=None, unknown=(*study.unknown, odd))


def _any_of(study: Study) -> Q:
    ids = Q()
    for one in study.registrations:
        ids |= Q(registry=one.registry, number=one.number)
    return ids


def _newest(trial: str) -> QuerySet[TrialSnapshot]:
    return TrialSnapshot.objects.filter(trial=OuterRef(trial)).order_by("-pk")


def _find(study: Study) -> tuple[Trial | None, list[str]]:
    """The study as we have it, joined from several where its registry says that they are one; and
    the ids of these and others that share one with it, so that a person looks whether they are."""
    newest, ids = _newest("pk"), TrialRegistration.objects.filter(_any_of(study))
    known = (
        Trial.objects.filter(pk__in=ids.values("trial"))
        .annotate(
            fingerprint=Subquery(newest.values("fingerprint")[:1]),
            taken_on=Subquery(newest.values("taken_on")[:1]),
        )
        .select_for_update(of=("self",))
        .prefetch_related("registrations")
        .order_by("pk")
    )
    found = list(known)
    same = [trial for trial in found if joining.may_be_one(study.registrations, trial)]
    if not same:
        return None, [trial.slug.upper() for trial in found]
    others = [trial for trial in found if trial not in same]
    had = {row.trial_id for each in same for row in each.registrations.all() if _is_own(row, study)}
    kept, left = joining.join(study, same)
    if len(same) > len(left) + 1:
        kept.fingerprint = None  # its newest snapshot may be one that the other brought along
    joined = [trial for trial in same if trial is not kept and trial not in left]
    twins = [trial.slug.upper() for trial in [*others, *left, *joined]]
    if kept.state == Trial.State.PUBLISHED and kept.pk not in had:
        twins.append(study.number)  # from now on another record tells what readers see
    return kept, list(dict.fromkeys(twins))


def _is_own(row: TrialRegistration, study: Study) -> bool:
    own = study.registrations[0]
    return (row.registry, row.number) == (own.registry, own.number)


def _create(study: Study, taken_on: date, words: Vocabulary) -> Trial:
    copied = {name: _value(study, name) for name in COPIED}
    trial = Trial.objects.create(**copied, slug=_free_slug(study.number), seen_on=taken_on)
    _register(trial, study.registrations, known=[])
    snapshot = _keep(trial, study, taken_on)
    _settle(trial, study.sites)
    _try_out(trial, study, [], words)
    match([Studied(trial.pk, trial.mesh_ids, trial.condition_terms)], words, are_new=True)
    new = Change(Kind.NEW, after=str(trial.status))
    events.note(trial, [new], on=study.updated_on, snapshot=snapshot)
    events.note_unknown(trial, study, snapshot=snapshot)
    return trial


def _update(trial: Trial, study: Study, taken_on: date, words: Vocabulary) -> Outcome:
    if study.fingerprint == trial.fingerprint:
        _see(trial, taken_on)
        return Outcome.UNCHANGED
    if _is_older(study, taken_on, trial):
        return Outcome.OLDER
    sites, tried = list(trial.sites.all()), list(trial.interventions.all())
    tries_others = [_trial_of(each) for each in tried] != [
        _trial_of(i) for i in study.interventions
    ]
    changes = events.changes(trial, sites, study, other_interventions=tries_others)
    for name in COPIED:
        setattr(trial, name, _value(study, name))
    trial.save(update_fields=COPIED)
    _see(trial, taken_on)
    _register(trial, study.registrations, known=list(trial.registrations.all()))
    snapshot = _keep(trial, study, taken_on)
    if [_values(site) for site in sites] != [_values(site) for site in study.sites]:
        trial.sites.all().delete()
        _settle(trial, study.sites)
    if tries_others:
        _try_out(trial, study, tried, words)
    match([Studied(trial.pk, trial.mesh_ids, trial.condition_terms)], words)
    events.note(trial, changes, on=study.updated_on, snapshot=snapshot)
    events.note_unknown(trial, study, snapshot=snapshot)
    return Outcome.UPDATED


def _is_older(study: Study, taken_on: date, trial: Trial) -> bool:
    """By the registry's date of the record; of two of one day, by when they were taken."""
    ours, theirs = _dated(trial.updated_on, trial.taken_on), _dated(study.updated_on, taken_on)
    return theirs < ours or (theirs == ours and taken_on < (trial.taken_on or date.min))


def _dated(updated_on: date | None, taken_on: date | None) -> date:
    """A day that has not come says nothing: it would keep out all that follows until then."""
    if updated_on is None or (taken_on and _is_to_come(updated_on, taken_on)):
        return date.min
    return updated_on


def _is_to_come(on: date, taken_on: date) -> bool:
    return on > taken_on + timedelta(days=1)  # elsewhere on earth it is tomorrow


def _see(trial: Trial, taken_on: date) -> None:
    """It is in the registry on that day. Once a day is enough."""
    if taken_on <= trial.seen_on and trial.gone_since is None:
        return
    changed = {"seen_on": max(taken_on, trial.seen_on)}
    if trial.gone_since and taken_on >= trial.gone_since:
        events.note(trial, [Change(Kind.BACK)], on=taken_on, snapshot=None)
        changed["gone_since"] = None
    Trial.objects.filter(pk=trial.pk).update(**changed)


def _value(study: Study, name: str) -> object:
    value = getattr(study, name)
    return list(value) if isinstance(value, tuple) else value


def _free_slug(number: str) -> str:
    slug = slugify(number)[:50] or "trial"
    taken = set(Trial.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(
        free
        for free in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3)))
        if free not in taken
    )


def _register(trial: Trial, ids: Iterable[Registration], *, known: list[TrialRegistration]) -> None:
    """Its ids as the registry has them now, and those that it had before."""
    ours = {(row.registry, row.number): row for row in known}
    fresh = []
    for one in ids:
        row = ours.get((one.registry, one.number))
        if row is None:
            fresh.append(TrialRegistration(trial=trial, **one._asdict()))
        elif row.is_alias != one.is_alias:
            TrialRegistration.objects.filter(pk=row.pk).update(is_alias=one.is_alias)
    # An id that another study holds stays there: `_find` has asked a person about the two.
    TrialRegistration.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh and known:
        trial._prefetched_objects_cache.clear()


def _keep(trial: Trial, study: Study, taken_on: date) -> TrialSnapshot:
    return TrialSnapshot.objects.create(
        trial=trial,
        taken_on=taken_on,
        updated_on=study.updated_on,
        fingerprint=study.fingerprint,
        record=study.record,
    )


def _values(site: object) -> list[object]:
    return [getattr(site, name) for name in SITE]


def _settle(trial: Trial, sites: Iterable[object]) -> None:
    rows = (
        TrialSite(trial=trial, position=place, **dict(zip(SITE, _values(site), strict=True)))
        for place, site in enumerate(sites, start=1)
    )
    TrialSite.objects.bulk_create(rows, batch_size=500)


def _trial_of(tried: object) -> tuple[object, ...]:
    """What the registry says of something that is tried."""
    return (tried.kind, tried.kind_raw, tried.name, list(tried.other_names))


def _try_out(
    trial: Trial, study: Study, before: list[TrialIntervention], words: Vocabulary
) -> None:
    """What is tried, with the treatment of ours that it is. An editor's choice goes by the name."""
    decided = {folded(each.name): each.treatment_id for each in before if each.is_decided}
    TrialIntervention.objects.filter(pk__in=[each.pk for each in before]).delete()
    rows = []
    for place, one in enumerate(study.interventions, start=1):
        name = folded(one.name)
        treatment = (
            decided[name] if name in decided else words.treatment([one.name, *one.other_names])
        )
        rows.append(
            TrialIntervention(
                trial=trial, position=place, kind=one.kind, kind_raw=one.kind_raw, name=one.name,
                other_names=list(one.other_names), treatment_id=treatment,
                is_decided=name in decided,
            )
        )  # fmt: skip
    TrialIntervention.objects.bulk_create(rows)


@transaction.atomic
def gone(numbers: Iterable[str], *, on: date) -> int:
    """The registry has none of these any more. What we know of them stays, and says so."""
    known = TrialRegistration.objects.filter(trial=OuterRef("pk"), number__in=list(numbers))
    here = Trial.objects.filter(Exists(known), gone_since=None, seen_on__lte=on)
    trials = list(here.select_for_update(of=("self",)).prefetch_related("registrations"))
    for trial in trials:
        Trial.objects.filter(pk=trial.pk).update(gone_since=on)
        events.note(trial, [Change(Kind.GONE)], on=on, snapshot=None)
    return len(trials)
