"""What stands against letting readers see a study in an editor's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from articles import models as articles  # they import this module: their names are read when used
from articles.checks import wording
from articles.checks.findings import Finding, Severity
from articles.checks.text import Text

B, W = Severity.BLOCKS, Severity.WARNS


def check_trial(trial: articles.Trial, summary: articles.TrialSummary | None) -> list[Finding]:
    """Every finding, what blocks first."""
    found = [*_known(trial, summary), *(_worded(summary) if summary else ())]
    return sorted(found, key=lambda finding: not finding.blocks)


def _known(trial: articles.Trial, summary: articles.TrialSummary | None) -> Iterator[Finding]:
    if summary is None:
        yield Finding(
            "TRIAL-UNEXPLAINED", B, "Plain words",
            "Nobody has put it in plain words yet. Readers never see the registry’s text as ours.",
        )  # fmt: skip
    elif trial.snapshots.filter(pk__gt=summary.snapshot_id or 0).exists():
        yield Finding(
            "TRIAL-BEHIND", W, "Plain words",
            "The registry has said something new since these words were written. Look at what "
            "has changed, and write them anew if they no longer hold.",
        )  # fmt: skip
    if not trial.matches.filter(state="confirmed").exists():
        yield Finding(
            "TRIAL-ABOUT", B, "Conditions",
            "No condition of ours is confirmed, so nobody would find it. Confirm one, or add one.",
        )  # fmt: skip
    if trial.gone_since:
        yield Finding(
            "TRIAL-GONE", W, "Registry",
            "The registry does not have this study any more. Readers would be told so.",
        )  # fmt: skip


def _worded(summary: articles.TrialSummary) -> Iterator[Finding]:
    """The wordings that mislead, as in articles: adverts, false hope, what nobody can date."""
    for where, title, words in (
        ("Plain words", summary.title, summary.summary),
        ("Taking part", "", summary.taking_part),
    ):
        for finding in wording.check(Text(kind="trial", title=title, summary="", body=words)):
            place = finding.where if finding.where == "Title" else where
            yield replace(finding, where=place)
