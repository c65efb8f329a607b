"""The editors' side of clinical trials: what is new, what it means, what readers see of it."""

from __future__ import annotations

from articles.admin.trials.events import TrialEventAdmin
from articles.admin.trials.trials import TrialAdmin

__all__ = ["TrialAdmin", "TrialEventAdmin"]
