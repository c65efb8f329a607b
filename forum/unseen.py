"""Nothing stays unseen: once a day moderators are told what nobody has answered in 48 hours."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from forum.models import Question
from portal.models import Notification, User
from portal.notifications import notify
from portal.roles import MODERATOR

KIND = "unanswered"


def daily() -> None:
    """Tell each moderator how many there are, once a day, and nothing when there is none."""
    count = Question.objects.published().unanswered_long().count()
    if not count:
        return
    told = Notification.objects.filter(kind=KIND, created_at__date=timezone.localdate())
    for moderator in moderators().exclude(pk__in=told.values("recipient")):
        notify(
            moderator,
            kind=KIND,
            title=f"{count} question{'' if count == 1 else 's'} without an answer for 48 hours",
            url=reverse("forum:unanswered-long"),
        )


def moderators() -> QuerySet[User]:
    """Those who can come in and decide."""
    may = Q(groups__name=MODERATOR) | Q(is_superuser=True)
    return User.objects.filter(may, is_staff=True, is_active=True).distinct().order_by("pk")
