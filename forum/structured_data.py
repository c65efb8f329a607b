"""What search engines read of a question: only what is public, and under pseudonyms."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from forum.models import Answer, Contribution, Question
from portal.structured_data import json_ld


def qa_page(question: Question, answers: list[Answer]) -> SafeString | None:
    """A schema.org QAPage, or nothing while there is no public answer to show.

    What moderators have put a label on is not handed to search engines as an answer.
    """
    public = [answer for answer in answers if answer.is_public and not answer.label]
    left_out = question.label or question.duplicate_of_id or question.emptied
    if not question.for_everyone or left_out or not public:
        return None
    entity = _entity("Question", question) | {
        "name": question.title,
        "answerCount": question.answer_count,
    }
    helped = [_answer(answer) for answer in public if answer.helped_at]
    others = [_answer(answer) for answer in public if not answer.helped_at]
    if helped:
        entity["acceptedAnswer"] = helped
    if others:
        entity["suggestedAnswer"] = others
    return json_ld({"@type": "QAPage", "mainEntity": entity})


def _answer(answer: Answer) -> dict[str, Any]:
    return _entity("Answer", answer) | {"upvoteCount": answer.thanks_count}


def _entity(kind: str, contribution: Contribution) -> dict[str, Any]:
    return {
        "@type": kind,
        "url": settings.SITE_URL + contribution.get_absolute_url(),
        "text": contribution.body_text,
        "datePublished": contribution.published_at.isoformat(),
        "author": {"@type": "Person", "name": contribution.byline.name},
    }
