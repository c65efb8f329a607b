"""What the registry says of a study, in the words of its pages, for those who judge it."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format

from articles.models import Trial
from articles.trials.terms import Phase, Precision

Facts = list[tuple[str, list[tuple[str, str]]]]


def facts(trial: Trial) -> Facts:
    """Headings, each with what is known under it; what the record leaves out is left out."""
    found = [
        ("Where it stands", _status(trial)),
        ("What is done", _design(trial)),
        ("Who can take part", _people(trial)),
        ("Who is behind it", _sponsors(trial)),
        ("What the registry calls it", _terms(trial)),
    ]
    return [(heading, [row for row in rows if row[1]]) for heading, rows in found]


def _status(trial: Trial) -> list[tuple[str, str]]:
    last = trial.get_last_known_status_display() if trial.last_known_status else ""
    return [
        ("Status", " ".join(filter(None, [trial.get_status_display(), _quoted(trial.status_raw)]))),
        ("Before that", last),
        ("Why it stopped", trial.why_stopped),
        ("Last confirmed", day(trial.verified_on, trial.verified_precision)),
        ("Begins", day(trial.start_on, trial.start_precision, trial.start_is_estimate)),
        (
            "Main result expected",
            day(
                trial.primary_completion_on,
                trial.primary_completion_precision,
                trial.primary_completion_is_estimate,
            ),
        ),
        (
            "Ends",
            day(trial.completion_on, trial.completion_precision, trial.completion_is_estimate),
        ),
        ("First in the registry", day(trial.first_posted_on)),
        ("Changed in the registry", day(trial.updated_on)),
        ("Results", day(trial.results_posted_on) or ("Yes" if trial.has_results else "")),
        ("Entered by hand, by an editor", day(trial.entered_on)),
        ("Last seen by us", day(trial.seen_on)),
        ("Gone from the registry since", day(trial.gone_since)),
    ]


def _quoted(raw: str) -> str:
    return f"({raw})" if raw else ""


def _design(trial: Trial) -> list[tuple[str, str]]:
    people = f"{trial.enrolment:,} people" if trial.enrolment is not None else ""
    measured = [
        " – ".join(filter(None, [each.get("measure"), each.get("time_frame")]))
        for each in trial.primary_outcomes[:10]
    ]
    access = {True: "Yes", False: "No"}.get(trial.has_expanded_access, "")
    return [
        ("Kind", trial.get_study_type_display()),
        ("Phase", ", ".join(Phase(each).label for each in trial.phases)),
        ("Design", ", ".join(filter(None, _design_words(trial)))),
        ("Size", people + (" (planned)" if people and trial.enrolment_is_estimate else "")),
        ("What is measured", "; ".join(measured)),
        ("Expanded access", " ".join(filter(None, [access, trial.expanded_access_id]))),
    ]


def _design_words(trial: Trial) -> list[str]:
    masking = f"masking: {trial.masking}" if trial.masking else ""
    words = (trial.allocation, trial.intervention_model, masking)
    return [each.replace("_", " ").lower() for each in words if each not in {"", "NA"}]


def _people(trial: Trial) -> list[tuple[str, str]]:
    ages = [
        f"from {trial.min_age_raw}" if trial.min_age_raw else "",
        f"to {trial.max_age_raw}" if trial.max_age_raw else "",
    ]
    healthy = {True: "Also healthy people", False: "No healthy people"}
    return [
        ("Age", " ".join(filter(None, ages)) or "No limit is said"),
        ("Sex", trial.get_sex_display()),
        ("Volunteers", healthy.get(trial.healthy_volunteers, "")),
    ]


def _sponsors(trial: Trial) -> list[tuple[str, str]]:
    kind = f" ({trial.sponsor_class})" if trial.sponsor_class else ""
    return [
        ("Sponsor", trial.sponsor + kind if trial.sponsor else ""),
        ("With", ", ".join(trial.collaborators)),
    ]


def _terms(trial: Trial) -> list[tuple[str, str]]:
    return [
        ("Official title", trial.official_title),
        ("Short name", trial.acronym),
        ("Conditions", "; ".join(trial.condition_terms)),
        ("MeSH", ", ".join(trial.mesh_ids)),
        ("Keywords", "; ".join(trial.keywords)),
        ("Papers (PubMed)", ", ".join(trial.pmids)),
    ]


_FORMATS = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}


def day(on: date | None, exact_to: str = Precision.DAY, is_estimate: bool = False) -> str:
    """As exact as the registry has it."""
    if on is None:
        return ""
    return date_format(on, _FORMATS[exact_to]) + (" (planned)" if is_estimate else "")
