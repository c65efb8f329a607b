"""Whether a member may write, and whether what they write waits."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from forum import models as forum  # they import this module by way of others
from portal.models import User


def in_force(member: User | AnonymousUser) -> list[forum.Measure]:
    """What holds now, the gravest first."""
    if not member.is_authenticated:
        return []
    return sorted(member.measures.in_force(), key=lambda one: one.kind, reverse=True)


def suspension(member: User | AnonymousUser) -> forum.Measure | None:
    """Why this member cannot write, if they cannot."""
    return next((one for one in in_force(member) if one.kind == "suspend"), None)
