"""What editors and clinical reviewers work with in the admin."""

from __future__ import annotations

from articles.desk.verbs import DeskAdmin
from portal.verbs import sent

__all__ = ["DeskAdmin", "sent"]
