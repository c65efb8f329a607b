"""What mail servers and mail services say became of our mails, in their own shapes.

JSON from services, at an address of ours; and messages that come back (RFC 3464, RFC 5965), for a
pipe from the mail server. Each is read into `(event, address)`.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr
from typing import Any

from portal.models import User
from portal.notifications.bounces import COMPLAINT, HARD, SOFT, of_status
from portal.notifications.stopping import Stop

log = logging.getLogger(__name__)

#: The words of services for what happened, in small letters without signs. Others are no bounce.
WORDS = {
    "bounce": HARD, "bounced": HARD, "hardbounce": HARD, "bademailaddress": HARD,
    "invalidemail": HARD, "permanent": HARD,
    "softbounce": SOFT, "transient": SOFT, "temporary": SOFT, "blocked": SOFT, "undetermined": SOFT,
    "complaint": COMPLAINT, "complained": COMPLAINT, "spam": COMPLAINT, "spamreport": COMPLAINT,
    "spamcomplaint": COMPLAINT,
}  # fmt: skip
#: Our link in a mail that came back: it tells whose it was where the address is left out.
OUR_LINK = re.compile(r"/mail/stop/([\w:-]+)/")
MOST_EVENTS = 1_000
Event = tuple[str, str]


def of_json(body: bytes) -> list[Event]:
    """Raises ValueError for what is not JSON."""
    try:
        found = json.loads(body)
    except RecursionError as error:
        raise ValueError("too deep") from error
    rows = found if isinstance(found, list) else [found]
    events = (event for row in rows[:MOST_EVENTS] if isinstance(row, dict) for event in _of(row))
    return [(event, address) for event, address in events if "@" in address]


def _of(row: dict[str, Any]) -> Iterator[Event]:
    """One report, as Amazon SES (by SNS), Mailgun, Postmark, SendGrid, Brevo, or a script sends."""
    if row.get("Type") == "SubscriptionConfirmation":  # SNS: a person has to open the address
        log.warning("to get reports by Amazon SNS, open %s", str(row.get("SubscribeURL"))[:1_000])
    elif isinstance(row.get("Message"), str):  # SNS puts JSON into JSON
        yield from of_json(row["Message"].encode())
    elif isinstance(row.get("event-data"), dict):  # Mailgun
        inner = row["event-data"]
        said = inner.get("severity") if inner.get("event") == "failed" else inner.get("event")
        yield from _one(said, [inner.get("recipient")])
    elif kind := row.get("notificationType") or row.get("eventType"):  # SES
        part = row.get(str(kind).lower())
        part = part if isinstance(part, dict) else {}
        people = part.get("bouncedRecipients") or part.get("complainedRecipients") or []
        addresses = [each.get("emailAddress") for each in people if isinstance(each, dict)]
        yield from _one(part.get("bounceType") or kind, addresses)
    elif row.get("RecordType") == "Bounce":  # Postmark
        yield from _one(row.get("Type"), [row.get("Email")])
    else:
        said = row.get("type") if row.get("type") == "blocked" else row.get("event")
        yield from _one(said or row.get("RecordType"), [row.get("email") or row.get("Email")])


def _one(said: Any, addresses: Iterable[Any]) -> Iterator[Event]:
    event = WORDS.get(re.sub("[^a-z]", "", str(said).lower()))
    for address in addresses:
        if event and isinstance(address, str):
            yield event, address


def of_message(raw: bytes) -> list[Event]:
    """A message that came back, or a complaint that a mailbox provider forwards."""
    message = message_from_bytes(raw, policy=policy.default)
    events: list[Event] = []
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            events += [event for block in _blocks(part) for event in _of_status(block, raw)]
        elif kind == "message/feedback-report":
            events += [event for block in _blocks(part) for event in _of_feedback(block, raw)]
    return events


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    return payload if isinstance(payload, list) else []


def _of_status(block: Message, raw: bytes) -> Iterator[Event]:
    if str(block.get("Action", "")).strip().lower() != "failed":
        return
    status = str(block.get("Status", ""))
    address = _address(block, "Original-Recipient", "Final-Recipient") or _by_our_link(raw)
    if address:
        yield of_status(status), address


def _of_feedback(block: Message, raw: bytes) -> Iterator[Event]:
    address = _by_our_link(raw) or _address(block, "Original-Rcpt-To")
    if address and str(block.get("Feedback-Type", "")).strip().lower() == "abuse":
        yield COMPLAINT, address


def _address(block: Message, *names: str) -> str:
    """Such as "rfc822; somebody@example.org"."""
    for name in names:
        address = parseaddr(str(block.get(name, "")).rpartition(";")[2].strip())[1]
        if "@" in address:
            return address
    return ""


def _by_our_link(raw: bytes) -> str:
    found = OUR_LINK.search(raw.decode("ascii", errors="replace").replace("=\n", ""))
    stop = Stop.read(found[1]) if found else None
    return User.objects.get(pk=stop.member).email if stop else ""
