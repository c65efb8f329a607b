"""What the forum shows (`reading`), takes in (`writing`), and how members react (`reacting`)."""

from __future__ import annotations

from forum.views.reacting import flag, forget_draft, mark_helped, thank
from forum.views.reading import answer, comment, mine, question, question_list
from forum.views.writing import (
    ask,
    comment_on_answer,
    comment_on_article,
    comment_on_question,
    write_answer,
)

__all__ = [
    "answer",
    "ask",
    "comment",
    "comment_on_answer",
    "comment_on_article",
    "comment_on_question",
    "flag",
    "forget_draft",
    "mark_helped",
    "mine",
    "question",
    "question_list",
    "thank",
    "write_answer",
]
