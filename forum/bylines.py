"""How a contribution names who wrote it: the only thing about an author that others ever read.

Pages, feeds, mails and structured data ask a contribution for its `byline`, never for its `author`:
somebody who asked anonymously is named nowhere, and has neither badge nor profile there.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.models import User

#: Pseudonyms that look like these are refused (`portal.accounts.pseudonyms`).
ANONYMOUS, FORMER_MEMBER = "Anonymous", "A former member"


@dataclass(frozen=True)
class Byline:
    name: str
    #: The member, where a badge, a profile or a mute may follow from it; None where there is none,
    #: and none to be known.
    member: User | None = None
    is_anonymous: bool = False

    @property
    def badge(self) -> str:
        """One of User.Badge."""
        return self.member.badge if self.member else ""

    @property
    def badge_label(self) -> str:
        return str(self.member.get_badge_display()) if self.badge else ""

    def __str__(self) -> str:
        return self.name


def byline(author: User | None, *, masked: bool) -> Byline:
    if masked:
        return Byline(ANONYMOUS, is_anonymous=True)
    return Byline(author.pseudonym, author) if author else Byline(FORMER_MEMBER)
