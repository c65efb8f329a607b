"""Which accounts belong together: new ones that wrote from the same networks, whoever began."""

from __future__ import annotations

from dataclasses import dataclass

from forum.models import Contribution
from forum.models.moderation import TARGETS
from forum.models.sweeps import texts_of
from forum.trust import Level, levels_of
from portal.accounts.models import Footprint
from portal.models import User

#: Accounts of one sweep, and texts shown of each; a larger wave is met twice.
MOST, MOST_SHOWN = 300, 3
#: Only these are found by their networks: a hospital shares one with families whom we know.
FOUND = frozenset({Level.NEW, Level.RESTRICTED})


@dataclass
class Account:
    """An account of a wave, with what a sweep would take away of it."""

    member: User
    texts: list[Contribution]
    #: What stays to be read, because it may speak of somebody in need.
    in_need: int

    @property
    def few(self) -> list[Contribution]:
        return self.texts[:MOST_SHOWN]


def around(member: User) -> list[User]:
    """This member and all new ones in the same networks, and in theirs, until no more are found."""
    found, frontier, networks = {member.pk: member}, [member.pk], set()
    while frontier and len(found) < MOST:
        prints = Footprint.objects.filter(member__in=frontier).exclude(network__in=networks)
        new_networks = set(prints.values_list("network", flat=True)[:MOST])
        networks |= new_networks
        others = (
            User.objects.filter(footprints__network__in=new_networks, is_staff=False)
            .exclude(pk__in=found)
            .distinct()
            .order_by("-pk")[: MOST - len(found)]
        )
        levels = levels_of(others)
        fresh = {other.pk: other for other in others if levels[other.pk] in FOUND}
        found |= fresh
        frontier = list(fresh)
    return list(found.values())


def accounts(members: list[User]) -> list[Account]:
    """With their texts, in a few queries for all."""
    by_author: dict[int, list[Contribution]] = {member.pk: [] for member in members}
    for kind in TARGETS:
        rows = texts_of(kind, members).order_by("pk").defer(*_LONG[kind])
        if kind != "question":
            rows = rows.select_related(*_WITHIN[kind])
        for text in rows:
            by_author[text.author_id].append(text)
    return [
        Account(
            member,
            [text for text in by_author[member.pk] if not text.in_need],
            sum(text.in_need for text in by_author[member.pk]),
        )
        for member in members
    ]


#: What a list does not need, and what a heading does.
_LONG = {
    "question": ["body", "body_html", "search"],
    "answer": ["body", "body_html", "search"],
    "comment": ["body", "body_html"],
    "article_comment": ["body", "body_html", "email"],
}
_WITHIN = {
    "answer": ["question"],
    "comment": ["question", "answer__question"],
    "article_comment": ["article"],
}
