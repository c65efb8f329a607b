"""Conditions and the curated articles about them.

An `Article` is what readers see. Its text is copied from a `Revision`, which never changes, and a
`SignOff` says which person reviewed exactly that revision.
"""

from __future__ import annotations

from articles.models.articles import Article, ArticleTopic
from articles.models.claims import Claim
from articles.models.conditions import Condition, ConditionCode, ConditionName
from articles.models.feedback import Feedback
from articles.models.glossary import GlossaryTerm
from articles.models.imports import ImportRecord
from articles.models.organisations import Organisation
from articles.models.pictures import Picture
from articles.models.publishing import Plan, Publication
from articles.models.requests import ArticleRequest
from articles.models.reviewing import Reviewer, ReviewPolicy, ReviewRequest, ReviewTask
from articles.models.revisions import MAX_BODY, Citation, Revision, SignOff
from articles.models.sources import Source, registry_url
from articles.models.treatments import STATUS_HOLDS, Treatment, TreatmentStatus
from articles.models.trials import (
    Trial,
    TrialCondition,
    TrialEvent,
    TrialIntervention,
    TrialPublication,
    TrialRegistration,
    TrialSite,
    TrialSnapshot,
    TrialSummary,
)

__all__ = [
    "MAX_BODY",
    "STATUS_HOLDS",
    "Article",
    "ArticleRequest",
    "ArticleTopic",
    "Citation",
    "Claim",
    "Condition",
    "ConditionCode",
    "ConditionName",
    "Feedback",
    "GlossaryTerm",
    "ImportRecord",
    "Organisation",
    "Picture",
    "Plan",
    "Publication",
    "ReviewPolicy",
    "ReviewRequest",
    "ReviewTask",
    "Reviewer",
    "Revision",
    "SignOff",
    "Source",
    "Treatment",
    "TreatmentStatus",
    "Trial",
    "TrialCondition",
    "TrialEvent",
    "TrialIntervention",
    "TrialPublication",
    "TrialRegistration",
    "TrialSite",
    "TrialSnapshot",
    "TrialSummary",
    "registry_url",
]
