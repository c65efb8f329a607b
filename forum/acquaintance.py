"""What one reader's page knows about those who wrote on it: whom to fold, whose name is a link."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from forum.models import Answer, Contribution, Mute, Question
from portal.models import User


def note_on_page(
    reader: User | AnonymousUser, question: Question, answers: Iterable[Answer]
) -> None:
    """Note on a question, its answers and all comments `is_folded` and `profile`, for this reader.

    One small query, whatever the page holds. Only bylines are asked. So what was written
    anonymously has no profile, and is never folded for a mute, which would say who wrote it.
    """
    written: list[Contribution] = []
    for one in (question, *answers):
        written += [one, *one.shown_comments]
    members = {each.byline.member.pk for each in written if each.byline.member}
    mutes = Mute.objects.filter(member=reader.pk, muted=OuterRef("pk"))
    rows = User.objects.filter(pk__in=members).defer("email", "password")
    rows = rows.select_related("profile").annotate(is_muted=Exists(mutes))
    known = {member.pk: member for member in rows}
    for each in written:
        member = known.get(each.byline.member.pk) if each.byline.member else None
        profile = getattr(member, "profile", None)
        each.is_folded = member is not None and member.is_muted
        each.profile = profile if profile and profile.shows_anything_to(reader) else None
