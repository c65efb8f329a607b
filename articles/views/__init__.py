"""Conditions and articles as readers meet them, and the pages around them."""

from __future__ import annotations

from articles.views.reading import article, article_list, article_page, condition, condition_list

__all__ = ["article", "article_list", "article_page", "condition", "condition_list"]
