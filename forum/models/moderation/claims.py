"""Who looks at an item just now, so that two moderators do not read the same one.

A claim is a courtesy with an end, never a lock: whoever is called away blocks nothing, and what
cannot wait is decided by whoever is there. That only one decision counts is `decide()`'s business.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from forum.models.moderation.about import TARGETS
from portal.states import IllegalMove

if TYPE_CHECKING:
    from portal.models import User

#: How long somebody is said to be looking at an item.
CLAIM = timedelta(minutes=15)


class AlreadyClaimed(IllegalMove):
    """Another moderator is looking at it; the words say who, and until when."""


class ItemChanged(IllegalMove):
    """Something about the item is new since it was read: a report, a claim, its severity."""


def claimable(by: User) -> Q:
    """What this moderator can take: nobody else is looking at it."""
    free = Q(claimed_by=None) | Q(claimed_until__lte=timezone.now())
    return free | Q(claimed_by=by)


def written_by(user: User) -> Q:
    """What this moderator wrote, and so does not decide on."""
    return Q(*((f"{target}__author", user) for target in TARGETS), _connector=Q.OR)


class Claimable(models.Model):
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    claimed_until = models.DateTimeField(null=True, editable=False)
    #: Counts what happened to the item: who decides says which version was read.
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def claimant(self) -> User | None:
        """Who is looking at it now."""
        until = self.claimed_until
        return self.claimed_by if until and until > timezone.now() else None

    def claim(self, *, by: User) -> None:
        """Say that `by` is looking at it. Raises AlreadyClaimed and IllegalMove.

        One's own claim is prolonged, which is no news for what one has read.
        """
        if self.is_by(by):
            raise IllegalMove("You wrote this yourself: another moderator must decide.")
        claimed = {"claimed_by": by, "claimed_until": timezone.now() + CLAIM}
        mine = type(self).objects.open().filter(pk=self.pk).filter(claimable(by))
        if mine.filter(claimed_by=by).update(**claimed):
            self._take(**claimed)
            return
        if mine.update(version=F("version") + 1, **claimed):
            self.events.create(what="taken", by=by)
            self._take(**claimed)
            return
        self.refresh_from_db(fields=["claimed_by", "claimed_until", "closed_at"])
        if not self.is_open:
            raise IllegalMove(f"“{self}” has been decided already.")
        raise AlreadyClaimed(self.claimed_in_words)

    def _take(self, **claimed: Any) -> None:
        for name, value in claimed.items():
            setattr(self, name, value)
        self.refresh_from_db(fields=["version"])

    def release(self, *, by: User) -> None:
        """`by` looks at something else now. What another one holds stays theirs."""
        held = type(self).objects.open().filter(pk=self.pk, claimed_by=by)
        if held.update(claimed_by=None, claimed_until=None, version=F("version") + 1):
            self.events.create(what="released", by=by)

    def check_version(self, read: int | None) -> None:
        """Raises ItemChanged if something happened since; nothing does until the transaction ends.

        Without a version nobody read a page: the portal itself decides, or a test.
        """
        here = type(self)._base_manager.select_for_update(of=("self",), no_key=True)
        if read is not None and here.get(pk=self.pk).version != read:
            raise ItemChanged(f"Something is new about “{self}”. Please look at it once more.")

    @property
    def claimed_in_words(self) -> str:
        until = timezone.localtime(self.claimed_until)
        return f"{self.claimed_by} is looking at it, until {until:%H:%M}."


@transaction.atomic
def claim_next(items: QuerySet, *, by: User, most: int) -> int:
    """Take the first of these that nobody looks at and `by` did not write; how many there were."""
    free = items.filter(claimable(by)).exclude(written_by(by))
    chosen = list(free.select_for_update(of=("self",), skip_locked=True)[:most])
    for item in chosen:
        item.claim(by=by)
    return len(chosen)
