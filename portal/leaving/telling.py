"""What we hold about a member, in words: for the page and for the readable part of the download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator

from portal.leaving import registry
from portal.leaving.registry import Held
from portal.models import User

#: Rows of one kind that the page shows; the download holds all.
MOST_ROWS, MOST_CHARACTERS = 10, 300

#: Where the words of a column are not its name.
LABELS = {
    "body": "text", "state": "state", "fields": "what you typed", "place": "form", "url": "page",
    "asked": "question",
    "answer__number": "answer", "condition__name": "condition", "article__title": "article",
    "revision__title": "article", "revision__number": "version", "number": "number",
    "created_at": "when", "alt": "what it shows", "anonymous": "asked anonymously",
    "audience": "for whom", "emailed_at": "sent by e-mail", "read_at": "read",
    "type": "kind", "primary": "in use", "object_repr": "what", "action_time": "when",
    "at": "when", "helped_at": "marked as helpful",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """The rows of one entry, or the first of them."""

    entry: Held
    rows: list[dict[str, str]]
    more: bool = False


def told(member: User) -> Iterator[Told]:
    """What the page shows: a few rows of every entry that has any. One query for each entry."""
    for entry in registry.held().values():
        if entry.shows:
            found = list(registry.shown(entry, member, newest=MOST_ROWS + 1))
            rows = [in_words(row, cut=MOST_CHARACTERS) for row in found[:MOST_ROWS]]
            if rows:
                yield Told(entry, rows, more=len(found) > MOST_ROWS)


def account(member: User) -> dict[str, str]:
    """The account itself, which no entry points to."""
    return in_words(account_values(member))


def account_values(member: User) -> dict[str, Any]:
    return {
        "e-mail address": member.email,
        "name that others see": member.pseudonym,
        "badge": member.get_badge_display(),
        "language of e-mails": member.get_language_display(),
        "joined": member.date_joined,
        "last signed in": member.last_login,
        "may enter the admin": member.is_staff,
    }


def in_words(row: dict[str, Any], *, cut: int = 0) -> dict[str, str]:
    """Label and words of everything in a row that says something."""
    words = {label(name): value_in_words(value) for name, value in row.items() if name != "pk"}
    return {
        name: Truncator(text).chars(cut) if cut and name != "link" else text
        for name, text in words.items()
        if text
    }


def label(column: str) -> str:
    words = LABELS.get(column, column.replace("__", " ").removesuffix("_at"))
    words = words.removeprefix("circumstances ")
    if words.endswith("_for"):
        words = f"who sees: {words.removesuffix('_for')}"
    return words.replace("_", " ")


def value_in_words(value: Any) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
        case date():
            return f"{value:%-d %B %Y}"
        case dict():
            return "\n".join(
                f"{name}: {value_in_words(each)}" for name, each in value.items() if each
            )
        case list():
            return ", ".join(value_in_words(each) for each in value)
    return str(value)
