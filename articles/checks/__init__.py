"""What keeps a text from being published, or asks for a second look."""

from __future__ import annotations

from articles.checks.findings import Finding, Refused, Severity, unanswered
from articles.checks.revision import check_revision

__all__ = ["Finding", "Refused", "Severity", "check_revision", "unanswered"]
