"""Nothing stays unseen: once a day moderators are told what is overdue, and what nobody has
answered in 48 hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from forum.duty.people import moderators
from forum.models import Question, ReviewItem
from portal.models import Counter, Notification
from portal.notifications import notify

#: The words of the mail: with and without something overdue.
OVERDUE, KIND = "overdue", "unanswered"


@transaction.atomic
def daily() -> None:
    """Tell each moderator how many there are, once a day, and nothing when there is none."""
    unanswered = Question.objects.published().unanswered_long().count()
    overdue = ReviewItem.objects.open().filter(due_at__lt=timezone.now()).count()
    if not (unanswered or overdue):
        return
    _one_worker_at_a_time()
    kind = OVERDUE if overdue else KIND
    told = Notification.objects.filter(
        kind__in=[OVERDUE, KIND], created_at__date=timezone.localdate()
    )
    for moderator in moderators().exclude(pk__in=told.values("recipient")):
        notify(
            moderator,
            kind=kind,
            title=_title(overdue, unanswered),
            url=reverse("admin:index" if overdue else "forum:unanswered-long"),
        )


def _title(overdue: int, unanswered: int) -> str:
    late = f"{overdue} item{'' if overdue == 1 else 's'} overdue"
    silent = f"{unanswered} question{'' if unanswered == 1 else 's'} without an answer for 48 hours"
    return ", ".join([late] * bool(overdue) + [silent] * bool(unanswered))


def _one_worker_at_a_time() -> None:
    """Another one waits here, and then sees whom this one has told."""
    today = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    Counter.objects.select_for_update().get_or_create(
        key="forum.unseen", period_starts=today,
        defaults={"period_ends": today + timedelta(days=1)},
    )  # fmt: skip
