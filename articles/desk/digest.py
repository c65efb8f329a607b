"""Once a week an e-mail to those who work on the articles: what is due, the worst first.

Titles only of what is published, and nothing that readers wrote: mail is read over shoulders.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from articles.desk import trials, waiting
from articles.models import (
    Article,
    Feedback,
    Reviewer,
    ReviewTask,
    TreatmentStatus,
)
from articles.reviewing import requests
from portal import notifications
from portal.models import Counter, User
from portal.roles import EDITOR

#: Days in which a review that falls due is announced.
SOON = 30
#: Titles in each list; the rest is a number and a link.
AT_MOST = 15


def weekly() -> None:
    """To everybody who has something to do, once in each week; the worker calls it every day.

    That is on Monday, or on the first day of the week on which the worker runs.
    """
    with transaction.atomic():
        if not _first_in_week("articles.digest"):
            return
        for pk in recipients().values_list("pk", flat=True):
            send_digest.enqueue(pk, monday().isoformat())


@task()
def send_digest(pk: int, week: str, attempt: int = 1) -> None:
    """To one person, as things stand now; never twice in a week, whatever becomes of the worker."""
    user = recipients().filter(pk=pk).first()
    if user is None or week != monday().isoformat():
        return
    context = contents(user)
    if not (context["parts"] and _first_in_week(f"articles.digest:{pk}")):
        return
    with notifications.again_later(send_digest, pk, week, attempt=attempt):
        try:
            notifications.send("editors_digest", to=user.email, context=context)
        except OSError:
            _counters(f"articles.digest:{pk}").delete()  # it was not sent: the next try may
            raise


def recipients() -> QuerySet[User]:
    """Editors, and reviewers who may sign, who can still come in."""
    signs = Q(reviewer__state=Reviewer.State.ACTIVE, reviewer__valid_until__gte=monday())
    return (
        User.objects.filter(Q(groups__name=EDITOR) | signs, is_staff=True, is_active=True)
        .distinct()
        .order_by("pk")
    )


@dataclass(frozen=True)
class Part:
    """One thing to act on: how much of it, where, and what by name."""

    words: str
    url: str
    titles: list[str]
    more: int = 0


def contents(user: User) -> dict[str, object]:
    """What this person can act on; no part where there is nothing."""
    parts = for_reviewer(user)
    if user.groups.filter(name=EDITOR).exists():
        parts += for_editor()
    return {"parts": parts, "desk": settings.SITE_URL + reverse("admin:index")}


def for_reviewer(user: User) -> list[Part]:
    """How much waits for this person to sign."""
    # No titles: what waits for a review is mostly not public.
    part = _plain(
        requests.waiting_for(user).count(),
        "text waits for your review",
        "texts wait for your review",
        _url("reviewrequest", "?who=me"),
    )
    return [part] if part else []


def for_editor() -> list[Part]:
    """What readers would be better off without, and what has stopped on its way to them."""
    today = timezone.localdate()
    public = Article.objects.published().only("title", "review_due_on")
    overdue = public.filter(review_due_on__lt=today).order_by("review_due_on", "title")
    soon = public.filter(review_due_on__range=(today, today + timedelta(days=SOON)))
    numbered = waiting.numbered(Article.objects.order_by())
    to_publish = numbered.filter(waiting.TO_PUBLISH).count()
    tasks = ReviewTask.objects.filter(state="open")
    told = Feedback.objects.filter(state="open")
    statuses = TreatmentStatus.objects.newest().filter(valid_until__lt=today)
    studies = trials.waiting()
    parts = [
        _articles(overdue, "article is overdue for a review", "articles are overdue for a review",
                  _url("article", "?review=overdue")),
        _articles(soon.order_by("review_due_on", "title"), f"review is due within {SOON} days",
                  f"reviews are due within {SOON} days", _url("article", "?review=due-soon")),
        _articles(
            public.filter(pk__in=tasks.values("article")).order_by("title"),
            "article has something to decide on, such as a retracted source",
            "articles have something to decide on, such as a retracted source",
            _url("reviewtask", "?state__exact=open"),
            dated=False,
        ),
        _plain(to_publish, "text is signed and not published",
               "texts are signed and not published", _url("article", "?review=to-publish")),
        _plain(told.count(), "reader told us something", "readers told us something",
               _url("feedback", "?state__exact=open")),
        _plain(len(statuses), "treatment status is no longer asserted: please check it",
               "treatment statuses are no longer asserted: please check them",
               _url("treatmentstatus", "?standing=expired")),
        _plain(studies["urgent"], "change in clinical trials that families wait for",
               "changes in clinical trials that families wait for", _url("trialevent")),
        _plain(studies["unexplained"],
               "clinical trial recruits for our conditions and is not in plain words yet",
               "clinical trials recruit for our conditions and are not in plain words yet",
               _url("trial", "?to-do=explain")),
        _plain(studies["behind"], "published trial has changed since we put it in plain words",
               "published trials have changed since we put them in plain words",
               _url("trial", "?to-do=behind")),
        _plain(studies["proposed"], "clinical trial has conditions that are only proposed",
               "clinical trials have conditions that are only proposed",
               _url("trial", "?to-do=proposed")),
        _plain(studies["stale"], "published trial may be out of date in its registry",
               "published trials may be out of date in their registry",
               _url("trial", "?to-do=stale&state__exact=published")),
    ]  # fmt: skip
    return [part for part in parts if part]


def _articles(
    articles: QuerySet[Article], one: str, many: str, url: str, *, dated: bool = True
) -> Part | None:
    """`dated`: with the day on which the review is due, where that is why it is named."""
    found = list(articles)
    titles = [
        f"{each.title} ({each.review_due_on:%-d %B %Y})" if dated else each.title
        for each in found[:AT_MOST]
    ]
    words = _number(len(found), one, many)
    return Part(words, url, titles, more=len(found) - len(titles)) if found else None


def _plain(count: int, one: str, many: str, url: str) -> Part | None:
    return Part(_number(count, one, many), url, []) if count else None


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _url(model: str, query: str = "") -> str:
    return settings.SITE_URL + reverse(f"admin:articles_{model}_changelist") + query


def monday() -> date:
    """The first day of this week, where the portal is."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday())


def _first_in_week(key: str) -> bool:
    """Whether nobody asked this before in this week; of two at once, one is the first."""
    starts, ends = _week()
    return Counter.objects.get_or_create(
        key=key, period_starts=starts, defaults={"period_ends": ends}
    )[1]


def _counters(key: str) -> QuerySet[Counter]:
    return Counter.objects.filter(key=key, period_starts=_week()[0])


def _week() -> Iterable[datetime]:
    days = (monday(), monday() + timedelta(days=7))
    return tuple(timezone.make_aware(datetime.combine(day, time())) for day in days)
