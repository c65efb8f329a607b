"""Conditions and the curated articles about them.

An `Article` is what readers see. Its text is copied from a `Revision`, which never changes, and a
`SignOff` says which person reviewed exactly that revision.
"""

from __future__ import annotations

from articles.models.articles import Article, ArticleTopic
from articles.models.conditions import Condition, ConditionCode, ConditionName
from articles.models.imports import ImportRecord
from articles.models.revisions import MAX_BODY, Citation, Revision, SignOff
from articles.models.sources import Source, registry_url

__all__ = [
    "MAX_BODY",
    "Article",
    "ArticleTopic",
    "Citation",
    "Condition",
    "ConditionCode",
    "ConditionName",
    "ImportRecord",
    "Revision",
    "SignOff",
    "Source",
    "registry_url",
]
