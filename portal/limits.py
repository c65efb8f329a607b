"""How often somebody may do something: per member and per network address, counted in the database.

Addresses are kept only as a keyed hash of their network (/24, /64), and only until the period ends.
"""

from __future__ import annotations

import ipaddress
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.adapter import get_adapter
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.models import Counter


class TooMany(Exception):
    """The limit is reached. `wait` says when it ends."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(f"Please wait {in_words(wait)}.")


@dataclass(frozen=True)
class Limit:
    """At most `count` times in each `period`, counted from fixed points in time."""

    name: str
    count: int
    period: timedelta

    def hit(self, who: str) -> None:
        """Count one more. Raises TooMany, with the time left, when there have been enough."""
        now = timezone.now()
        seconds = self.period.total_seconds()
        starts = datetime.fromtimestamp(now.timestamp() // seconds * seconds, tz=UTC)
        ends = starts + self.period
        counter, _ = Counter.objects.get_or_create(
            key=f"{self.name}:{who}", period_starts=starts, defaults={"period_ends": ends}
        )
        # The comparison is part of the UPDATE, so two requests at once cannot both be the last.
        room = Counter.objects.filter(pk=counter.pk, count__lt=self.count)
        if not room.update(count=F("count") + 1):
            raise TooMany(ends - now)


def network(request: HttpRequest, purpose: str = "portal.limits") -> str:
    """A keyed hash of the visitor's network: enough to count by, useless to find a person.

    For another purpose it is another hash, so that one tells nothing about the other.
    """
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    block = ipaddress.ip_network((address, 24 if address.version == 4 else 64), strict=False)
    return salted_hmac(purpose, str(block), algorithm="sha256").hexdigest()[:40]


def mailbox(email: str) -> str:
    """The same for all addresses that end in one mailbox; useless to find it."""
    local, _, domain = email.lower().rpartition("@")
    local = local.partition("+")[0]
    if domain in {"gmail.com", "googlemail.com"}:
        local, domain = local.replace(".", ""), "gmail.com"
    box = f"{local}@{domain}"
    return salted_hmac("portal.accounts.mail", box, algorithm="sha256").hexdigest()[:32]


def in_words(wait: timedelta) -> str:
    minutes = math.ceil(wait.total_seconds() / 60)
    if minutes < 90:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    return f"{math.ceil(minutes / 60)} hours"


def forget_old() -> int:
    """Delete the counters of periods that have ended; the worker does this daily."""
    return Counter.objects.filter(period_ends__lt=timezone.now()).delete()[0]
