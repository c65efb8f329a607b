"""How well we know a member, and what of theirs a moderator reads before others do.

What need not wait is public at once and read afterwards: an open review item stays, due later.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, IntegerField, OuterRef, Q, TextChoices
from django.utils import timezone

from forum import models as forum  # they import this module by way of others
from forum.screening import Finding, Severity
from forum.screening.actions import LEAST, Action
from portal.models import User
from portal.states import IllegalMove


class Level(TextChoices):
    NEW = "new", "New here"
    MEMBER = "member", "Member"
    TRUSTED = "trusted", "Trusted"
    CLINICIAN = "clinician", "Verified clinician"
    RESTRICTED = "restricted", "Restricted"


#: Somebody is new until this long after joining, and until this many contributions are public.
TRIAL, APPROVED = timedelta(days=3), 2
#: How long a moderator has for what is public at once.
AFTERWARDS = timedelta(days=3)
#: Of whom a first link or picture needs no look before others see it.
KNOWN = frozenset({Level.TRUSTED, Level.CLINICIAN})
#: From which severity on what screening notices is read first; for other kinds from HIGH on.
HOLDS = {
    "emergency": Severity.ORDINARY,
    "crisis": Severity.ORDINARY,
    "personal-data": Severity.ORDINARY,
    "promotion": Severity.ORDINARY,
    "spam": Severity.ORDINARY,
    "dosing": Severity.ORDINARY,
    "look-alike": Severity.RAISED,
}
#: What waits the first time somebody shows it.
FIRSTS = ("link", "picture")
#: What nobody has to wait with until something else is read.
NEVER_LATER = frozenset({"emergency", "crisis", "despair"})
#: The kinds of contributions that say how well we know their author.
COUNTED = ("question", "answer", "comment")


def levels_of(members: Iterable[User]) -> dict[int, Level]:
    """The level of each member by key, in one query for all: lists ask this once."""
    rows = User.objects.filter(pk__in=[member.pk for member in members])
    rows = rows.annotate(
        held=Exists(forum.Measure.objects.in_force().filter(member=OuterRef("pk"))),
        trusted=Exists(forum.TrustGrant.objects.in_force().filter(member=OuterRef("pk"))),
        moderates=Exists(
            Permission.objects.filter(
                group__user=OuterRef("pk"),
                codename="moderate",
                content_type__app_label="forum",
            )
        ),
        **{f"{kind}s_shown": _some_shown(kind) for kind in COUNTED},
    )
    return {row.pk: _level(row) for row in rows}


def level_of(member: User) -> Level:
    return levels_of([member])[member.pk]


def _some_shown(kind: str) -> Func:
    """How many of the outer member's contributions are public, counted no further than needed."""
    shown = forum.ReviewItem._meta.get_field(kind).related_model.objects.published()
    few = shown.filter(author=OuterRef("pk")).order_by().values("pk")[:APPROVED]
    return Func(ArraySubquery(few), function="cardinality", output_field=IntegerField())


def _level(row: User) -> Level:
    if row.held:
        return Level.RESTRICTED
    if row.badge == User.Badge.CLINICIAN:
        return Level.CLINICIAN
    if row.trusted or (row.is_staff and (row.moderates or row.is_superuser)):
        return Level.TRUSTED
    if row.badge:  # an organisation that was checked
        return Level.MEMBER
    shown = sum(getattr(row, f"{kind}s_shown") for kind in COUNTED)
    new = row.date_joined > timezone.now() - TRIAL or shown < APPROVED
    return Level.NEW if new else Level.MEMBER


def on_trial(member: User) -> bool:
    """Whether whatever this member writes waits for a moderator."""
    return level_of(member) in {Level.NEW, Level.RESTRICTED}


class OneAtATime(IllegalMove):
    """Somebody new has something waiting already."""


def wait_your_turn(member: User, findings: Iterable[Finding]) -> None:
    """Raises OneAtATime where somebody new sends more while a first text waits.

    Whoever is in need is never kept from it. Of two forms at once, one is the second.
    """
    most = settings.NEW_MEMBERS_WAITING
    if not most or any(finding.kind in NEVER_LATER for finding in findings):
        return
    User.objects.select_for_update(no_key=True).get(pk=member.pk)
    if level_of(member) == Level.NEW and _waiting(member) >= most:
        raise OneAtATime(
            "Your first contribution still waits for a moderator. As soon as one has read it you "
            "can send more. What you have typed is kept as a draft."
        )


def _waiting(member: User) -> int:
    kinds = [forum.ReviewItem._meta.get_field(kind).related_model for kind in COUNTED]
    return sum(kind.objects.filter(author=member, state="pending").count() for kind in kinds)


def must_wait(contribution: forum.Contribution, findings: Iterable[Finding]) -> bool:
    """Whether a moderator reads this before others do."""
    author = contribution.author
    if settings.FORUM_HOLD_ALL or author is None:
        return True
    level = level_of(author)
    if level in {Level.NEW, Level.RESTRICTED}:
        return True
    findings = list(findings)
    if any(_holds(finding, level) for finding in findings):
        return True
    firsts = {finding.kind for finding in findings}.intersection(FIRSTS)
    return level not in KNOWN and any(not _has_shown(author, kind) for kind in firsts)


def _holds(finding: Finding, level: Level) -> bool:
    if finding.action in LEAST:  # as administrators want it, whoever wrote it
        return True
    if finding.action == Action.NOTE:
        return False
    if finding.kind == "dosing" and level == Level.CLINICIAN:
        return False
    return finding.severity >= HOLDS.get(finding.kind, Severity.HIGH)


def _has_shown(author: User, finding: str) -> bool:
    """Whether something of theirs is public in which this was noticed before."""
    noticed = forum.ReviewItem.objects.filter(findings__contains=[{"kind": finding}])
    return any(
        noticed.filter(Q(**{f"{kind}__author": author, f"{kind}__state": "published"})).exists()
        for kind in COUNTED
    )
