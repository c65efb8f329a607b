"""Members for one another: what one shows of oneself, and whom one would rather not read."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django_countries import countries

from articles.languages import LANGUAGES
from articles.models import Condition
from forum.models.circumstances import Circumstances
from forum.models.contributions import Contribution
from portal.models import User
from portal.states import IllegalMove

#: Of one member.
MOST_MUTED = 200


def new_key() -> str:
    """A part of an address that nobody finds by counting or by knowing the name."""
    return secrets.token_hex(8)


class Profile(models.Model):
    """What a member chose to show: chosen from lists, never typed, so that nothing is to moderate.

    Each detail has its own audience, and nobody is the default of all. There are no counts, no list
    of contributions and no "last seen", and nothing here comes from what the member writes.
    """

    class Audience(models.TextChoices):
        NOBODY = "nobody", "Nobody"
        MEMBERS = "members", "Members who are signed in"
        EVERYONE = "everyone", "Everyone"

    #: In the order in which they are shown. Each has its audience in `<name>_for`.
    DETAILS = ("relationship", "condition", "country", "languages", "since")
    #: Those that may together say who a family is, from what says least to what says most.
    TELLING = ("condition", "relationship", "country")

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile"
    )
    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    relationship = models.CharField(max_length=12, choices=Circumstances.Relationship, blank=True)
    relationship_for = models.CharField(max_length=8, choices=Audience, default=Audience.NOBODY)
    condition = models.ForeignKey(
        Condition, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    condition_for = models.CharField(max_length=8, choices=Audience, default=Audience.NOBODY)
    country = models.CharField(max_length=2, blank=True)
    country_for = models.CharField(max_length=8, choices=Audience, default=Audience.NOBODY)
    languages = ArrayField(models.CharField(max_length=7), default=list, blank=True)
    languages_for = models.CharField(max_length=8, choices=Audience, default=Audience.NOBODY)
    since_for = models.CharField(max_length=8, choices=Audience, default=Audience.NOBODY)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}_for__in": ["nobody", "members", "everyone"]}),
                name=f"profile_{name}_known_audience",
            )
            for name in ("relationship", "condition", "country", "languages", "since")
        ]

    def __str__(self) -> str:
        return f"Profile of {self.member}"

    def get_absolute_url(self) -> str:
        return reverse("profile", args=[self.key])

    def shown_to(self, reader: User | AnonymousUser) -> list[tuple[str, str]]:
        """What this reader sees, as names and values; the owner is shown what members see."""
        held_back = self._held_back(reader)
        return [
            (label, value)
            for name, label in self._labels().items()
            if self._is_for(name, reader)
            and name not in held_back
            and (value := self._in_words(name))
        ]

    def held_back(self, reader: User | AnonymousUser) -> list[str]:
        """What they would see if more members had told the same, by its name."""
        labels = self._labels()
        return [labels[name] for name in self._held_back(reader)]

    def shows_anything_to(self, reader: User | AnonymousUser) -> bool:
        return any(self._is_for(name, reader) and self._is_filled(name) for name in self.DETAILS)

    @property
    def is_telling(self) -> bool:
        """Whether everybody may see so much that a family could be recognised."""
        seen = [name for name in self.TELLING if self._is_filled(name)]
        return sum(self._is_for(name, AnonymousUser()) for name in seen) > 1

    def _held_back(self, reader: User | AnonymousUser) -> list[str]:
        """Those details that, with the ones before them, too few members share (SMALL_CELL)."""
        audience = self.Audience.MEMBERS if reader.is_authenticated else self.Audience.EVERYONE
        shown = [
            name for name in self.TELLING if self._is_filled(name) and self._is_for(name, reader)
        ]
        tags = [f"{audience.value}:{name}={self._value(name)}" for name in shown]
        enough = Circumstances.objects.shared_by_enough(tags, audience=audience.value)
        return shown[enough:]

    def _is_for(self, name: str, reader: User | AnonymousUser) -> bool:
        audience = getattr(self, f"{name}_for")
        if audience == self.Audience.MEMBERS:
            return reader.is_authenticated
        return audience == self.Audience.EVERYONE

    def _is_filled(self, name: str) -> bool:
        return name == "since" or bool(self._value(name))

    def _value(self, name: str) -> Any:
        return getattr(self, "condition_id" if name == "condition" else name)

    def _in_words(self, name: str) -> str:
        if name == "since":
            return str(self.member.date_joined.year)
        if name == "condition":
            return self.condition.name if self.condition else ""
        if name == "country":
            return countries.name(self.country)
        if name == "languages":
            own_names = dict(LANGUAGES)
            return ", ".join(own_names[code] for code in self.languages if code in own_names)
        return str(getattr(self, f"get_{name}_display")())

    @staticmethod
    def _labels() -> dict[str, str]:
        return {
            "relationship": "Relationship",
            "condition": "Condition in the family",
            "country": "Country",
            "languages": "Languages",
            "since": "Member since",
        }


class MuteQuerySet(models.QuerySet["Mute"]):
    def by(self, reader: User | AnonymousUser) -> frozenset[int]:
        """The numbers of those whom this reader has muted; one small query, none for visitors."""
        if reader.is_anonymous:
            return frozenset()
        return frozenset(self.filter(member=reader).values_list("muted", flat=True))

    def deaf_to(self, contribution: Contribution) -> frozenset[int]:
        """The numbers of those who are not to be told of it: they have muted whoever wrote it.

        Of what was written anonymously everybody is told: silence would say who wrote it.
        """
        member = contribution.byline.member
        if member is None:
            return frozenset()
        return frozenset(self.filter(muted=member).values_list("member", flat=True))

    def mute(self, *, member: User, muted: User) -> None:
        """Twice is once, and the other never learns of it. Raises IllegalMove."""
        if member.pk == muted.pk:
            raise IllegalMove("You cannot mute yourself.")
        if self.filter(member=member).count() >= MOST_MUTED:
            raise IllegalMove(
                f"You have muted {MOST_MUTED} members, and more is not possible. If that many "
                "people write what hurts, please report it: moderators want to know."
            )
        self.get_or_create(member=member, muted=muted)


class Mute(models.Model):
    """One member would rather not read another. Only the one who muted ever sees it."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes"
    )
    muted = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "muted"], name="mute_once"),
            models.CheckConstraint(condition=~Q(member=F("muted")), name="mute_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"Mute {self.pk}"
