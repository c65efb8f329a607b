"""What cannot wait: who is told at once, who next, and who when it is overdue.

A step is a row that exists once (`Alert`), so two workers cannot both take it. Whom it concerns
finds a note in the inbox at once and one mail, which collects what else came within a quarter of an
hour. Neither says a word of the text, nor what is suspected.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from forum import models as forum  # they import this module by way of the queue
from forum.duty import people, rest, rota
from forum.screening import Severity
from portal.models import Notification, Pace, User
from portal.notifications import again_later, notify, send, thread_of

if TYPE_CHECKING:
    from forum.models import Alert, AlertMail, ReviewItem, SafeguardingCase

KIND = "urgent"
OPENED, HALFWAY, OVERDUE, ESCALATED = "opened", "halfway", "overdue", "escalated"
#: One mail to one moderator in this time; the next collects what came meanwhile.
QUIET_FOR = timedelta(minutes=15)
#: Items that one round looks at; the next minute looks at what is left.
MOST_AT_ONCE = 200
TITLES = {
    OPENED: "Something urgent waits for a decision",
    HALFWAY: "Something urgent waits, and nobody has taken it yet",
    OVERDUE: "Something urgent is overdue",
    ESCALATED: "A moderator asks for a second one",
}


def alert(item: ReviewItem, *, by: User | None = None) -> None:
    """Tell whoever is on call that this item is urgent now, or that `by` asks for a second look."""
    take(item, ESCALATED if by else OPENED, but=by)


@transaction.atomic
def take(item: ReviewItem, step: str, *, but: User | None = None) -> None:
    """Take this step for this item, unless somebody has."""
    if step == ESCALATED:
        taken, created = forum.Alert.objects.create(item=item, step=step), True
    else:
        taken, created = forum.Alert.objects.get_or_create(item=item, step=step)
    if created:
        kept_out = {item.target.author_id, but and but.pk} - {None}
        for moderator in whom(step, item, but=kept_out):
            tell(moderator, taken)


def whom(step: str, item: ReviewItem, *, but: set[int]) -> Iterable[User]:
    """On call first; else somebody who was here lately, and the leads. Nobody judges their own.

    Whoever has read enough about despair today is asked only if there is nobody else.
    """
    spared = but | (rest.tired() if is_distressing(item) else set())
    return _whom(step, item, but=spared) or _whom(step, item, but=but)


def is_distressing(item: ReviewItem) -> bool:
    return rest.distressing(forum.ReviewItem.objects.filter(pk=item.pk)).exists()


def _whom(step: str, item: ReviewItem, *, but: set[int]) -> Iterable[User]:
    able = people.moderators().exclude(pk__in=but)
    leads = list(people.lead_moderators().exclude(pk__in=but)) or list(able)
    if step == OVERDUE:
        return leads
    may = set(able.values_list("pk", flat=True))
    here = [one for one in rota.on_call() if one.pk in may]
    if step == HALFWAY:
        told = set(User.objects.filter(alert_mails__alert__item=item).values_list("pk", flat=True))
        fresh = [one for one in here if one.pk not in told][:1]
        another = fresh or [people.next_in_turn(but=but | told)]
        return [one for one in another if one] or leads
    return here or {people.next_in_turn(but=but), *leads} - {None}


def ask_second(case: SafeguardingCase, *, by: User) -> None:
    """Tell whoever is on call, or leads, that a case waits for somebody other than `by`."""
    for moderator in whom(ESCALATED, case.item, but={case.item.target.author_id, by.pk} - {None}):
        notify(
            moderator,
            kind="case_second",
            title=f"{case} waits for a second moderator",
            url=reverse("admin:forum_safeguardingcase_change", args=[case.pk]),
        )


def tell(moderator: User, taken: Alert) -> None:
    """A note in the inbox now, and the mail as soon as the last one is a while ago."""
    item = taken.item
    Notification.objects.create(
        recipient=moderator,
        kind=KIND,
        thread=thread_of(item),
        title=f"{TITLES[taken.step]}: due {due(item.due_at)}",
        url=address(item),
        mail=Pace.NEVER,
    )
    forum.AlertMail.objects.create(alert=taken, moderator=moderator)
    mail_alerts.enqueue(moderator.pk)


@task()
def mail_alerts(moderator: int, attempt: int = 1) -> None:
    """One mail about all that waits for this moderator, or a later try while the last is fresh."""
    with again_later(mail_alerts, moderator, attempt=attempt):
        later = deliver(moderator)
    if later:
        mail_alerts.using(run_after=later).enqueue(moderator)


@transaction.atomic
def deliver(pk: int) -> datetime | None:
    """Send what waits for one moderator; or when to try again, if they were mailed just now."""
    moderator = User.objects.select_for_update(no_key=True).get(pk=pk)  # one worker at a time
    waiting = moderator.alert_mails.filter(done_at=None)
    mails = list(waiting.select_related("alert__item").order_by("alert__item__due_at", "pk"))
    needed = [mail for mail in mails if mail.alert.item.is_open and moderator.is_active]
    now = timezone.now()
    waiting.exclude(pk__in=[mail.pk for mail in needed]).update(done_at=now)
    if not needed:
        return None
    lately = moderator.alert_mails.filter(emailed_at__gt=now - QUIET_FOR)
    if last := lately.order_by("emailed_at").last():
        return last.emailed_at + QUIET_FOR
    moderator.alert_mails.filter(pk__in=[each.pk for each in needed]).update(
        done_at=now, emailed_at=now
    )
    send(KIND, to=moderator.email, context=contents(needed))
    return None


def contents(mails: list[AlertMail]) -> dict[str, object]:
    """How much waits, until when, and where. Nothing of what it is."""
    items = list({mail.alert.item_id: mail.alert.item for mail in mails}.values())
    one = address(items[0]) if len(items) == 1 else reverse("admin:forum_reviewitem_changelist")
    return {
        "count": len(items),
        "due": due(items[0].due_at),
        "step": max(mails, key=lambda mail: mail.alert.at).alert.step,
        "url": settings.SITE_URL + one,
    }


def due(at: datetime) -> str:
    """`14:20, Berlin time (UTC+01:00)`: with the day where it is not today."""
    local = timezone.localtime(at)
    day = "" if local.date() == timezone.localdate() else f"{local:%Y-%m-%d} "
    return f"{day}{local:%H:%M}, {rota.zone_in_words(at)}"


def address(item: ReviewItem) -> str:
    return f"{reverse('admin:forum_reviewitem_decide')}?item={item.pk}"


# --- As time passes -----------------------------------------------------------------------------
def every_minute() -> None:
    """Take the steps whose time has come, and put away the notes of what is decided."""
    pressing = forum.ReviewItem.objects.open().filter(severity=Severity.URGENT)
    left = pressing.exclude(alerts__step=OVERDUE).prefetch_related("alerts")
    for item in left.order_by("due_at", "pk")[:MOST_AT_ONCE]:
        if step := step_due(item):
            take(item, step)
    put_away()


def step_due(item: ReviewItem) -> str | None:
    """The latest step whose time has come, unless it was taken."""
    now = timezone.now()
    taken = {each.step: each.at for each in item.alerts.all()}
    if OPENED not in taken:
        return OPENED
    if item.due_at <= now:
        return OVERDUE
    halfway = taken[OPENED] + (item.due_at - taken[OPENED]) / 2
    if HALFWAY in taken or now < halfway or is_taken(item):
        return None
    return HALFWAY


def is_taken(item: ReviewItem) -> bool:
    """Whether a moderator says that they are at it."""
    until = getattr(item, "claimed_until", None)
    return until is not None and until > timezone.now()


def put_away() -> None:
    """What is decided needs nobody's eyes any more."""
    open_ones = forum.ReviewItem.objects.open().filter(severity=Severity.URGENT)
    threads = [thread_of(item) for item in open_ones.only("pk")]
    Notification.objects.filter(kind=KIND).exclude(thread__in=threads).mark_read()
