"""Everything by a wave of accounts, taken away in one decision, and given back in one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from forum.models.contributions import Contribution, State
from forum.models.moderation import TARGETS, Decision, ReviewItem
from forum.models.moderation.reasons import Reason
from forum.models.revisions import EDITABLE, ContributionRevision
from portal.accounts.models import Session
from portal.models import User
from portal.notifications import untell
from portal.states import IllegalMove

#: Where the texts stand that are taken away, and where each goes.
GOES = {
    State.PENDING: State.REJECTED,
    State.PUBLISHED: State.REMOVED,
    State.HIDDEN: State.REMOVED,
}
DECISION = {State.REJECTED: "reject", State.REMOVED: "remove"}
#: The record says so to the author, who may not sign in any more.
MESSAGE = "We could not publish this, because it looks like advertising."
#: What is never taken away unread: somebody may be in need.
UNREAD_NEVER = ("emergency", "crisis")
#: Rows written at once.
BATCH = 500


class SweepQuerySet(models.QuerySet["Sweep"]):
    @transaction.atomic
    def carry_out(self, members: Iterable[User], *, by: User) -> Sweep:
        """Refuse what of theirs waits, remove what is public, and let them sign in no more.

        What may speak of somebody in need stays where it is, to be read. Raises IllegalMove for
        those who work here.
        """
        members = list(
            User.objects.select_for_update(no_key=True).filter(
                pk__in=[member.pk for member in members]
            )
        )
        if any(member.is_staff or member == by for member in members):
            raise IllegalMove("Whoever works here is not swept away.")
        sweep = self.create(by=by)
        Swept.objects.bulk_create(
            Swept(sweep=sweep, member=member, suspended=member.is_active) for member in members
        )
        User.objects.filter(pk__in=[member.pk for member in members]).update(is_active=False)
        Session.objects.filter(member__in=members).delete()
        for kind in TARGETS:
            _take_away(kind, members, sweep)
        return sweep


class Sweep(models.Model):
    """One decision about many accounts, with a decision on record for each of their texts."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    decisions = models.ManyToManyField(Decision, related_name="+")
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = SweepQuerySet.as_manager()

    class Meta:
        verbose_name = "sweep of spam"
        verbose_name_plural = "sweeps of spam"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="sweep_undone_all_or_nothing",
            )
        ]

    def __str__(self) -> str:
        return f"Sweep {self.pk}"

    @transaction.atomic
    def undo(self, *, by: User) -> None:
        """Give everything back as it was. Raises IllegalMove where somebody has done so."""
        done = {"undone_at": timezone.now(), "undone_by": by}
        if not Sweep.objects.filter(pk=self.pk, undone_at=None).update(**done):
            raise IllegalMove("This was taken back already.")
        suspended = self.swept.filter(suspended=True).values("member")
        User.objects.filter(pk__in=suspended).update(is_active=True)
        for kind in TARGETS:
            _give_back(kind, self, by)
        self.refresh_from_db()


class Swept(models.Model):
    """An account of a sweep."""

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE, related_name="swept")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="swept"
    )
    #: Whether this took the way in, which undoing gives back.
    suspended = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sweep", "member"], name="swept_once_in_a_sweep")
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.sweep}"


def texts_of(kind: str, members: Iterable[User]) -> models.QuerySet[Contribution]:
    """What a sweep would take away of that kind: all that waits or is public, but for need."""
    model = ReviewItem._meta.get_field(kind).related_model
    noticed = Q(flags__reason="crisis")
    for name in UNREAD_NEVER:
        noticed |= Q(findings__contains=[{"kind": name}])
    need = ReviewItem.objects.open().filter(noticed, **{kind: models.OuterRef("pk")})
    rows = model._base_manager.filter(author__in=list(members), state__in=list(GOES))
    return rows.annotate(in_need=models.Exists(need))


