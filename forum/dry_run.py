"""What a rule would have found in what was written lately. It only reads, and within bounds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import F, Value
from django.utils import timezone

from forum.models import Answer, ArticleComment, Comment, Contribution, Question, State
from forum.models.screening_rules import ScreeningRule
from forum.screening import rules
from forum.screening.finding import Context
from forum.screening.languages import language_of
from forum.screening.text import Text

#: Of the last 90 days the newest 2,000, and no more than so many characters of them.
LATELY, MOST, MOST_CHARACTERS = timedelta(days=90), 2_000, 3_000_000
#: Of what was found, shown with the words around it.
SHOWN, AROUND = 20, 80
KINDS: tuple[type[Contribution], ...] = (Question, Answer, Comment, ArticleComment)


@dataclass(frozen=True)
class Found:
    """One place in one text, with what stands around it."""

    kind: str
    number: int
    state: str
    before: str
    words: str
    after: str


@dataclass
class DryRun:
    read: int = 0
    hits: int = 0
    by_state: Counter[str] = field(default_factory=Counter)
    shown: list[Found] = field(default_factory=list)
    #: Whether there were too many characters to read all of the newest.
    cut_short: bool = False

    @property
    def states(self) -> list[tuple[str, int]]:
        return [(State(state).label, count) for state, count in self.by_state.most_common()]


def dry_run(rule: ScreeningRule) -> DryRun:
    """Read the newest first; nothing of it is stored."""
    done, left, read = DryRun(), MOST_CHARACTERS, rule.as_read
    for row in islice(_newest(), MOST):
        words = "\n".join(filter(None, [row["first_line"], row["body"]]))
        left -= len(words)
        if left < 0:
            done.cut_short = True
            break
        done.read += 1
        first = next(_find(words, read), None)
        if first is None:
            continue
        done.hits += 1
        done.by_state[row["state"]] += 1
        if row["state"] != State.REMOVED and len(done.shown) < SHOWN:
            done.shown.append(_found(row, words, first.start, first.end))
    return done


def _find(words: str, rule: rules.Rule) -> Any:
    text = Text(words)
    language = language_of(text) if rule.language else ""
    text.context = replace(Context(), rules=(rule,), language=language)
    return rules.find(text)


def _newest() -> Any:
    since = timezone.now() - LATELY
    rows = [
        kind.objects.filter(created_at__gt=since)
        .order_by("-created_at")
        .annotate(of=Value(kind.kind), first_line=F("title") if kind is Question else Value(""))
        .values("pk", "state", "body", "created_at", "of", "first_line")[:MOST]
        for kind in KINDS
    ]
    return merge(*rows, key=lambda row: row["created_at"], reverse=True)


def _found(row: dict[str, Any], words: str, start: int, end: int) -> Found:
    return Found(
        row["of"],
        row["pk"],
        State(row["state"]).label,
        words[max(start - AROUND, 0) : start],
        words[start:end],
        words[end : end + AROUND],
    )
