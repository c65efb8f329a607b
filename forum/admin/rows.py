"""What a row of the queue says, so that most items can be decided without opening them.

What was noticed is looked for anew in the text as it is now: its words are never stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from articles.models import Condition
from forum import excerpts, screening
from forum.excerpts import Excerpt, Piece
from forum.models import (
    ContributionRevision,
    Decision,
    Question,
    ReviewItem,
    ScreeningRule,
    Severity,
    State,
)
from forum.trust import Level, levels_of
from portal.models import User


@dataclass(frozen=True)
class Row:
    title: list[Piece]
    excerpt: Excerpt
    #: The condition, and in what language its author reads, where that is not English.
    place: list[str]
    #: How well we know its author, in words; nothing where there is no account.
    level: str
    #: What was noticed and what was reported, each with how often.
    reasons: list[str]
    folded: bool
    is_mine: bool
    #: Somebody else who is looking at it.
    claimed: str
    #: The decision that is one tap away, if any.
    quick: str
    #: What was on the page when it was tapped.
    seen: str


def prepare(items: Iterable[ReviewItem], *, moderator: User, folded: set[str]) -> None:
    """Note on each item its `row`, its author's record (`earlier`), and the change that waits."""
    items = list(items)
    Decision.objects.count_earlier(items)
    ContributionRevision.objects.note_on(items)
    keys = {question.condition_id for item in items if (question := question_of(item))}
    conditions = dict(Condition.objects.filter(pk__in=keys).values_list("pk", "name"))
    context = screening.Context(
        own_address=settings.SITE_URL, rules=ScreeningRule.objects.to_screen_by()
    )
    levels = levels_of({item.target.author for item in items} - {None})
    for item in items:
        question = question_of(item)
        condition = conditions.get(question.condition_id, "") if question else ""
        level = levels.get(item.target.author_id)
        title, body = texts(item)
        found = screening.screen(f"{title}\n{body}", context) if item.findings else []
        item.row = row_of(item, moderator, found, condition=condition, level=level, folded=folded)


def question_of(item: ReviewItem) -> Question | None:
    """The question that it is, or that it hangs below."""
    return item.question or getattr(item.target, "asked", None)


def row_of(
    item: ReviewItem,
    moderator: User,
    findings: list[screening.Finding],
    *,
    condition: str,
    level: Level | None,
    folded: set[str],
) -> Row:
    """`findings`: what is noticed in its title and text now, a line break between them."""
    title, body = texts(item)
    body_at = len(title) + 1
    whole = (0, body_at + len(body))  # said of all of it: a mark would show nothing
    spans = [(each.start, each.end) for each in findings]
    places = [span for span in spans if span != whole]
    in_title = [(start, min(end, len(title))) for start, end in places]
    in_body = [(max(start - body_at, 0), end - body_at) for start, end in places]
    other = item.claimant if item.claimant != moderator else None
    return Row(
        title=excerpts.mark(title, in_title) if title else [Piece(item.target.heading)],
        excerpt=excerpts.excerpt(body, in_body),
        place=place(item, condition),
        level=str(level.label) if level else "",
        reasons=reasons(item, Counter(finding.why for finding in findings)),
        folded=is_distressing(item, folded),
        is_mine=item.is_by(moderator),
        claimed=item.claimed_in_words if other else "",
        quick="" if other or item.is_by(moderator) else quick(item),
        seen=f"{item.pk}:{item.version}:{item.target.version}",
    )


def place(item: ReviewItem, condition: str) -> list[str]:
    author = item.target.author
    reads = author.get_language_display() if author and author.language != "en" else ""
    return [words for words in (condition, reads and f"Author reads {reads}") if words]


def texts(item: ReviewItem) -> tuple[str, str]:
    """The title and the text that are to be decided on, as they were written."""
    source = item.edit or item.target
    return getattr(source, "title", "") or getattr(item.target, "title", ""), source.body


def reasons(item: ReviewItem, times: Counter[str]) -> list[str]:
    """Why it is here, in words and with their number."""
    flags = item.flags.all()
    said = Counter(flag.get_reason_display() for flag in flags)
    lines = [f"Reported: “{reason}”{often(count)}" for reason, count in said.most_common()]
    if item.why == ReviewItem.Why.ABOUT:
        lines.append(item.get_why_display())
    if item.why == ReviewItem.Why.EDITED or item.edit:
        lines.append("Changed by its author")
    for each in item.findings:
        told = " Its author was told." if each.get("told") else ""
        lines.append(f"{each['why']}{often(times[each['why']])}{told}")
    return lines or [f"{item.get_why_display()}, nothing noticed"]


def often(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""


def is_distressing(item: ReviewItem, folded: set[str]) -> bool:
    noticed = {finding["kind"] for finding in item.findings}
    return not folded.isdisjoint(noticed | {flag.reason for flag in item.flags.all()})


def quick(item: ReviewItem) -> str:
    """What a single tap may do: only where nothing was noticed, reported or changed."""
    plain = (
        item.is_open
        and item.severity == Severity.ORDINARY
        and item.why == ReviewItem.Why.NEW
        and not (item.findings or item.edit or item.flags.all() or item.decisions.all())
    )
    states = {State.PENDING: Decision.Kind.PUBLISH, State.PUBLISHED: Decision.Kind.KEEP}
    return states.get(item.target.state, "") if plain else ""
