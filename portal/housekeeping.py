"""What the portal does by itself once a day, every hour and every minute."""

from __future__ import annotations

import logging
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal import limits
from portal.accounts.pseudonyms import UNCONFIRMED_FOR
from portal.accounts.sessions import SessionStore
from portal.models import User

log = logging.getLogger(__name__)


#: No task of ours takes as long: its worker was killed.
LOST_AFTER = timedelta(minutes=10)


def daily() -> None:
    """Forget what is no longer needed, above all what says something about people."""
    log.info("housekeeping: %d unconfirmed accounts deleted", delete_unconfirmed())
    for name in settings.DAILY:
        import_string(name)()
    limits.forget_old()
    empty_cache()
    SessionStore.clear_expired()
    # Arguments of tasks hold e-mail addresses; a failed task is kept for somebody to look at.
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=1,
        failed_min_age_days=7,
        verbosity=0,
    )


def hourly() -> None:
    for name in settings.HOURLY:
        import_string(name)()


def every_minute() -> None:
    """What must not wait for an hour, and tasks that a killed worker has left."""
    take_up_lost_tasks()
    for name in settings.EVERY_MINUTE:
        import_string(name)()


def take_up_lost_tasks() -> int:
    """Let what a killed worker had begun be done by the next one. Mails say themselves if sent."""
    begun = timezone.now() - LOST_AFTER
    lost = DBTaskResult.objects.running().filter(started_at__lt=begun)
    return lost.update(status=TaskResultStatus.READY, started_at=None)


def delete_unconfirmed() -> int:
    """Accounts whose address nobody has confirmed, so that its owner may sign up."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    unconfirmed = User.objects.filter(
        Exists(addresses.filter(verified=False)),
        ~Exists(addresses.filter(verified=True)),
        date_joined__lt=timezone.now() - UNCONFIRMED_FOR,
        last_login=None,  # nobody who was ever inside, so nobody who wrote anything
        is_staff=False,
    )
    return unconfirmed.delete()[1].get("portal.User", 0)


def empty_cache() -> None:
    """Django's database cache keeps what is over until it is full; addresses are in its keys."""
    cache = caches["default"]
    if isinstance(cache, DatabaseCache):
        table = connection.ops.quote_name(cache._table)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])  # noqa: S608
