"""Taking personal data out of a text, and out of everything that repeats it, for good.

What is taken out is nowhere in the database afterwards: not in the text, its earlier texts, what
others wrote and quoted on the same page, drafts, notes of reports, messages, appeals, moderators'
notes about its author, notifications, descriptions of pictures or the search index. Copies of the
database from before still hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Q

from forum import models as forum  # they import this module: their names are read when used
from portal.models import Notification, User
from portal.notifications import thread_of
from portal.states import IllegalMove

#: What readers see instead.
MARK = "[removed by a moderator: personal data]"
#: Shorter words are replaced only where they stand alone: "Al" is also in "also".
SHORT = 3
#: Of one decision.
MOST_WORDS = 30


class Words:
    """What is to be taken out, however it is spaced and capitalised."""

    def __init__(self, words: Iterable[str]) -> None:
        cleaned = {" ".join(word.split()) for word in words} - {""}
        self.all = sorted(cleaned, key=lambda word: (-len(word), word))
        self.pattern = re.compile("|".join(map(self._one, self.all)) or "(?!)", re.IGNORECASE)

    @staticmethod
    def _one(word: str) -> str:
        spaced = r"\s+".join(re.escape(part) for part in word.split())
        begins = r"(?<!\w)" if word[0].isalnum() else ""
        ends = r"(?!\w)" if len(word) <= SHORT and word[-1].isalnum() else ""
        return f"{begins}{spaced}{ends}"

    def out_of(self, text: str) -> str:
        return self.pattern.sub(MARK, text)

    def are_in(self, text: str) -> bool:
        return self.pattern.search(text) is not None


@transaction.atomic
def redact(
    target: forum.Contribution, *, words: Iterable[str], pictures: Iterable[int] = ()
) -> dict[str, int]:
    """Take these words and pictures out. Returns how much that was; never what.

    Raises IllegalMove where nothing of it is there.
    """
    personal = Words(list(words)[:MOST_WORDS])
    gone = 0
    photos = target.photos.filter(pk__in=pictures) if hasattr(target, "photos") else None
    if photos is not None and pictures:
        gone = photos.count()
        photos.delete()
    said = sum(len(found[0]) for found in personal.pattern.finditer(_said(target)))
    if not gone and not said:
        raise IllegalMove("None of these words stands in the text: please copy them from it.")
    if said:
        if target.version == 1 and target.kind in forum.revisions.EDITABLE:
            _keep_first_text(target)
        _may_rewrite_the_record()
        for row, columns in _texts(target, personal):
            _take_out(personal, row, columns)
        _take_out_of_drafts(target, personal)
        target.refresh_from_db()
        target.count_version()
    return {"characters": said, "pictures": gone}


def _said(target: forum.Contribution) -> str:
    texts = [getattr(target, "title", ""), target.body]
    if target.kind in forum.revisions.EDITABLE:
        texts += [f"{old.title}\n{old.body}" for old in target.contributionrevisions.all()]
    return "\n".join(texts)


def _keep_first_text(target: forum.Contribution) -> None:
    """The text gets another number, so that no form that is open brings the old words back."""
    states = forum.ContributionRevision.State
    forum.ContributionRevision.objects.create(
        **forum.ReviewItem.about(target),
        number=1,
        state=states.SHOWN if target.was_shown else states.REPLACED,
        title=getattr(target, "title", ""),
        body=target.body,
        by=target.author,
        at=target.created_at,
    )


def _may_rewrite_the_record() -> None:
    """The record's own trigger lets words out of messages and notes in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('forum.redacting', 'on', true)")


def _texts(target: forum.Contribution, personal: Words) -> Iterator[tuple[models.Model, list[str]]]:
    """Every row that may repeat it, with its columns of text."""
    page = getattr(target, "asked", target)
    if isinstance(target, forum.ArticleComment):
        yield target, ["body", "name"]
        here = Q(article_comment=target)
    else:
        below = Q(question=page) | Q(answer__question=page)
        yield page, ["title", "body", "locked_words"]
        for answer in page.answers.all():
            yield answer, ["body"]
        for comment in forum.Comment.objects.filter(below):
            yield comment, ["body"]
        for text in forum.ContributionRevision.objects.below([page]):
            yield text, ["title", "body", "reason"]
        for kind in (Q(question=page), Q(answer__question=page)):
            for photo in forum.Photo.objects.filter(kind).defer("large", "small"):
                yield photo, ["alt"]
        here = below | Q(comment__question=page) | Q(comment__answer__question=page)
    for flag in forum.Flag.objects.filter(here):
        yield flag, ["note"]
    items = forum.ReviewItem.objects.filter(here)
    for decision in forum.Decision.objects.filter(item__in=items):
        yield decision, ["message", "note"]
    yield from _said_to_and_of(target.author, items)
    told = Q(thread=thread_of(page)) | Q(about=thread_of(target))
    told |= Q(recipient=target.author) if target.author else Q()
    for note in Notification.objects.filter(told):
        yield note, ["title", "message"]


def _said_to_and_of(
    author: User | None, items: models.QuerySet
) -> Iterator[tuple[models.Model, list[str]]]:
    """What was said about the decisions: an appeal often repeats what was taken down."""
    appeals = Q(statement__decision__item__in=items)
    if author:
        appeals |= Q(statement__member=author)
        for measure in forum.Measure.objects.filter(member=author):
            yield measure, ["message"]
        for note in forum.StaffNote.objects.filter(member=author):
            yield note, ["text"]
    for appeal in forum.Appeal.objects.filter(appeals):
        yield appeal, ["words", "answer"]


def _take_out(personal: Words, row: models.Model, columns: list[str]) -> None:
    changed: dict[str, Any] = {}
    for column in columns:
        before = getattr(row, column)
        after = personal.out_of(before)[: row._meta.get_field(column).max_length]
        if after != before:
            changed[column] = after
    if isinstance(row, forum.Contribution):
        _rewrite(personal, row, changed)
    elif changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)


def _rewrite(personal: Words, row: forum.Contribution, changed: dict[str, Any]) -> None:
    """With what is derived from it. Where Markdown still spells the words, only the text stays."""
    for column, text in changed.items():
        setattr(row, column, text)
    row.save()
    if personal.are_in(row.body_text):
        row.body = personal.out_of(row.body_text)
        row.save()


def _take_out_of_drafts(target: forum.Contribution, personal: Words) -> None:
    """Of this page's forms, and whatever its author has begun."""
    page = getattr(target, "asked", target)
    places = [target, page] if isinstance(page, forum.Question) else []
    mine = Q(author=target.author) if target.author else Q()
    for question in places[1:]:
        mine |= Q(place__startswith=f"/questions/{question.pk}/")
        for answer in question.answers.values_list("pk", flat=True):
            mine |= Q(place__startswith=f"/questions/answers/{answer}/")
    for draft in forum.Draft.objects.filter(mine) if mine else ():
        fields = {
            name: personal.out_of(value) if isinstance(value, str) else value
            for name, value in draft.fields.items()
        }
        if fields != draft.fields:
            forum.Draft.objects.filter(pk=draft.pk).update(fields=fields)
