"""The desk of editors and clinical reviewers."""

from __future__ import annotations

from articles.admin.articles import ArticleAdmin
from articles.admin.conditions import ConditionAdmin
from articles.admin.feedback import FeedbackAdmin
from articles.admin.glossary import GlossaryTermAdmin
from articles.admin.organisations import OrganisationAdmin
from articles.admin.pictures import PictureAdmin
from articles.admin.requests import ArticleRequestAdmin
from articles.admin.reviewing import ReviewerAdmin, ReviewPolicyAdmin, ReviewRequestAdmin
from articles.admin.sources import SourceAdmin
from articles.admin.tasks import ReviewTaskAdmin
from articles.admin.treatments import TreatmentAdmin, TreatmentStatusAdmin
from articles.admin.trials import TrialAdmin, TrialEventAdmin

__all__ = [
    "ArticleAdmin",
    "ArticleRequestAdmin",
    "ConditionAdmin",
    "FeedbackAdmin",
    "GlossaryTermAdmin",
    "OrganisationAdmin",
    "PictureAdmin",
    "ReviewPolicyAdmin",
    "ReviewRequestAdmin",
    "ReviewTaskAdmin",
    "ReviewerAdmin",
    "SourceAdmin",
    "TreatmentAdmin",
    "TreatmentStatusAdmin",
    "TrialAdmin",
    "TrialEventAdmin",
]
