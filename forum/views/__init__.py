"""What the forum shows (`reading`), takes in (`writing`), how members react (`reacting`) and what
they follow (`following`)."""

from __future__ import annotations

from forum.views.following import change_follow, follow, following
from forum.views.reacting import flag, forget_draft, mark_helped, thank
from forum.views.reading import answer, comment, mine, question, question_list
from forum.views.writing import (
    ask,
    before_asking,
    comment_on_answer,
    comment_on_article,
    comment_on_question,
    write_answer,
)

__all__ = [
    "answer",
    "ask",
    "before_asking",
    "change_follow",
    "comment",
    "comment_on_answer",
    "comment_on_article",
    "comment_on_question",
    "flag",
    "follow",
    "following",
    "forget_draft",
    "mark_helped",
    "mine",
    "question",
    "question_list",
    "thank",
    "write_answer",
]