def _take_away(kind: str, members: list[User], sweep: Sweep) -> None:
    rows = texts_of(kind, members).filter(in_need=False)
    rows = rows.select_for_update(of=("self",), no_key=True).only("pk", "state", "published_at")
    texts = list(rows)
    if not texts:
        return
    open_items = {
        getattr(item, f"{kind}_id"): item
        for item in ReviewItem.objects.open().filter(**{f"{kind}__in": texts})
    }
    new = [_item(kind, text) for text in texts if text.pk not in open_items]
    ReviewItem.objects.bulk_create(new, batch_size=BATCH)
    items = {getattr(item, f"{kind}_id"): item for item in new} | open_items
    waiting = _waiting(kind, texts)
    spam = Reason.objects.get(code="spam")
    decisions = [
        Decision(
            item=items[text.pk],
            decision=DECISION[GOES[text.state]],
            reason=spam,
            message=MESSAGE,
            by=sweep.by,
            effect={
                "state": text.state,
                "published_at": text.published_at and text.published_at.isoformat(),
                "waiting": waiting.get(text.pk),
                "was_open": text.pk in open_items,
            },
        )
        for text in texts
    ]
    sweep.decisions.add(*Decision.objects.bulk_create(decisions, batch_size=BATCH))
    ReviewItem.objects.filter(pk__in=[item.pk for item in open_items.values()]).update(
        closed_at=sweep.at, version=F("version") + 1
    )
    ContributionRevision.objects.filter(pk__in=waiting.values()).update(state="replaced")
    for state, goes in GOES.items():
        some = [text.pk for text in texts if text.state == state]
        type(texts[0])._base_manager.filter(pk__in=some).update(state=goes)
    untell(*(text for text in texts if text.state != State.PENDING))


def _item(kind: str, text: Contribution) -> ReviewItem:
    now = timezone.now()
    return ReviewItem(
        **{f"{kind}_id": text.pk}, why=ReviewItem.Why.NEW, due_at=now, opened_at=now, closed_at=now
    )


def _waiting(kind: str, texts: list[Contribution]) -> dict[int, int]:
    """The change that waits, by the key of its text."""
    if kind not in EDITABLE:
        return {}
    rows = ContributionRevision.objects.waiting().filter(**{f"{kind}__in": texts})
    return dict(rows.values_list(f"{kind}_id", "pk"))


def _give_back(kind: str, sweep: Sweep, by: User) -> None:
    """What somebody has decided on since stays as it is."""
    model = ReviewItem._meta.get_field(kind).related_model
    of_kind = {f"item__{kind}__isnull": False}
    decisions = list(sweep.decisions.filter(undone_by=None, **of_kind).select_related("item"))
    texts = {getattr(decision.item, f"{kind}_id"): decision for decision in decisions}
    rows = model._base_manager.filter(pk__in=texts)
    locked = rows.select_for_update(of=("self",), no_key=True).only("pk", "state")
    back = [text for text in locked if text.state == GOES[State(texts[text.pk].effect["state"])]]
    groups: dict[str, list[int]] = {}
    for text in back:
        groups.setdefault(texts[text.pk].effect["state"], []).append(text.pk)
    for state, pks in groups.items():
        model._base_manager.filter(pk__in=pks).update(state=state)
    undone = [texts[text.pk] for text in back]
    waiting = [decision.effect["waiting"] for decision in undone if decision.effect["waiting"]]
    ContributionRevision.objects.filter(pk__in=waiting).update(state="waiting")
    _open_again(kind, undone)
    mistake = Reason.objects.get(code="mistake")
    Decision.objects.bulk_create(
        [_undoing(decision, by=by, reason=mistake) for decision in undone], batch_size=BATCH
    )


def _open_again(kind: str, decisions: list[Decision]) -> None:
    """The items that were open, but where another was opened since."""
    reopened = [decision.item for decision in decisions if decision.effect["was_open"]]
    targets = [getattr(item, f"{kind}_id") for item in reopened]
    open_now = ReviewItem.objects.open().filter(**{f"{kind}__in": targets})
    taken = set(open_now.values_list(f"{kind}_id", flat=True))
    pks = [item.pk for item in reopened if getattr(item, f"{kind}_id") not in taken]
    ReviewItem.objects.filter(pk__in=pks).update(closed_at=None, version=F("version") + 1)


def _undoing(decision: Decision, **values: Any) -> Decision:
    return Decision(
        item_id=decision.item_id,
        decision=Decision.Kind.UNDO,
        undoes=decision,
        closes=False,
        **values,
    )
