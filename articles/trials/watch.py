"""Once a day, what the registry says now of the studies that we have or watch, and what is new.

Off unless the operator turns it on (TRIALS_FETCH). Each task is one request: the worker, which also
sends urgent mails, is never kept waiting, and the next request is put off so that the registry is
asked a few times a minute. Studies found by a condition's name come to an editor, not to readers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.models import Condition
from articles.models.trials import TrialRegistration
from articles.trials import storing
from articles.trials.importing import import_all
from articles.trials.registry import Rejected, Study, fetching
from articles.trials.registry.registrations import registry_of
from articles.trials.terms import Registry

log = logging.getLogger(__name__)

WATCH_LIST = Path(__file__).with_name("watch_list.txt")
#: Changes of so many days are asked for, in case that the portal was away for some.
LOOK_BACK = timedelta(days=14)
#: Between two requests: 20 in a minute.
APART = timedelta(seconds=3)
#: The worker's day begins anew with each of its starts; the registry is asked once all the same.
ONCE_IN = timedelta(hours=20)


def watch_list() -> list[str]:
    """The ids of the list, in the order of its lines."""
    lines = WATCH_LIST.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def by_hand() -> list[str]:
    """Those of other registries, which no machine looks up."""
    return [one for one in watch_list() if registry_of(one)[0] != Registry.NCT]


def numbers() -> list[str]:
    """What is looked up: the list's, and those of all trials that are here already."""
    here = TrialRegistration.objects.filter(registry=Registry.NCT, is_alias=False)
    listed = set(watch_list()).difference(by_hand())
    return sorted(listed.union(here.values_list("number", flat=True)))


def questions(*, since: str = "") -> Iterator[fetching.Question]:
    """One about each condition. The registry finds its forms by its name too."""
    for name in Condition.objects.for_home().values_list("name", flat=True):
        yield fetching.about(name, since)


def daily() -> None:
    """Put one request after the other into the queue."""
    lately = _queued().filter(enqueued_at__gt=timezone.now() - ONCE_IN)
    if not settings.TRIALS_FETCH or lately.exists():
        return
    since = (timezone.localdate() - LOOK_BACK).isoformat()
    known = [fetching.ids(many) for many in fetching.in_questions(numbers())]
    for question in [*known, *questions(since=since)]:
        _next(ask).enqueue(question)


@task()
def ask(question: fetching.Question, token: str = "", tries: int = 1) -> None:
    """Keep one page of studies. See to the next page, and to ids of which it says nothing."""
    try:
        page = fetching.Client().page(question, token)
    except fetching.NoAnswer as failure:
        _failed(failure, ask, tries, question, token)
        return
    asked = fetching.ids_in(question)
    left = set(asked)
    failed = not _keep(_noticed(page, left)) and left == set(asked)
    if page.token and page.token != token:
        _next(ask).enqueue(question, page.token)
    for number in [] if failed else sorted(left):
        _next(ask_for).enqueue(number)


@task()
def ask_for(number: str, tries: int = 1) -> None:
    """Keep one study that may have another id by now, or note that the registry has it no more."""
    try:
        study = fetching.Client().study(number)
    except fetching.NoAnswer as failure:
        _failed(failure, ask_for, tries, number)
        return
    if study is None:
        storing.gone([number], on=timezone.localdate())
    else:
        _keep([study])


def _noticed(page: Iterable[Study | Rejected], left: set[str]) -> Iterator[Study | Rejected]:
    for one in page:
        if isinstance(one, Study):
            left -= {each.number for each in one.registrations}
        yield one


def _keep(studies: Iterable[Study | Rejected]) -> bool:
    """Whether all of them could be read and kept."""
    summary = import_all(studies, timezone.localdate())
    log.info("trials: %s", summary)
    for each in summary.rejected:
        log.warning("trials: rejected: %s", each)
    return not summary.rejected


def _failed(failure: fetching.NoAnswer, again: Task, tries: int, *asked: object) -> None:
    if isinstance(failure, fetching.Busy) and tries < fetching.TRIES:
        _next(again, timedelta(seconds=failure.wait(tries))).enqueue(*asked, tries + 1)
    else:
        log.warning("trials: %s %s", settings.TRIALS_URL, failure)


def _next(what: Task, wait: timedelta = APART) -> Task:
    """After that time at the earliest, and after all requests that are in the queue already."""
    waiting = _queued().filter(status=TaskResultStatus.READY)
    last = waiting.aggregate(last=Max("run_after"))["last"]
    earliest = timezone.now() + wait
    return what.using(run_after=max(earliest, last + APART) if last else earliest)


def _queued() -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(task_path__in=[ask.module_path, ask_for.module_path])
