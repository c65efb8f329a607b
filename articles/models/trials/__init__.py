"""Clinical trials: what registries say of them, what people have added, and what has changed."""

from __future__ import annotations

from articles.models.trials.events import TrialEvent
from articles.models.trials.matches import TrialCondition, TrialIntervention
from articles.models.trials.publications import TrialPublication
from articles.models.trials.records import TrialRegistration, TrialSite, TrialSnapshot
from articles.models.trials.summaries import TrialSummary
from articles.models.trials.trials import Trial

__all__ = [
    "Trial",
    "TrialCondition",
    "TrialEvent",
    "TrialIntervention",
    "TrialPublication",
    "TrialRegistration",
    "TrialSite",
    "TrialSnapshot",
    "TrialSummary",
]
