"""The registries' terms, as ClinicalTrials.gov's API v2 has them, and what families are told."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models


class Registry(models.TextChoices):
    """Where a study can be registered. A study may be in several, under an id in each."""

    NCT = "NCT", "ClinicalTrials.gov"
    CTIS = "CTIS", "EU Clinical Trials (CTIS)"
    EUDRACT = "EudraCT", "EU Clinical Trials Register (EudraCT)"
    ISRCTN = "ISRCTN", "ISRCTN registry"
    OTHER = "other", "Another registry"


class Status(models.TextChoices):
    """Where a study stands. OTHER: the registry says something that we do not know."""

    NOT_YET_RECRUITING = "not yet recruiting", "Not yet recruiting"
    RECRUITING = "recruiting", "Recruiting"
    ENROLLING_BY_INVITATION = "by invitation", "By invitation only"
    ACTIVE_NOT_RECRUITING = "active", "Going on, recruiting nobody new"
    SUSPENDED = "suspended", "Paused"
    TERMINATED = "terminated", "Stopped early"
    COMPLETED = "completed", "Completed"
    WITHDRAWN = "withdrawn", "Withdrawn before anybody took part"
    UNKNOWN = "unknown", "Unknown: the registry has heard nothing for long"
    AVAILABLE = "available", "Available (expanded access)"
    NO_LONGER_AVAILABLE = "no longer available", "No longer available (expanded access)"
    TEMPORARILY_NOT_AVAILABLE = "not available now", "Not available now (expanded access)"
    APPROVED_FOR_MARKETING = "approved", "Approved for sale (expanded access ended)"
    WITHHELD = "withheld", "Withheld by the sponsor"
    OTHER = "other", "Something that we do not know yet"


class StudyType(models.TextChoices):
    """What is done with those who take part."""

    INTERVENTIONAL = "interventional", "Tries a treatment"
    OBSERVATIONAL = "observational", "Observes, without trying a treatment"
    EXPANDED_ACCESS = "expanded access", "Expanded access (compassionate use)"
    OTHER = "other", "Not said"


class Phase(models.TextChoices):
    """How far a treatment has come. A study can be in two at once."""

    NA = "NA", "No phase"
    EARLY_1 = "early 1", "Early phase 1"
    PHASE_1 = "1", "Phase 1"
    PHASE_2 = "2", "Phase 2"
    PHASE_3 = "3", "Phase 3"
    PHASE_4 = "4", "Phase 4"


class Sex(models.TextChoices):
    ALL = "all", "Any sex"
    FEMALE = "female", "Female only"
    MALE = "male", "Male only"
    UNSAID = "", "Not said"


class InterventionKind(models.TextChoices):
    """What is tried, in the registry's kinds."""

    DRUG = "drug", "Medicine"
    BIOLOGICAL = "biological", "Biological"
    GENETIC = "genetic", "Gene therapy"
    PROCEDURE = "procedure", "Procedure"
    DEVICE = "device", "Device"
    RADIATION = "radiation", "Radiation"
    BEHAVIORAL = "behavioral", "Behaviour or training"
    DIETARY_SUPPLEMENT = "dietary supplement", "Food supplement"
    DIAGNOSTIC_TEST = "diagnostic test", "Test"
    COMBINATION_PRODUCT = "combination product", "Combined product"
    OTHER = "other", "Something else"


class Precision(models.TextChoices):
    """How exact a registry's date is. A month is kept as its first day."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    YEAR = "year", "Year"


class Stage(models.TextChoices):
    """At which stage of a condition a study takes people, as an editor reads its criteria."""

    PRESYMPTOMATIC = "presymptomatic", "Before symptoms"
    EARLY = "early", "First symptoms"
    ADVANCED = "advanced", "Later"


#: Exactly what the word says: an invitation is not something that a family can ask for.
RECRUITING = frozenset({Status.RECRUITING})
#: Nobody is treated in it any more, or ever was.
ENDED = frozenset({Status.TERMINATED, Status.COMPLETED, Status.WITHDRAWN})
#: Nobody can join any more, in a study or in expanded access.
OVER = ENDED | {Status.NO_LONGER_AVAILABLE, Status.APPROVED_FOR_MARKETING, Status.WITHHELD}
#: Years after which a sponsor's word that the record is right has grown old.
CONFIRMED_FOR = 2
#: The portal itself should look into the registry more often than this.
SEEN_FOR = timedelta(days=30)


def long_ago(today: date) -> date:
    """What was confirmed before this day is old. The 29th of February counts as the 28th."""
    return today.replace(
        year=today.year - CONFIRMED_FOR, day=min(today.day, 28) if today.month == 2 else today.day
    )
