"""What is filled in: by editors and reviewers at their desk, and by readers below a text."""

from __future__ import annotations
