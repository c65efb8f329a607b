"""Who moderates, who leads them, and whose turn it is when nobody is on call."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from forum import models as forum  # they import this package by way of the queue
from portal.models import User

#: Of so many who were last active, the one who was alerted longest ago is next.
LAST_ACTIVE = 5


def who_may(codename: str) -> QuerySet[User]:
    """Those who can come into the admin with this permission of the forum."""
    granted = Q(
        groups__permissions__codename=codename,
        groups__permissions__content_type__app_label="forum",
    )
    able = User.objects.filter(granted | Q(is_superuser=True), is_staff=True, is_active=True)
    return able.distinct().order_by("pk")


def moderators() -> QuerySet[User]:
    return who_may("moderate")


def lead_moderators() -> QuerySet[User]:
    """Those who plan the rota; where a site has appointed nobody for that, the administrators."""
    leads = who_may("keep_rota")
    appointed = leads.filter(is_superuser=False)
    return appointed if appointed.exists() else leads


def next_in_turn(*, but: Iterable[int]) -> User | None:
    """Nobody is on call: somebody who was here lately, and not always the same one."""
    decided = forum.Decision.objects.filter(by=OuterRef("pk")).order_by().values("by")
    alerted = forum.AlertMail.objects.filter(moderator=OuterRef("pk")).order_by()
    lately = list(
        moderators()
        .filter(is_superuser=False)
        .exclude(pk__in=list(but))
        .annotate(
            active=Greatest(
                Coalesce("last_login", "date_joined"),
                Subquery(decided.annotate(last=Max("at")).values("last")),
            ),
            alerted=Subquery(
                alerted.values("moderator").annotate(last=Max("created_at")).values("last")
            ),
        )
        .order_by(F("active").desc(), "pk")[:LAST_ACTIVE]
    )
    return min(lately, key=lambda one: (one.alerted is not None, one.alerted), default=None)
