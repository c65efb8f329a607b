"""How what members write is decided upon: what waits (`items`), what was decided (`decisions`), why
(`reasons`), and what members report (`flags`), each about one contribution (`about`)."""

from __future__ import annotations

from forum.models.moderation.about import TARGETS, AboutContribution
from forum.models.moderation.appeals import Appeal
from forum.models.moderation.claims import (
    CLAIM,
    AlreadyClaimed,
    ItemChanged,
    claim_next,
    claimable,
    written_by,
)
from forum.models.moderation.decisions import Decision
from forum.models.moderation.desk import DeskSettings, Distressing
from forum.models.moderation.events import ItemEvent
from forum.models.moderation.flags import Flag
from forum.models.moderation.items import DUE_WITHIN, AlreadyDecided, ReviewItem, TextChanged
from forum.models.moderation.reasons import Reason, ReasonMessage, Use
from forum.models.moderation.statements import Statement
from forum.screening import Severity

__all__ = [
    "CLAIM",
    "DUE_WITHIN",
    "TARGETS",
    "AboutContribution",
    "AlreadyClaimed",
    "AlreadyDecided",
    "Appeal",
    "Decision",
    "DeskSettings",
    "Distressing",
    "Flag",
    "ItemChanged",
    "ItemEvent",
    "Reason",
    "ReasonMessage",
    "ReviewItem",
    "Severity",
    "Statement",
    "TextChanged",
    "Use",
    "claim_next",
    "claimable",
    "written_by",
]
