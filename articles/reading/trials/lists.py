"""Rows of a list of trials: each with where it is, and why it may not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Exists, OuterRef, Q
from django_countries import countries

from articles.models import Condition, Treatment, Trial, TrialIntervention, TrialSite
from articles.reading.trials import words
from articles.trials.fitting import CLOSED_SITE, About, Fit, Situation, Where, fit
from articles.trials.places import Place, in_words, kilometres
from articles.trials.querysets import TrialQuerySet
from articles.trials.terms import Status, StudyType

#: Countries that a row names.
COUNTRIES = 4
#: Rows on the page of a condition or a treatment.
FEW = 3


@dataclass(frozen=True)
class Row:
    """One study in a list."""

    trial: Trial
    where: Where
    fit: Fit

    @property
    def title(self) -> str:
        return self.trial.summary.title

    @property
    def status(self) -> str:
        return Status(self.trial.status).label

    @property
    def kind(self) -> str:
        phase = words.phases(self.trial)
        label = StudyType(self.trial.study_type).label
        return f"{label} ({phase.lower()})" if phase else label

    @property
    def about(self) -> list[Condition]:
        """The forms, without what they are forms of, which registries name as well."""
        found = [match.condition for match in self.trial.confirmed]
        above = {each.parent_id for each in found}
        return [each for each in found if each.pk not in above]

    @property
    def ages(self) -> str:
        return words.ages(self.trial)

    @property
    def stages(self) -> str:
        return words.stages(self.trial)

    @property
    def sex(self) -> str:
        return words.SEXES[self.trial.sex]

    @property
    def confirmed(self) -> str:
        return words.confirmed(self.trial)

    @property
    def confirmed_in(self) -> str:
        return words.confirmed_in(self.trial)

    @property
    def countries(self) -> str:
        names = self.where.names
        if not names:
            return "not said"
        more = len(names) - COUNTRIES
        return ", ".join(names[:COUNTRIES]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True)
class Group:
    """Rows that may fit, or those that may not."""

    may_fit: bool
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Some:
    """The first rows on a page that is about something else."""

    rows: list[Row]
    #: Of all of them.
    count: int


def rows(trials: Iterable[Trial], said: Situation | None = None) -> list[Row]:
    """What a list shows of these, with all that it needs in two queries at most."""
    trials, said = list(trials), said or Situation()
    where = _where([trial.pk for trial in trials], said.place)
    return [Row(trial, where[trial.pk], fit(trial, said, where[trial.pk])) for trial in trials]


def groups(rows: Iterable[Row]) -> list[Group]:
    """Those that may fit and those that may not, as the order of a list has them."""
    found = {True: Group(True), False: Group(False)}
    for row in rows:
        found[not row.fit.may_not].rows.append(row)
    return [group for group in found.values() if group.rows]


def about(condition: Condition, tree: Iterable[Condition] | None = None) -> About:
    """Where it stands in the tree. Only what is itself a form has other forms beside it."""
    parents = {each.pk: each.parent_id for each in tree or Condition.objects.only("parent")}

    def line(pk: int | None) -> list[int]:
        """Itself and what it is a form of, upwards."""
        found: list[int] = []
        while pk and pk not in found:  # a loop in the tree ends here
            found.append(pk)
            pk = parents.get(pk)
        return found

    _, *above = line(condition.pk)
    lines = {pk: line(pk) for pk in parents}
    own = frozenset(pk for pk, up in lines.items() if condition.pk in up)
    is_form = len(above) > 1
    beside = {pk for pk, up in lines.items() if is_form and above[0] in up[1:]} - own
    return About(condition, own, frozenset(above), frozenset(beside))


def of_condition(condition: Condition) -> Some:
    """What its own page shows: for it, its forms, and what it is a form of."""
    return _some(Trial.objects.for_list(Situation(about=about(condition))).filter(may_fit=True))


def of_treatment(treatment: Treatment) -> Some:
    """Those that try it, or give it beside something else."""
    tried = TrialIntervention.objects.filter(trial=OuterRef("pk"), treatment=treatment)
    return _some(Trial.objects.for_list(Situation()).filter(Exists(tried)))


def _some(trials: TrialQuerySet) -> Some:
    """The first of those that are not over."""
    found = list(trials.not_over()[: FEW + 1])
    count = trials.not_over().order_by().count() if len(found) > FEW else len(found)
    return Some(rows(found[:FEW]), count)


def _where(trials: Collection[int], place: Place | None) -> dict[int, Where]:
    sites = TrialSite.objects.filter(trial__in=trials)
    named = (
        sites.exclude(country="")
        .order_by()
        .values("trial", "country")
        .annotate(takes=BoolOr(~Q(status__in=CLOSED_SITE)))
        .values_list("trial", "country", "takes")
    )
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for trial, country, takes in named:
        found[trial][country] = takes
    nearest = _nearest(trials, place) if place else {}
    return {
        trial: Where(
            found[trial],
            sorted(countries.name(code) or code for code in found[trial]),
            nearest.get(trial, ""),
        )
        for trial in trials
    }


def _nearest(trials: Collection[int], place: Place) -> dict[int, str]:
    """“about 900 km, Milan, Italy” for each that has a site with coordinates."""
    placed = TrialSite.objects.filter(trial__in=trials).exclude(latitude=None)
    placed = placed.exclude(status__in=CLOSED_SITE).annotate(km=kilometres(place))
    found = placed.order_by("trial_id", "km", "position").distinct("trial_id")
    return {
        site.trial_id: ", ".join(
            filter(None, [in_words(site.km), site.city, site.country.name or site.country_raw])
        )
        for site in found
    }
