"""What the forum shows (`reading`), takes in (`writing`), how members react (`reacting`), what they
follow (`following`), and what they are to one another (`people`)."""

from __future__ import annotations

from forum.views.about_me import about_me
from forum.views.bereavement import bereavement, no_reply_needed, take_back_bereavement
from forum.views.editing import edit, history
from forum.views.following import change_follow, follow, following
from forum.views.people import edit_profile, mute, mute_member, muted, profile, unmute
from forum.views.photos import photo
from forum.views.reacting import flag, forget_draft, mark_helped, thank
from forum.views.reading import answer, comment, mine, question, question_list, sent
from forum.views.statements import statement, statement_by_link, statements, transparency
from forum.views.writing import (
    ask,
    before_asking,
    comment_on_answer,
    comment_on_article,
    comment_on_question,
    find_to_cite,
    write_answer,
)

__all__ = [
    "about_me",
    "answer",
    "ask",
    "before_asking",
    "bereavement",
    "change_follow",
    "comment",
    "comment_on_answer",
    "comment_on_article",
    "comment_on_question",
    "edit",
    "edit_profile",
    "find_to_cite",
    "flag",
    "follow",
    "following",
    "forget_draft",
    "history",
    "mark_helped",
    "mine",
    "mute",
    "mute_member",
    "muted",
    "no_reply_needed",
    "photo",
    "profile",
    "question",
    "question_list",
    "sent",
    "statement",
    "statement_by_link",
    "statements",
    "take_back_bereavement",
    "thank",
    "transparency",
    "unmute",
    "write_answer",
]
