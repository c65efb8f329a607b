"""What to do now, when what somebody writes cannot wait for an answer in a forum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from articles.models import Article
from forum import screening
from forum.editing import newest_text, with_text
from forum.models import Circumstances, Contribution, HelpLine, Profile
from forum.models.revisions import EDITABLE
from forum.screening.actions import NEVER_LESS
from portal.models import User

#: Every road with words of its own (`forum/now/<road>.html`), the most pressing first.
EMERGENCIES = ("adrenal", "breathing", "seizure", "pump", "other")
CRISES = ("self-harm", "carer", "young", "abuse", "stopping-medicine", "threat")
ROADS = (*EMERGENCIES, *CRISES)
#: Where a finding says no road.
USUAL_ROAD = {"emergency": "other", "crisis": "self-harm"}
#: More at once nobody reads who is in need.
MOST_ROADS = 2
#: What the portal's own articles say of it, by address, as far as they are published.
READING = {
    "adrenal": "adrenal-crisis-in-adrenoleukodystrophy",
    "stopping-medicine": "adrenal-crisis-in-adrenoleukodystrophy",
    "seizure": "stiffness-feeding-and-seizures-at-home",
    "breathing": "stiffness-feeding-and-seizures-at-home",
    "pump": "stiffness-feeding-and-seizures-at-home",
    "carer": "looking-after-yourself-as-a-carer",
}


@dataclass(frozen=True)
class Typed:
    """What stands in a form so far, as screening reads it."""

    title: str
    body: str


@dataclass(frozen=True)
class Now:
    """What cannot wait, and whom to call in that country; empty where it is not known."""

    roads: tuple[str, ...]
    country: str = ""

    @property
    def parts(self) -> list[str]:
        """The templates that hold the words."""
        return [f"forum/now/{road}.html" for road in self.roads]

    @property
    def is_in_danger(self) -> bool:
        """Whether somebody may need help this minute; a threat is for the moderators alone."""
        return self.roads != ("threat",)

    @cached_property
    def lines(self) -> dict[str, list[HelpLine]]:
        return HelpLine.objects.for_country(self.country)

    @property
    def ambulance(self) -> HelpLine | None:
        """Nothing where we are not sure of the country's number."""
        return next(iter(self.lines.get(HelpLine.Kind.AMBULANCE, [])), None)

    @cached_property
    def reading(self) -> list[Article]:
        slugs = {READING[road] for road in self.roads if road in READING}
        shown = Article.objects.visible_to(AnonymousUser()).published().only("title", "slug")
        return list(shown.filter(slug__in=slugs)) if slugs else []


def what_to_do_now(title: str, body: str, *, country: str = "") -> Now | None:
    """None when nothing in these words is urgent."""
    found = {
        finding.road or USUAL_ROAD.get(finding.kind, "")
        for finding in screening.screen_contribution(Typed(title, body))
        if finding.kind in NEVER_LESS
    }
    roads = [road for road in ROADS if road in found]
    if len(roads) > 1 and "other" in roads:
        roads.remove("other")  # the others say it better
    return Now(tuple(roads[:MOST_ROADS]), country) if roads else None


def newest_of(contribution: Contribution) -> Contribution:
    """With what its author wrote last, for screening; never saved."""
    newest = newest_text(contribution) if contribution.kind in EDITABLE else contribution
    return with_text(contribution, getattr(newest, "title", ""), newest.body)


def what_its_author_does_now(contribution: Contribution) -> Now | None:
    """The same for what was sent: of its newest text, and in the country of its author."""
    newest = newest_of(contribution)
    now = what_to_do_now(getattr(newest, "title", ""), newest.body)
    if now is None or contribution.author is None:
        return now
    told = getattr(contribution, "circumstances", None)
    return Now(now.roads, (told and told.country) or country_of(contribution.author))


def country_of(member: User) -> str:
    """Where this member is, as far as they have told: for numbers to call, and shown to nobody."""
    shown = Profile.objects.filter(member=member).values_list("country", flat=True).first()
    told = Circumstances.objects.filter(question__author=member).exclude(country="")
    return shown or told.order_by("-pk").values_list("country", flat=True).first() or ""
