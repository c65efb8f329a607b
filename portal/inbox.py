"""A member's inbox: what is new, grouped by the question or article that it is about.

A heading is looked up when it is shown, through the door: it is the title as it is now, and nobody
reads the title of what they may not see any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from articles.models import Article, Trial
from forum.models import Question
from portal.models import Notification, User

#: What several of a kind are called; one is called as its notification says.
SEVERAL = {
    "answer": "new answers", "comment": "new comments", "article": "changes", "trial": "changes",
}  # fmt: skip
#: Moderators' messages on one page of the inbox.
MOST_MESSAGES = 60
#: What belongs together: a thread, or a notification alone.
GROUP = Case(
    When(thread="", then=Concat(Value("note-"), Cast("pk", CharField()))), default=F("thread")
)
UNREAD = Q(read_at=None)


@dataclass
class Group:
    """One entry of the inbox."""

    title: str
    url: str
    latest: datetime
    is_new: bool
    lines: list[str]
    messages: list[Notification] = field(default_factory=list)
    #: Those that are read by reading the inbox.
    shown: list[Notification] = field(default_factory=list)


def groups_of(user: User) -> QuerySet[Notification, dict[str, Any]]:
    """What is new comes first, then the latest."""
    return (
        user.notifications.order_by()
        .annotate(group=GROUP)
        .values("group")
        .annotate(latest=Max("created_at"), new=Count("pk", filter=UNREAD))
        .order_by(Case(When(new__gt=0, then=0), default=1), "-latest", "group")
    )


def count_new(user: User) -> int:
    return groups_of(user).filter(new__gt=0).count()


def in_words(count: int) -> str:
    if count == 0:
        return "Nothing is new."
    return "One thing is new." if count == 1 else f"{count} things are new."


def fill(user: User, rows: Iterable[Mapping[str, Any]]) -> list[Group]:
    """The entries of one page, by a fixed number of queries."""
    rows = list(rows)
    here = user.notifications.annotate(group=GROUP).filter(group__in=[r["group"] for r in rows])
    counted = _counted(here)
    notes = here.in_bulk([pk for parts in counted.values() for part in parts for pk in part["pks"]])
    messages: dict[str, list[Notification]] = {}
    for note in here.exclude(message="").order_by("-pk")[:MOST_MESSAGES]:
        messages.setdefault(note.group, []).append(note)
    titles = _titles(user, counted)
    return [
        _group(row, counted[row["group"]], notes, messages.get(row["group"], []), titles)
        for row in rows
    ]


def read_here(groups: Iterable[Group]) -> None:
    """A message that was shown in full has been read, and so has what leads nowhere else."""
    pks = [note.pk for group in groups for note in group.shown if note.read_at is None]
    if pks:
        Notification.objects.filter(pk__in=pks).mark_read()


def _counted(notes: QuerySet[Notification]) -> dict[str, list[dict[str, Any]]]:
    """By group: how many there are of each title, and of which to ask the address."""
    found: dict[str, list[dict[str, Any]]] = {}
    counts = (
        notes.order_by()
        .values("group", "kind", "title")
        .annotate(n=Count("pk"), new=Count("pk", filter=UNREAD))
        .annotate(first=Min("pk", filter=UNREAD), last=Max("pk"))
        .order_by("-last")
    )
    for row in counts:
        row["pks"] = {row["first"] or row["last"]}
        found.setdefault(row["group"], []).append(row)
    return found


def _group(
    row: Mapping[str, Any],
    parts: list[dict[str, Any]],
    notes: Mapping[int, Notification],
    messages: list[Notification],
    titles: Mapping[str, str],
) -> Group:
    new = [part for part in parts if part["new"]]
    shown = new or parts
    first = (
        notes[min(pk for part in shown for pk in part["pks"])] if new else notes[parts[0]["last"]]
    )
    title = titles.get(row["group"], "")
    lines = [_in_words(part) for part in shown]
    me = reverse("me")
    led_here = [note for note in notes.values() if note.group == row["group"] and note.url == me]
    return Group(
        title=title or lines[0],
        url=first.url,
        latest=row["latest"],
        is_new=bool(new),
        lines=lines if title else lines[1:],
        messages=messages,
        shown=messages + led_here,
    )


def _in_words(part: Mapping[str, Any]) -> str:
    count = part["new"] or part["n"]
    several = SEVERAL.get(part["kind"])
    return f"{count} {several}" if count > 1 and several else part["title"]


def _titles(user: User, groups: Iterable[str]) -> dict[str, str]:
    """By thread, for what this member may see."""
    wanted: dict[str, list[int]] = {"question": [], "article": [], "trial": []}
    for group in groups:
        kind, _, number = group.partition("-")
        if kind in wanted:
            wanted[kind].append(int(number))
    doors = {
        "question": (Question.objects, "title"),
        "article": (Article.objects, "title"),
        "trial": (Trial.objects, "summary__title"),  # in our words, not in the registry's
    }
    return {
        f"{kind}-{pk}": title or ""
        for kind, pks in wanted.items()
        if pks
        for pk, title in doors[kind][0]
        .visible_to(user)
        .filter(pk__in=pks)
        .values_list("pk", doors[kind][1])
    }
