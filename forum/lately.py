"""What was written lately, whoever wrote it: a wave of spam says the same from many accounts."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat, Left
from django.utils import timezone

from forum import models as forum  # they import this module: their names are read when used

#: What is older is another story, and of a long text its beginning is enough.
LATELY, LONGEST = timedelta(days=2), 2_000


def written_lately(contribution: forum.Contribution) -> tuple[str, ...]:
    """The newest few texts of every kind but this one, as screening reads them; one query.

    They are found by their numbers, so that it takes as long with a million of them.
    """
    most = settings.RECENT_TEXTS_COMPARED
    if not most or not isinstance(contribution, forum.Contribution):
        return ()  # what is only being typed, or searched for, is no wave yet
    kinds = (forum.Question, forum.Answer, forum.Comment, forum.ArticleComment)
    rows = [_newest(kind, contribution)[:most] for kind in kinds]
    since = timezone.now() - LATELY
    return tuple(text for at, text in rows[0].union(*rows[1:], all=True) if at > since)


def _newest(kind: type[forum.Contribution], contribution: forum.Contribution) -> object:
    words = F("body")
    if kind is forum.Question:
        words = Concat("title", Value("\n"), "body", output_field=CharField())
    others = kind._base_manager.order_by("-pk")
    if isinstance(contribution, kind):
        others = others.exclude(pk=contribution.pk)
    return others.values_list("created_at", Left(words, LONGEST))
