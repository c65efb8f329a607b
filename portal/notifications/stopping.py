"""The link in a mail that stops mails: signed for one member and one scope, good for nothing else.

It never expires: a mail may be opened years later, and stopping does no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.core import signing
from django.urls import reverse

from portal.models import MailPace, Pace, Silence, Stream, User

SALT = "portal.notifications.stop"
#: Scopes: one question, the kind of news that the mail was about, everything.
QUESTION, KIND, ALL = "question", "kind", "all"


@dataclass(frozen=True)
class Stop:
    """What the link of one mail can stop."""

    member: int
    streams: Sequence[str]
    #: Empty where the mail was not about one question.
    thread: str = ""

    @property
    def url(self) -> str:
        return settings.SITE_URL + reverse("mail-stop", args=[self.token])

    @property
    def token(self) -> str:
        return signing.dumps([self.member, list(self.streams), self.thread], salt=SALT)

    @classmethod
    def read(cls, token: str) -> Self | None:
        """None where we have not made it, or its member is gone."""
        try:
            stop = cls(*signing.loads(token, salt=SALT))
        except signing.BadSignature:
            return None
        return stop if User.objects.filter(pk=stop.member, is_active=True).exists() else None

    @property
    def headers(self) -> dict[str, str]:
        """By which mail programs show a button of their own (RFC 2369 and RFC 8058)."""
        return {
            "List-Unsubscribe": f"<{self.url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }

    @property
    def scopes(self) -> dict[str, str]:
        """What can be chosen, the narrowest first, and in words."""
        kinds = " and ".join(f"“{Stream(stream).label}”" for stream in self.streams)
        question = {QUESTION: "E-mails about this one question"} if self.thread else {}
        return question | {KIND: f"E-mails of this kind: {kinds}", ALL: "All e-mails from us"}

    @property
    def scope(self) -> str:
        """What one click stops: the narrowest."""
        return next(iter(self.scopes))

    def carry_out(self, scope: str) -> None:
        """Twice is once."""
        member = User.objects.get(pk=self.member)
        if scope == QUESTION:
            Silence.objects.start(member, self.thread)
        else:
            streams = self.streams if scope == KIND else list(Stream)
            MailPace.objects.choose(member, dict.fromkeys(streams, Pace.NEVER))
