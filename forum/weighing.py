"""What reports do by themselves, before a moderator has looked: links go off, a text is hidden.

A report counts by who makes it. Somebody new, or restricted, only tells the moderators: accounts
made to silence somebody hide nothing. Others count the more, the more often moderators acted upon
what they reported. No reader and no member ever learns of these numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from forum import models as forum  # they import this module: their names are read when used
from forum import notifications, trust
from forum.screening import Severity
from forum.trust import Level

#: What cannot wait: fewer reports hide a text for these reasons.
GRAVE = frozenset({"harm", "personal", "crisis"})
#: Decisions that left everything as it was.
KEPT = ("keep", "publish")
#: Reports older than this say nothing of their author any more.
REMEMBERED = timedelta(days=365)
#: Who came after a text was published counts half for so long: perhaps they came to silence it.
STRANGER = timedelta(days=30)
#: Reports on one text that are looked at: more are never needed.
MOST = 50


@dataclass(frozen=True)
class Record:
    """What became of somebody's earlier reports."""

    acted_upon: int = 0
    kept: int = 0

    @property
    def accuracy(self) -> float:
        """Between 0 and 1, and near the middle as long as little is known."""
        return (self.acted_upon + 2) / (self.acted_upon + self.kept + 4)


@dataclass(frozen=True)
class Voice:
    """One report on a text, by how much it counts."""

    weight: float
    grave: bool
    #: Whether it is by somebody trusted, or a verified clinician.
    known: bool
    #: Whether moderators mostly acted upon what this member reported.
    in_good_standing: bool


def records_of(members: Iterable[int]) -> dict[int, Record]:
    """The record of each of these members, in one query."""
    members = list(members)
    if not members:
        return {}
    closing = forum.Decision.objects.filter(item=OuterRef("item"), closes=True, undone_by=None)
    decided = (
        forum.Flag.objects.filter(
            member__in=members,
            item__closed_at__isnull=False,
            created_at__gt=timezone.now() - REMEMBERED,
        )
        .annotate(outcome=Subquery(closing.order_by("-pk").values("decision")[:1]))
        .order_by()
    )
    kept = Q(outcome__in=KEPT)
    # Whoever worried about somebody who was safe did nothing wrong.
    rows = decided.values_list("member").annotate(
        acted=Count("pk", filter=~kept & Q(outcome__isnull=False)),
        kept=Count("pk", filter=kept & ~Q(reason="crisis")),
    )
    found = {member: Record(acted, kept) for member, acted, kept in rows}
    return {member: found.get(member, Record()) for member in members}


def act_upon(flag: forum.Flag, target: forum.Contribution) -> None:
    """Within the transaction of a new report, which has locked `target`: do what it asks for."""
    voices = _voices(flag.item, target)
    newest = voices.get(flag.pk)
    if newest and newest.in_good_standing:
        target.switch_links_off()
    if _is_enough(voices.values(), settled=_is_settled(target)):
        target.hide()
        severity = max(flag.item.severity, Severity.HIGH)
        forum.ReviewItem.open(
            target, why=forum.ReviewItem.Why.FLAGGED, severity=severity, findings=[]
        )
        notifications.hidden_by_reports(target)


def _voices(item: forum.ReviewItem, target: forum.Contribution) -> dict[int, Voice]:
    flags = list(item.flags.exclude(member=None).select_related("member").order_by("-pk")[:MOST])
    members = {flag.member_id: flag.member for flag in flags}
    levels, records = trust.levels_of(members.values()), records_of(members)
    return {
        flag.pk: _voice(
            flag, target, levels[flag.member_id], records[flag.member_id], flag.member.date_joined
        )
        for flag in flags
    }


def _voice(
    flag: forum.Flag, target: forum.Contribution, level: Level, record: Record, joined: datetime
) -> Voice:
    grave, known = flag.reason in GRAVE, level in trust.KNOWN
    silent = level in {Level.NEW, Level.RESTRICTED} or flag.member_id == target.author_id
    weight = 0 if silent else min(1, 2 * record.accuracy)
    if known and grave:
        weight *= settings.HIDE_AT_GRAVE_REPORTS
    elif not known and target.published_at < joined and joined > timezone.now() - STRANGER:
        weight /= 2
    return Voice(weight, grave, known, not silent and record.accuracy >= 0.5)


def _is_enough(voices: Iterable[Voice], *, settled: bool) -> bool:
    """Whether these reports hide a text. 0 in the settings: none ever do.

    What moderators kept as it stands is hidden again only where somebody known reports it.
    """
    voices = list(voices)
    if settled and not any(voice.known and voice.weight for voice in voices):
        return False
    graver = sum(voice.weight for voice in voices if voice.grave)
    needed = settings.HIDE_AT_GRAVE_REPORTS, settings.HIDE_AT_REPORTS
    sums = graver, sum(voice.weight for voice in voices)
    return any(need and reached >= need for need, reached in zip(needed, sums, strict=True))


def _is_settled(target: forum.Contribution) -> bool:
    """Whether a moderator looked at reports on this very text, and left it as it is."""
    kept = forum.Decision.objects.filter(
        decision__in=KEPT,
        closes=True,
        undone_by=None,
        item__flags__isnull=False,
        **{f"item__{target.kind}": target},
    )
    last = kept.order_by("-pk").values_list("at", flat=True).first()
    return last is not None and (target.edited_at is None or target.edited_at <= last)
