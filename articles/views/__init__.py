"""Conditions and articles as readers meet them, and the pages around them."""

from __future__ import annotations

from articles.views.feedback import feedback
from articles.views.glossary import glossary
from articles.views.organisations import organisation_list
from articles.views.pictures import picture
from articles.views.reading import article, article_list, article_page, condition, condition_list
from articles.views.review_reading import review_link
from articles.views.treatments import treatment, treatment_list
from articles.views.trials import trial, trial_list

__all__ = [
    "article",
    "article_list",
    "article_page",
    "condition",
    "condition_list",
    "feedback",
    "glossary",
    "organisation_list",
    "picture",
    "review_link",
    "treatment",
    "treatment_list",
    "trial",
    "trial_list",
]
