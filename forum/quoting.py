"""Quoting what stands on the same page: the beginning of an answer or a comment, with a link.

A quote is plain Markdown: `> **Night owl** wrote: ([answer 3](…/questions/answers/12/))`, then the
words. It stays within its question, so that whoever leaves is found by the questions they took part
in: `forum.leaving` takes their name and, if they wish, their words out of quotes as well.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.text import Truncator

from forum.models import Answer, Comment, Contribution, Question
from portal.models import User

#: Characters of somebody else's words. Who wants all of them follows the link.
MOST = 500

_MARK = re.compile(r"(question|answer|comment)-([0-9]{1,18})")
_KINDS = {
    "question": Question.objects.select_related("author"),
    "answer": Answer.objects.select_related("author", "question"),
    "comment": Comment.objects.select_related("author", "question", "answer__question"),
}
_QUOTED_LINE = re.compile(r"^ {0,3}>.*\n?", re.MULTILINE)


def quote(mark: str, question: Question, *, reader: User | AnonymousUser, words: str = "") -> str:
    """Markdown that quotes "answer-12", or of it only these words, if they stand there.

    Nothing for what is not public, not to be seen by this reader, or below another question.
    """
    match = _MARK.fullmatch(mark)
    if match is None:
        return ""
    found = _KINDS[match[1]].visible_to(reader).published().filter(pk=match[2]).first()
    if found is None or getattr(found, "asked", found).pk != question.pk:
        return ""
    lines = _lines(found, " ".join(words.split()))
    return "\n".join([f"> {_by(found)}", ">", *(f"> {line}".rstrip() for line in lines), "", ""])


def _by(found: Contribution) -> str:
    name = re.sub(r"([\\`*_\[\]<>~])", r"\\\1", found.byline.name)
    if found.kind == "question":
        address, what = reverse("forum:question-by-number", args=[found.pk]), "question"
    else:
        address = found.get_absolute_url()
        what = f"answer {found.number}" if found.kind == "answer" else "comment"
    return f"**{name}** wrote: ([{what}]({settings.SITE_URL}{address}))"


def _lines(found: Contribution, words: str) -> list[str]:
    """Of its own words, without what it quotes itself."""
    if words and words in found.body_text:
        return [Truncator(words).chars(MOST)]
    own = _QUOTED_LINE.sub("", found.body).strip()
    return Truncator(own).chars(MOST).splitlines()
