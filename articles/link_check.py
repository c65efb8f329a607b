"""Whether the addresses of organisations still answer.

Off unless the operator turns it on (LINK_CHECK), never on a page view, one address at a time.
Editors type these addresses, so none of them may lead into the operator's own network: the host is
resolved here, every address of it must be a public one, and the connection goes to just that
address, so that a second answer of the name server cannot change it.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import httpx
from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from articles.models import Organisation

log = logging.getLogger(__name__)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allow = Callable[[Address], bool]

#: Seconds for each step of a request.
TIMEOUT = 8
MOST_REDIRECTS = 4
#: An address is looked at once a week.
CHECKED_FOR = timedelta(days=7)
#: In one task, so that it ends long before a worker's task counts as lost.
AT_ONCE = 10
#: The site is there, and does not like to be asked by a machine.
REFUSES_MACHINES = {401, 403, 405, 406, 429}
#: All that is given out of IPv6. The rest is old, local, or an address of IPv4 in disguise.
GIVEN_OUT = ipaddress.ip_network("2000::/3")
#: Public by their number, but for examples only, or with an address of another network inside.
TUNNELS = [ipaddress.ip_network(net) for net in ("192.88.99.0/24", "2002::/16", "3fff::/20")]

Link = Organisation.Link


class NotAllowed(Exception):
    """An address that this portal does not ask."""


def is_public(address: Address) -> bool:
    """Not loopback, private, link-local, shared, reserved or multicast, in any disguise."""
    address = getattr(address, "ipv4_mapped", None) or address
    if address.version == 6 and address not in GIVEN_OUT:
        return False
    if any(address in net for net in TUNNELS if net.version == address.version):
        return False
    return address.is_global and not address.is_multicast


def check(url: str, *, allow: Allow = is_public) -> Link:
    """What this address answers now. Names that lead into a private network count as dead."""
    try:
        with httpx.Client(timeout=TIMEOUT, trust_env=False, follow_redirects=False) as client:
            for method in ("HEAD", "GET"):  # some servers answer only the second
                status, last = _follow(client, method, url, allow)
                if status < 400:
                    return Link.MOVED if _host(last) != _host(url) else Link.GOOD
            return Link.GOOD if status in REFUSES_MACHINES else Link.DEAD
    except (httpx.HTTPError, httpx.InvalidURL, NotAllowed, OSError, ValueError) as error:
        log.info("link check: %s does not answer (%s)", _name(url), type(error).__name__)
        return Link.DEAD


def _follow(client: httpx.Client, method: str, url: str, allow: Allow) -> tuple[int, str]:
    """The status behind all redirects, and the address at which it was given."""
    for _ in range(MOST_REDIRECTS + 1):
        with _open(client, method, url, allow) as response:  # the body is never read
            if not response.has_redirect_location:
                return response.status_code, url
            url = urljoin(url, response.headers["location"])
    raise NotAllowed("too many redirects")


def _open(client: httpx.Client, method: str, url: str, allow: Allow):  # noqa: ANN202
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    if parts.scheme not in {"http", "https"} or not host or parts.username or parts.password:
        raise NotAllowed(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    number = _number(host, port, allow)
    netloc = f"[{number}]:{port}" if number.version == 6 else f"{number}:{port}"
    headers = {
        "Host": host if parts.port is None else f"{host}:{port}",
        "User-Agent": f"CaregiverPortal-LinkCheck (+{settings.SITE_URL})",
        "Accept": "text/html,*/*;q=0.5",
    }
    to = parts._replace(netloc=netloc, fragment="").geturl()
    return client.stream(method, to, headers=headers, extensions={"sni_hostname": host})


def _number(host: str, port: int, allow: Allow) -> Address:
    """Where the name leads to. One forbidden address among several is enough to refuse it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [ipaddress.ip_address(each[4][0].partition("%")[0]) for each in found]
    if not numbers or not all(allow(number) for number in numbers):
        raise NotAllowed(host)
    return numbers[0]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _name(url: str) -> str:
    """For the log: the host, or nothing where that cannot be told."""
    try:
        return _host(url)
    except ValueError:
        return ""


def check_next(most: int = AT_ONCE, *, every: bool = False, allow: Allow = is_public) -> list:
    """Look at those whose turn it is, the longest unseen first; return them."""
    due = Q(link_checked_at=None) | Q(link_checked_at__lt=timezone.now() - CHECKED_FOR)
    waiting = Organisation.objects.all() if every else Organisation.objects.filter(due)
    found = list(waiting.order_by(F("link_checked_at").asc(nulls_first=True), "pk")[:most])
    for organisation in found:
        organisation.note_link(check(organisation.url, allow=allow))
    return found


@task()
def check_some() -> None:
    """Those whose turn it is, away from any page view."""
    check_next()


def daily() -> None:
    """A few each day: every address comes up once a week."""
    if settings.LINK_CHECK:
        check_some.enqueue()
