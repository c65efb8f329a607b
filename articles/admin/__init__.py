"""The desk of editors and clinical reviewers."""

from __future__ import annotations

from articles.admin.articles import ArticleAdmin
from articles.admin.conditions import ConditionAdmin
from articles.admin.sources import SourceAdmin

__all__ = ["ArticleAdmin", "ConditionAdmin", "SourceAdmin"]
