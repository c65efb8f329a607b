"""What a family says of themselves, against what a study says: never "you qualify".

Two ways say the same: `may_fit()` in SQL, to put first what may fit, and `fit()` in words, for the
rows that are shown. What does not fit is shown too, with the reason: only the study team can tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from articles import models as articles  # they import this module: their names are read when used
from articles.trials.ages import LAST_UNIT, Age
from articles.trials.places import Place, kilometres
from articles.trials.terms import Sex, Stage, Status

#: A site that says so takes nobody new, even where the study as a whole does.
CLOSED_SITE = [
    Status.ACTIVE_NOT_RECRUITING,
    Status.SUSPENDED,
    Status.TERMINATED,
    Status.COMPLETED,
    Status.WITHDRAWN,
    Status.NO_LONGER_AVAILABLE,
    Status.TEMPORARILY_NOT_AVAILABLE,
]
_OTHER = {Sex.FEMALE: Sex.MALE, Sex.MALE: Sex.FEMALE}
STAGE_WORDS = {
    Stage.PRESYMPTOMATIC: "before symptoms",
    Stage.EARLY: "with first symptoms",
    Stage.ADVANCED: "with later symptoms",
}


@dataclass(frozen=True)
class About:
    """A condition as the tree places it. Numbers of conditions."""

    condition: articles.Condition
    #: Itself and its forms.
    own: frozenset[int]
    #: Those of which it is a form.
    above: frozenset[int]
    #: The other forms of what it is a form of.
    beside: frozenset[int]

    @property
    def related(self) -> frozenset[int]:
        return self.own | self.above | self.beside


@dataclass(frozen=True)
class Situation:
    """What somebody has said. What is None or empty was not asked."""

    about: About | None = None
    age: Age | None = None
    stage: str = ""
    sex: str = ""
    country: str = ""
    country_name: str = ""
    place: Place | None = None

    def __bool__(self) -> bool:
        return any((self.about, self.age, self.stage, self.sex, self.country))


@dataclass(frozen=True)
class Where:
    """The sites of one study, as far as a row needs them."""

    #: Country code → whether a site there may take somebody new.
    open_in: dict[str, bool] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    nearest: str = ""


@dataclass(frozen=True)
class Fit:
    """Why a study may not fit, and what has to be asked. Without a reason it may fit."""

    may_not: list[str] = field(default_factory=list)
    ask: list[str] = field(default_factory=list)


def fit(trial: articles.Trial, said: Situation, where: Where) -> Fit:
    """In words for its row: of a trial with its `confirmed` conditions, as `for_list` brings it."""
    found = Fit()
    if said.about:
        _condition([match.condition for match in trial.confirmed], said.about, found)
    if said.age:
        _age(trial, said.age, found)
    stages = trial.summary.stages if trial.summary else []
    if said.stage and stages and said.stage not in stages:
        words = [STAGE_WORDS[stage] for stage in Stage if stage in stages]
        found.may_not.append(f"it is for people {' or '.join(words)}")
    elif said.stage and not stages:
        found.ask.append("at which stage it takes people: this is not said")
    if said.sex and trial.sex in {Sex.FEMALE, Sex.MALE} and trial.sex != said.sex:
        people = {Sex.FEMALE: "girls and women", Sex.MALE: "boys and men"}
        found.may_not.append(f"it takes {people[trial.sex]} only")
    if said.country:
        _country(said, where, found)
    return found


def _age(trial: articles.Trial, age: Age, found: Fit) -> None:
    low, high = trial.min_age_days, trial.max_age_days
    if low is None and high is None:
        found.ask.append("for which ages it is: this is not said")
    elif not age.may_be_old_enough(low):
        found.may_not.append(f"it takes people from {trial.min_age_raw.lower()}")
    elif not age.may_be_young_enough(high, trial.max_age_raw):
        found.may_not.append(f"it takes people up to {trial.max_age_raw.lower()}")
    elif age.is_at_the_edge(low, high):
        limits = [("from", low, trial.min_age_raw), ("up to", high, trial.max_age_raw)]
        words = " ".join(f"{word} {raw.lower()}" for word, days, raw in limits if days is not None)
        found.ask.append(f"whether this age is within the limits ({words})")


def _condition(matched: Collection[articles.Condition], about: About, found: Fit) -> None:
    """A registry names what is above a form beside it. Then only the form counts."""
    numbers = {each.pk for each in matched}
    if about.condition.pk in numbers:
        return
    if numbers & about.own:
        named = _named(matched, about.own)
        found.ask.append(f"whether it is for you: it is for {named}")
    elif numbers & about.above and not numbers & about.beside:
        named = _named(matched, about.above)
        found.ask.append(f"whether it takes people with this form: it is for {named} in general")
    else:
        found.may_not.append(f"it is for {_named(matched, about.beside)}")


def _named(matched: Iterable[articles.Condition], of: Collection[int]) -> str:
    return " and ".join(sorted(each.name for each in matched if each.pk in of))


def _country(said: Situation, where: Where, found: Fit) -> None:
    if not where.open_in:
        found.ask.append("where one can take part: no site is said")
    elif said.country not in where.open_in:
        near = f" (nearest: {where.nearest})" if where.nearest else ""
        found.may_not.append(f"it has no site in {said.country_name}{near}")
    elif not where.open_in[said.country]:
        found.may_not.append(f"its sites in {said.country_name} take nobody new")


def may_fit(said: Situation) -> Q | Value:
    """The same in SQL, for rows of trials. Unknown limits exclude nobody."""
    found = Q()
    if said.age:
        units = [When(max_age_raw__icontains=unit, then=days) for unit, days in LAST_UNIT.items()]
        last_unit = Case(*units, default=LAST_UNIT["day"])
        found &= Q(min_age_days=None) | Q(min_age_days__lt=said.age.until)
        found &= Q(max_age_days=None) | Q(max_age_days__gt=Value(said.age.days) - last_unit)
    if said.about:
        general = Q(Exists(matches(said.about.above))) & ~Q(Exists(matches(said.about.beside)))
        found &= Q(Exists(matches(said.about.own))) | general
    if said.stage:
        found &= Q(summary__stages=[]) | Q(summary__stages__contains=[said.stage])
    if said.sex:
        found &= ~Q(sex=_OTHER[said.sex])
    if said.country:
        named = _sites().exclude(country="")
        takes = named.filter(country=said.country).exclude(status__in=CLOSED_SITE)
        found &= Q(Exists(takes)) | ~Q(Exists(named))
    return ExpressionWrapper(found, BooleanField()) if found else Value(True)


def matches(conditions: Collection[int]) -> QuerySet:
    """The confirmed conditions of a trial among these."""
    return articles.TrialCondition.objects.filter(
        trial=OuterRef("pk"), state="confirmed", condition__in=conditions
    )


def nearest(place: Place) -> Subquery:
    """How far the nearest site of a trial is that may take somebody new."""
    placed = _sites().exclude(latitude=None).exclude(status__in=CLOSED_SITE)
    return Subquery(placed.annotate(km=kilometres(place)).order_by("km").values("km")[:1])


def _sites() -> QuerySet:
    return articles.TrialSite.objects.filter(trial=OuterRef("pk"))
