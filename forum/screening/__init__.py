"""What the portal notices by itself in a new contribution, so that moderators see the worst first.

Screening never refuses, hides or answers anything: it says what stands where, and why that matters.
A kind is a module with `find(text)`, a pure function of the text and its context.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings

from forum import lately
from forum import models as forum  # they import this package: their names are read when used
from forum.screening import (
    crises,
    despair,
    dosing,
    emergencies,
    links,
    look_alikes,
    personal_data,
    promotion,
    rules,
    spam,
)
from forum.screening.actions import acted_on, wants_links_off
from forum.screening.finding import KINDS, Context, Finding, Severity, kept
from forum.screening.languages import language_of
from forum.screening.text import Text

if TYPE_CHECKING:
    from forum.models import Contribution, Photo

__all__ = [
    "KINDS", "PICTURE", "Context", "Finding", "Severity", "kept", "screen",
    "screen_contribution", "wants_links_off", "words_of",
]  # fmt: skip

#: One for each kind, the gravest first.
MODULES = (
    emergencies, crises, personal_data, promotion, dosing, look_alikes, spam, despair, links,
    rules,
)  # fmt: skip
#: Findings of one kind that are looked at: nobody reads more, and a text may be anything.
MOST_OF_A_KIND = 50

#: Words cannot be looked for in a picture: somebody must look at it.
PICTURE = Finding(
    "picture", Severity.ORDINARY, 0, 0, "Has a picture: look for faces, names, places."
)


def screen(text: str, context: Context = Context()) -> list[Finding]:  # noqa: B008
    """What moderators should know before they read, the worst first."""
    read = Text(text, context)
    found = {finding for module in MODULES for finding in islice(module.find(read), MOST_OF_A_KIND)}
    return sorted(found, key=lambda one: (-one.severity, one.kind, one.start, one.end, one.why))


def screen_contribution(
    contribution: Contribution, pictures: Iterable[Photo] = (), *, told: bool = False
) -> list[Finding]:
    """The same for what a member sends, by the administrators' rules as well, with what is to be
    done about each; places are those in `words_of()` it.

    `told` says that its author was advised of it, and sent it as it is.
    """
    words = words_of(contribution, pictures)
    context = Context(
        kind=getattr(contribution, "kind", ""),
        language=language_of(Text(words)),
        is_clinician=_is_by_clinician(contribution),
        own_address=settings.SITE_URL,
        recent=lately.written_lately(contribution),
        rules=forum.ScreeningRule.objects.to_screen_by(),
    )
    return acted_on(screen(words, context), forum.ScreeningKind.objects.ways(), told=told)


def _is_by_clinician(contribution: Contribution) -> bool:
    author = getattr(contribution, "author", None)
    return author is not None and author.badge == author.Badge.CLINICIAN


def words_of(contribution: Contribution, pictures: Iterable[Photo] = ()) -> str:
    """What is screened: the title, the text, and what is said of the pictures.

    The last is published as well, for whoever cannot see them.
    """
    parts = [contribution.body, *(picture.alt for picture in pictures)]
    if title := getattr(contribution, "title", ""):
        parts.insert(0, title)
    return "\n".join(parts)
