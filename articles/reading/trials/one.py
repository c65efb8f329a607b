"""One study as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django_countries import countries

from articles.models import (
    Article,
    Condition,
    Trial,
    TrialEvent,
    TrialIntervention,
    TrialRegistration,
    TrialSite,
)
from articles.reading.trials import words
from articles.trials.terms import OVER, Phase, Status, StudyType

#: Sites that the page lists; the registry has the rest.
SITES = 300
#: From how many sites on a country's are folded.
MANY_SITES = 12
CHANGES = 30
Kind = TrialEvent.Kind
#: What readers are told of what changed. The rest is for editors.
TOLD = [
    Kind.STARTED, Kind.STOPPED, Kind.TERMINATED, Kind.COMPLETED, Kind.STATUS, Kind.RESULTS,
    Kind.CRITERIA, Kind.SITES, Kind.GONE, Kind.BACK,
]  # fmt: skip
#: Of these the status before and after is told.
OF_STATUS = {Kind.STARTED, Kind.STOPPED, Kind.TERMINATED, Kind.COMPLETED, Kind.STATUS}


@dataclass(frozen=True)
class Country:
    """The sites in one country."""

    name: str
    sites: list[Site]


@dataclass(frozen=True)
class Site:
    """Where one can take part."""

    name: str
    town: str
    #: Empty where only the study as a whole has a status.
    status: str


@dataclass(frozen=True)
class Change:
    """Something that became otherwise in the registry's record."""

    on: date
    words: str
    #: The registry's words for why.
    reason: str = ""


class Page:
    """A trial, with what its page says of it; each part is asked for once."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial

    @property
    def title(self) -> str:
        return self.trial.summary.title if self.trial.summary else self.trial.title

    @property
    def kind(self) -> str:
        return {
            StudyType.INTERVENTIONAL: "Clinical trial",
            StudyType.OBSERVATIONAL: "Study that observes, without trying a treatment",
            StudyType.EXPANDED_ACCESS: "Expanded access (compassionate use)",
        }.get(StudyType(self.trial.study_type), "Clinical study")

    # How it stands
    @property
    def status(self) -> str:
        return Status(self.trial.status).label

    @property
    def meaning(self) -> str:
        return words.MEANINGS[self.trial.status]

    @property
    def last_known(self) -> str:
        known = self.trial.last_known_status
        return Status(known).label.lower() if known else ""

    @property
    def is_open(self) -> bool:
        return self.trial.status not in OVER and not self.trial.gone_since

    @property
    def confirmed(self) -> str:
        return words.confirmed(self.trial)

    @property
    def confirmed_in(self) -> str:
        return words.confirmed_in(self.trial)

    # For whom
    @property
    def conditions(self) -> list[Condition]:
        return [match.condition for match in self.trial.confirmed]

    @property
    def ages(self) -> str:
        return words.ages(self.trial)

    @property
    def odd_ages(self) -> list[str]:
        """Limits that could not be read, in the registry's words."""
        limits = [
            (self.trial.min_age_days, self.trial.min_age_raw),
            (self.trial.max_age_days, self.trial.max_age_raw),
        ]
        return [raw for days, raw in limits if days is None and raw.upper() not in {"", "N/A"}]

    @property
    def sex(self) -> str:
        return words.SEXES[self.trial.sex]

    @property
    def stages(self) -> str:
        return words.stages(self.trial)

    # What and when
    @property
    def phases(self) -> list[tuple[str, str]]:
        return [
            (Phase(phase).label, words.PHASES[phase])
            for phase in self.trial.phases
            if phase in words.PHASES
        ]

    @property
    def tried(self) -> list[TrialIntervention]:
        return list(self.trial.interventions.all())

    @property
    def dates(self) -> list[tuple[str, str]]:
        """What happens when; what has not happened is said to be planned."""
        trial = self.trial
        told = [
            ("Start", trial.start_on, trial.start_precision, trial.start_is_estimate),
            (
                "Main results measured until",
                trial.primary_completion_on,
                trial.primary_completion_precision,
                trial.primary_completion_is_estimate,
            ),
            ("End", trial.completion_on, trial.completion_precision, trial.completion_is_estimate),
        ]
        return [(name, words.when(*when)) for name, *when in told if when[0]]

    @property
    def sponsor_is(self) -> str:
        return words.SPONSORS.get(self.trial.sponsor_class.upper(), "")

    @property
    def registrations(self) -> list[TrialRegistration]:
        return list(self.trial.registrations.all())

    @property
    def main(self) -> TrialRegistration | None:
        """The registry's page that the portal copied from."""
        return next((each for each in self.registrations if each.url), None)

    @cached_property
    def expanded_access(self) -> tuple[str, str] | None:
        """The page of its expanded access, here if readers have it, else in the registry."""
        number = self.trial.expanded_access_id
        if not number:
            return None
        here = Trial.objects.published().filter(registrations__number=number).first()
        there = TrialRegistration(registry="NCT", number=number).url
        return number, here.get_absolute_url() if here else there

    # Where
    @cached_property
    def _sites(self) -> list[TrialSite]:
        return list(self.trial.sites.all()[: SITES + 1])

    @property
    def has_more_sites(self) -> bool:
        return len(self._sites) > SITES

    @property
    def folds_sites(self) -> bool:
        return len(self._sites) > MANY_SITES

    @cached_property
    def countries(self) -> list[Country]:
        """From A to Z; those without a country last."""
        found: dict[str, list[Site]] = {}
        for site in self._sites[:SITES]:
            name = countries.name(site.country.code) if site.country else ""
            status = Status(site.status).label if site.status else ""
            town = ", ".join(filter(None, dict.fromkeys([site.city, site.region])))
            here = Site(site.facility or "A site without a name", town, status)
            found.setdefault(name or site.country_raw, []).append(here)
        named = sorted(found.items(), key=lambda pair: (not pair[0], pair[0]))
        return [Country(name or "Country not said", sites) for name, sites in named]

    # What became of it
    @cached_property
    def changes(self) -> list[Change]:
        events = self.trial.events.filter(kind__in=TOLD)[:CHANGES]
        return [change for event in events if (change := _change(event))]

    @cached_property
    def articles(self) -> list[Article]:
        """Those that cite it by one of its ids."""
        numbers = [each.number for each in self.registrations]
        citing = Article.objects.for_list(AnonymousUser()).filter(
            live__citations__source__registry_id__in=numbers
        )
        return list(citing.distinct())


def _change(event: TrialEvent) -> Change:
    kind = Kind(event.kind)
    on = event.registry_on or timezone.localdate(event.noticed_at)
    words = kind.label
    if kind in OF_STATUS and event.after:
        before = f"“{event.before_in_words}” became " if event.before else ""
        words = f"{before}“{event.after_in_words}”"
    return Change(on, words, event.reason)
