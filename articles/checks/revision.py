"""All checks of one stored revision."""

from __future__ import annotations

from articles import citations, signing
from articles import models as articles  # they import this module: their names are read when used
from articles.checks.findings import Finding, Severity


def check_revision(revision: articles.Revision) -> list[Finding]:
    """Every finding, what blocks first."""
    findings = []
    if missing := citations.dangling(revision):
        findings.append(
            Finding(
                "SRC-DANGLING",
                Severity.BLOCKS,
                "Text",
                "These citations have no source. Add the sources, or correct the keys.",
                ", ".join(missing),
            )
        )
    if signing.standing(revision) is None:
        findings.append(
            Finding(
                "SIGN-MISSING",
                Severity.BLOCKS,
                "Review",
                "No clinician has signed this text. Ask a reviewer to sign it.",
            )
        )
    return findings
