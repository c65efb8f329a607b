"""What a deletion does: whom it tells, what it forgets, and what is left of the account."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.accounts import pseudonyms
from portal.leaving import mail, registry
from portal.models import User
from portal.states import IllegalMove

if TYPE_CHECKING:
    from portal.leaving.models import AccountDeletion

#: What decisions that must be kept say instead of a name.
EMPTIED = "Former member of staff {pk}"


def check(member: User, *, by: User | None, reason: str) -> None:
    """Raises IllegalMove where an account cannot be given up."""
    if by and not by.is_superuser:
        raise IllegalMove("Only administrators close the account of somebody else.")
    if by and not reason.strip():
        raise IllegalMove("Please say why: it is kept.")
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=member.pk)
    if member.is_superuser and not others.exists():
        raise IllegalMove(
            "This is the only administrator’s account. Please make somebody else an administrator "
            "first, so that the portal is not left alone."
        )


def begun(deletion: AccountDeletion) -> None:
    mail.send_about.enqueue(deletion.pk, "closing_begun")


def cancelled(deletion: AccountDeletion) -> None:
    mail.send_about.enqueue(deletion.pk, "closing_cancelled")


def forget(deletion: AccountDeletion) -> None:
    """Let every module, and then every entry of the registry, do its part; the apps' first."""
    for name in settings.LEAVING:
        for step in getattr(import_module(name), "BEFORE", ()):
            step(deletion)
    for entry in registry.held().values():
        entry.leave(entry, deletion)


@transaction.atomic
def close(member: User) -> None:
    """Delete the account; empty it where decisions that must be kept point to it."""
    name = member.pseudonym
    entries = registry.held().values()
    left = [entry for entry in entries if entry.rows(member).exists()]
    broken = [entry.column for entry in left if not entry.keeps]
    if broken:
        raise RuntimeError(f"Rows still point to account {member.pk}: {', '.join(broken)}")
    if left:
        empty(member)
    else:
        member.delete()
    pseudonyms.retire(name)


def empty(member: User) -> None:
    """Nothing that says who it was, and no way in."""
    member.email = f"{member.pk}@closed.invalid"
    member.pseudonym = EMPTIED.format(pk=member.pk)
    member.badge = User.Badge.NONE
    member.is_active = member.is_staff = member.is_superuser = False
    member.date_joined, member.last_login = timezone.now(), None
    member.set_unusable_password()
    member.save()
