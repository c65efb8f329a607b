"""An author changes what they wrote: at once, or after a moderator's look, and never unnoticed.

What is public may be edited for a day, with a reason, and its history is public. A change by
somebody on trial, or one that `forum.trust` holds for what is in it, waits while readers see the
old text. What waits or was refused may be edited at any time; refused, it goes to the moderators
anew.
"""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from forum import screening
from forum.models import (
    Contribution,
    ContributionRevision,
    Question,
    ReviewItem,
    Severity,
    State,
)
from forum.trust import must_wait
from portal.diff import Stretch, changes
from portal.models import User
from portal.states import IllegalMove

#: How long after its publication an author may change a text.
EDITABLE_FOR = timedelta(hours=24)


class Overtaken(IllegalMove):
    """The text has changed since the form was opened; nothing of either is lost."""


def may_edit(contribution: Contribution, user: User) -> bool:
    """Whether this member may change it now."""
    if contribution.author_id is None or contribution.author_id != user.pk:
        return False
    if contribution.is_public:
        return contribution.published_at > timezone.now() - EDITABLE_FOR
    return contribution.state in {State.PENDING, State.RETURNED, State.REJECTED}


def newest_text(contribution: Contribution) -> ContributionRevision | Contribution:
    """What its author last wrote: a change that waits, or else what stands there."""
    return contribution.contributionrevisions.waiting().first() or contribution


def to_go_on_with(contribution: Contribution) -> ContributionRevision | Contribution:
    """With what its author goes on: a change that was refused just now can be mended and sent anew,
    as long as nothing was written since."""
    last = contribution.contributionrevisions.order_by("-number").first()
    refused = last is not None and last.state == last.State.REFUSED
    return last if refused else newest_text(contribution)


@transaction.atomic
def edit(
    contribution: Contribution,
    *,
    by: User,
    seen: int,
    body: str,
    title: str = "",
    reason: str = "",
    told: bool = False,
) -> Contribution:
    """Change the text of which `seen` is the version. The same words once more change nothing.

    Raises IllegalMove where `by` may not, and Overtaken where the text is no longer that one.
    """
    here = contribution.locked()
    if not may_edit(here, by):
        raise IllegalMove("This can no longer be changed.")
    newest = newest_text(here)
    title = title if isinstance(here, Question) else ""
    if (getattr(newest, "title", ""), newest.body) == (title, body):
        return here
    if seen != here.version:
        raise Overtaken("The text has been changed since you opened it. Please look at both.")
    if newest is not here and (getattr(here, "title", ""), here.body) == (title, body):
        here.contributionrevisions.settle(shown=False)  # the change that waits is taken back
        here.count_version()
        return here
    if here.version == 1:
        _keep_original(here)
    here.contributionrevisions.settle(shown=False)
    findings = screening.screen_contribution(with_text(here, title, body), told=told)
    revision = ContributionRevision.objects.create(
        **ReviewItem.about(here),
        number=here.version + 1,
        state=_state(here, findings),
        title=title,
        body=body,
        reason=reason,
        by=by,
    )
    here.count_version()
    if not here.is_public or revision.state == revision.State.SHOWN:
        here.take(revision)
    if here.state in {State.RETURNED, State.REJECTED}:
        here.send_again()
    if screening.wants_links_off(findings):
        here.switch_links_off()
    _tell_moderators(here, findings)
    return here


def _state(here: Contribution, findings: list[screening.Finding]) -> str:
    """While all of it waits, so does each new text of it."""
    waits = not here.is_public or must_wait(here, findings)
    states = ContributionRevision.State
    return states.WAITING if waits else states.SHOWN


def worst_of(findings: list[screening.Finding]) -> int:
    return max([finding.severity for finding in findings], default=Severity.ORDINARY)


def _keep_original(here: Contribution) -> None:
    states = ContributionRevision.State
    ContributionRevision.objects.create(
        **ReviewItem.about(here),
        number=1,
        state=states.SHOWN if here.is_public else states.REPLACED,
        title=getattr(here, "title", ""),
        body=here.body,
        by=here.author,
        at=here.created_at,
    )


def with_text(here: Contribution, title: str, body: str) -> Contribution:
    """The same as it would be with that text, for screening; never saved."""
    changed = copy.copy(here)
    changed.title, changed.body = title, body
    return changed


def last_change(contribution: Contribution) -> tuple[ContributionRevision, ...]:
    """The newest text and the one before it, whoever has seen them; nothing where there is one."""
    texts = contribution.contributionrevisions.order_by("-number")[:2]
    return tuple(texts)[::-1] if len(texts) == 2 else ()


def what_changed(old: Any, new: Any) -> list[tuple[str, list[Stretch]]]:
    """For `_diff.html`: the title of a question, where it changed, and the text."""
    before, after = getattr(old, "title", ""), getattr(new, "title", "")
    parts = [("Title", changes(before, after))] if before != after else []
    return [*parts, ("Text", changes(old.body, new.body))]


def _tell_moderators(here: Contribution, findings: list[screening.Finding]) -> None:
    ReviewItem.open(
        here,
        why=ReviewItem.Why.EDITED,
        severity=worst_of(findings),
        findings=screening.kept(findings),
    )
