"""Whose first steps a moderator still accompanies."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from forum import models as forum  # they import this module by way of others
from portal.models import User

#: Somebody is on trial until this long after joining, and until this many contributions are public.
TRIAL, APPROVED = timedelta(days=3), 2


def on_trial(member: User) -> bool:
    """Whether what this member changes waits for a moderator. Verified professionals are known."""
    if member.badge or member.has_perm("forum.moderate"):
        return False
    if member.date_joined > timezone.now() - TRIAL:
        return True
    kinds = (forum.Question, forum.Answer, forum.Comment)
    approved = (kind.objects.published().filter(author=member)[:APPROVED].count() for kind in kinds)
    return sum(approved) < APPROVED
