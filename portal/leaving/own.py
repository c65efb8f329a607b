"""What the foundation and its libraries hold about a member."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django_tasks_db.models import DBTaskResult

from portal.leaving.models import AccountDeletion
from portal.leaving.registry import Held, delete, keep, unname
from portal.models import Counter


def forget_earlier(held: Held, leaving: AccountDeletion) -> None:
    """The one that is carried out lets go of the member by itself, last."""
    held.rows(leaving.member).exclude(pk=leaving.pk).delete()


def forget_traces(leaving: AccountDeletion) -> None:
    """What no column shows: tasks with an address, counters, the admin's log about the member."""
    member = leaving.member
    addresses = EmailAddress.objects.filter(user=member).values_list("email", flat=True)
    for address in {member.email, *addresses}:
        DBTaskResult.objects.filter(args_kwargs__icontains=address).delete()
    Counter.objects.filter(key__endswith=f":member-{member.pk}").delete()
    about = LogEntry.objects.filter(object_id=str(member.pk), content_type__model="user")
    about.update(object_repr="a former member")


BEFORE = [forget_traces]

HELD = [
    Held(
        "leaving.AccountDeletion.member",
        "When you wanted to close your account",
        forget_earlier,
        shows=["requested_at", "due_at", "state", "contributions", "words"],
    ),
    Held(
        "leaving.DataExport.member",
        "Downloads of your data",
        delete,
        shows=["requested_at", "state", "ready_at", "expires_at"],
        until="For 48 hours.",
    ),
    Held(
        "leaving.AccountDeletion.by",
        "Accounts you closed as an administrator",
        unname,
        shows=["requested_at", "state", "reason"],
    ),
    Held(
        "portal.Notification.recipient",
        "What we told you",
        delete,
        shows=["created_at", "title", "message", "url", "read_at", "emailed_at"],
    ),
    Held(
        "portal.AuditEvent.member",
        "When staff looked at your address or changed your account",
        unname,
        shows=["at", "what", "before", "after"],
        seen="The moderators, with who it was.",
        until="That it happened stays, without your name, when you delete your account.",
    ),
    Held(
        "portal.AuditEvent.by",
        "What you looked up and changed as staff",
        keep,
        shows=["at", "what", "subject", "reason"],
        keeps="The record of what was done stays, under “a former member of staff”.",
    ),
    Held(
        "portal.MailPace.member",
        "How often you want e-mails",
        delete,
        shows=["stream", "pace"],
    ),
    Held("portal.Silence.member", "What you want no e-mails about", delete, shows=["thread"]),
    Held("portal.User.groups", "Groups you work in", delete, shows=["name"]),
    Held("portal.User.user_permissions", "What you may do", delete, shows=["name"]),
    Held(
        "accounts.EmailChange.member",
        "New e-mail addresses you asked for",
        delete,
        shows=["requested_at", "email", "state", "old_confirmed_at", "new_confirmed_at"],
        until="For three days.",
    ),
    Held(
        "accounts.EmailChange.by",
        "Members for whom you vouched as an administrator",
        unname,
        shows=["requested_at", "state", "reason"],
        until="For three days. The admin’s log keeps the reason.",
    ),
    Held(
        "accounts.Footprint.member",
        "Networks you wrote from",
        delete,
        shows=["seen_at"],
        seen="Nobody. The portal compares keyed hashes, to meet a wave of false accounts as one.",
        until="For 30 days.",
    ),
    Held(
        "accounts.Session.member",
        "Where you are signed in",
        delete,
        shows=["began_at", "used_at", "device"],
        until="Until you sign out there, and for two weeks at most.",
    ),
    Held(
        "account.EmailAddress.user",
        "E-mail addresses",
        delete,
        shows=["email", "verified", "primary"],
    ),
    Held(
        "mfa.Authenticator.user",
        "Second steps when signing in",
        delete,
        shows=["type", "created_at", "last_used_at"],
    ),
    Held(
        "admin.LogEntry.user",
        "What you did in the admin",
        keep,
        shows=["action_time", "object_repr", "change_message"],
        keeps="The record of what was changed stays, under “a former member of staff”.",
    ),
]
