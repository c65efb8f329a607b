"""Nobody reads about despair all day: after some such items the portal asks somebody else.

It forbids nothing and hides nothing. The list always shows everything, and whoever wants to can
open it; only "next" and alerts lead elsewhere.
"""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from forum import models as forum  # they import this package by way of the queue
from portal.models import User

#: What makes an item hard to read, whoever noticed it.
KIND = "crisis"


def distressing(items: QuerySet) -> QuerySet:
    """Those of these items in which somebody noticed a crisis, or about which there is a case."""
    reported = forum.Flag.objects.filter(item=OuterRef("pk"), reason=KIND)
    case = forum.SafeguardingCase.objects.filter(item=OuterRef("pk"))
    return items.filter(Q(findings__contains=[{"kind": KIND}]) | Exists(reported) | Exists(case))


def tired() -> set[int]:
    """The moderators who have decided on as many today as they should."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    items = distressing(forum.ReviewItem.objects.filter(decisions__at__gte=midnight))
    decided = forum.Decision.objects.filter(at__gte=midnight, item__in=items.values("pk"))
    counted = (
        decided.order_by()
        .values("by")
        .annotate(
            count=Count("item", distinct=True),
            most=Least(
                Coalesce(F("by__duty_limit__most"), settings.DISTRESSING_A_DAY),
                settings.DISTRESSING_A_DAY,
            ),
        )
    )
    return {row["by"] for row in counted if row["count"] >= row["most"]}


def limit_of(moderator: User) -> int:
    own = forum.DutyLimit.objects.filter(moderator=moderator).values_list("most", flat=True).first()
    return settings.DISTRESSING_A_DAY if own is None else min(own, settings.DISTRESSING_A_DAY)


def needs_rest(moderator: User) -> bool:
    return moderator.pk in tired()


def offered_to(moderator: User, items: QuerySet) -> QuerySet:
    """What "next" may lead this moderator to."""
    if not needs_rest(moderator):
        return items
    return items.exclude(pk__in=distressing(forum.ReviewItem.objects.open()).values("pk"))
