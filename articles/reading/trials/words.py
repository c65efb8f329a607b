"""The registries' terms in plain words. What a word means is said; what it promises never is."""

from __future__ import annotations

from datetime import date

from articles.models import Trial
from articles.reading.treatments import day
from articles.trials.terms import Phase, Precision, Sex, Stage, Status

#: What a status means for a family.
MEANINGS: dict[str, str] = {
    Status.NOT_YET_RECRUITING: "It is planned. Nobody can join yet.",
    Status.RECRUITING: "It looks for people now. Not every site need be open.",
    Status.ENROLLING_BY_INVITATION: "The study team chooses whom it asks. Nobody can apply.",
    Status.ACTIVE_NOT_RECRUITING: "People take part in it, and it takes nobody new.",
    Status.SUSPENDED: "It was stopped for now and may go on.",
    Status.TERMINATED: "It was stopped for good before its planned end.",
    Status.COMPLETED: "It ended as planned. That says nothing about whether the treatment works.",
    Status.WITHDRAWN: "It was given up before the first person took part.",
    Status.UNKNOWN: "It should be over, and its sponsor has not said for long how it stands.",
    Status.AVAILABLE: "Doctors can ask for the treatment for people who cannot join a trial.",
    Status.NO_LONGER_AVAILABLE: "The treatment is not given in this way any more.",
    Status.TEMPORARILY_NOT_AVAILABLE: "The treatment is not given in this way for now.",
    Status.APPROVED_FOR_MARKETING: "A regulator has approved the treatment, so this way has ended.",
    Status.WITHHELD: "The sponsor does not show the record.",
    Status.OTHER: "The registry uses a word that we do not know. Please look there.",
}
PHASES: dict[str, str] = {
    Phase.EARLY_1: "a first try in very few people, with little of the treatment",
    Phase.PHASE_1: "mainly whether it is safe, often in few people",
    Phase.PHASE_2: "first signs of whether it works, and side effects",
    Phase.PHASE_3: "more on whether it works and is safe, often compared with something else",
    Phase.PHASE_4: "what happens after a regulator has approved it",
}
#: Of the registry's classes of a sponsor.
SPONSORS = {
    "INDUSTRY": "a company, which may earn money if the treatment is sold",
    "NIH": "part of the National Institutes of Health of the United States",
    "FED": "a federal agency of the United States",
    "OTHER_GOV": "a public authority",
    "NETWORK": "a network of research centres",
    "INDIV": "a person",
    "OTHER": "not a company: for example a university, a hospital or a charity",
}
SEXES: dict[str, str] = {
    Sex.ALL: "Any sex",
    Sex.FEMALE: "Girls and women only",
    Sex.MALE: "Boys and men only",
    Sex.UNSAID: "Not said",
}
STAGES: dict[str, str] = {
    Stage.PRESYMPTOMATIC: "before symptoms",
    Stage.EARLY: "first symptoms",
    Stage.ADVANCED: "later symptoms",
}


def ages(trial: Trial) -> str:
    """“from 6 months to 30 months”, with the registry's own numbers."""
    low = trial.min_age_raw.lower() if trial.min_age_days is not None else ""
    high = trial.max_age_raw.lower() if trial.max_age_days is not None else ""
    if low and high:
        return f"from {low} to {high}"
    if low:
        return f"from {low}, no upper limit said"
    return f"up to {high}, no lower limit said" if high else "not said"


def phases(trial: Trial) -> str:
    """“Phase 1 and phase 2”; nothing where there is none."""
    named = [Phase(phase).label.lower() for phase in trial.phases if phase != Phase.NA]
    return " and ".join(named).capitalize()


def stages(trial: Trial) -> str:
    found = trial.summary.stages if trial.summary else []
    return ", ".join(words for stage, words in STAGES.items() if stage in found) or "not said"


def when(on: date | None, precision: str, is_estimate: bool = False) -> str:
    """“October 2026 (planned)”."""
    if on is None:
        return ""
    return day(on, precision) + (" (planned)" if is_estimate else "")


def confirmed(trial: Trial) -> str:
    """When the sponsor last confirmed the record, as exact as it is known."""
    return when(trial.verified_on, trial.verified_precision)


def confirmed_in(trial: Trial) -> str:
    """The same behind a verb: “on 3 October 2026”, “in October 2026”."""
    word = "on" if trial.verified_precision == Precision.DAY else "in"
    return f"{word} {confirmed(trial)}" if trial.verified_on else ""
