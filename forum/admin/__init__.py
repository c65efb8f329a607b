"""The forum as moderators meet it: the queue (`queue`), and what is on record (`records`)."""

from __future__ import annotations

from forum.admin.appeals import AppealAdmin
from forum.admin.bereavements import BereavementAdmin
from forum.admin.help_lines import HelpLineAdmin
from forum.admin.measures import MeasureAdmin
from forum.admin.members import AuditEventAdmin, StaffNoteAdmin
from forum.admin.outside import PrivacyRequestAdmin
from forum.admin.queue import ReviewItemAdmin
from forum.admin.reasons import ReasonAdmin
from forum.admin.records import (
    AnswerAdmin,
    ArticleCommentAdmin,
    CommentAdmin,
    DecisionAdmin,
    DeflectionAdmin,
    QuestionAdmin,
)
from forum.admin.safeguarding import GuidanceAdmin, SafeguardingCaseAdmin
from forum.admin.screening_rules import (
    ScreeningKindAdmin,
    ScreeningRuleAdmin,
    WatchedEntityAdmin,
)
from forum.admin.shifts import ShiftAdmin
from forum.admin.sweeping import SweepAdmin
from forum.admin.trusting import TrustGrantAdmin

__all__ = [
    "AnswerAdmin",
    "AppealAdmin",
    "ArticleCommentAdmin",
    "AuditEventAdmin",
    "BereavementAdmin",
    "CommentAdmin",
    "DecisionAdmin",
    "DeflectionAdmin",
    "GuidanceAdmin",
    "HelpLineAdmin",
    "MeasureAdmin",
    "PrivacyRequestAdmin",
    "QuestionAdmin",
    "ReasonAdmin",
    "ReviewItemAdmin",
    "SafeguardingCaseAdmin",
    "ScreeningKindAdmin",
    "ScreeningRuleAdmin",
    "ShiftAdmin",
    "StaffNoteAdmin",
    "SweepAdmin",
    "TrustGrantAdmin",
    "WatchedEntityAdmin",
]
