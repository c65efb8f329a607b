"""What keeps a text from being published, or asks for a second look."""

from __future__ import annotations

from articles.checks.findings import Finding, Refused, Severity, unanswered
from articles.checks.revision import check_revision
from articles.checks.text import SourceFacts, Text
from articles.checks.text_checks import check_text

__all__ = [
    "Finding",
    "Refused",
    "Severity",
    "SourceFacts",
    "Text",
    "check_revision",
    "check_text",
    "unanswered",
]
