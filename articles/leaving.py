"""What the articles' side holds about a member, and what becomes of it when they leave."""

from __future__ import annotations

from articles.models import Reviewer
from portal.leaving.models import AccountDeletion
from portal.leaving.registry import Held, keep, unname

SIGNED = "Readers rely on who reviewed a text. The name under which you signed it stays with it."


def leave_reviewing(held: Held, leaving: AccountDeletion) -> None:
    """Nobody waits for a reviewer who has left; what they signed stands."""
    for reviewer in Reviewer.objects.filter(user=leaving.member, state=Reviewer.State.ACTIVE):
        reviewer.leave()


HELD = [
    Held(
        "articles.Revision.author",
        "Texts of articles that you wrote",
        unname,
        shows=["created_at", "number", "title", "summary", "body", "note", "public_note"],
    ),
    Held(
        "articles.SignOff.author",
        "Texts of yours that a reviewer signed",
        unname,
        shows=["signed_on", "revision__title", "revision__number"],
    ),
    Held(
        "articles.SignOff.reviewer",
        "Texts that you signed",
        keep,
        shows=["signed_on", "revision__title", "name", "role", "credential", "interests"],
        keeps=SIGNED,
    ),
    Held(
        "articles.Reviewer.user",
        "Your profile as a reviewer",
        leave_reviewing,
        shows=["name", "role", "credential", "interests", "checked_on", "valid_until", "state"],
        keeps=SIGNED,
    ),
    Held(
        "articles.ReviewRequest.asked_by",
        "Reviews you asked for",
        unname,
        shows=["asked_at", "revision__title", "message", "state"],
    ),
    Held(
        "articles.ReviewTask.decided_by",
        "Tasks about articles that you settled",
        keep,
        shows=["decided_at", "article__title", "state", "reason"],
        keeps="The record of what was decided stays, under “a former member of staff”.",
    ),
    Held(
        "articles.Publication.by",
        "Articles you published, retired or withdrew",
        unname,
        shows=["at", "article__title", "action", "reasons"],
    ),
    Held(
        "articles.Plan.by",
        "Publications you planned",
        unname,
        shows=["at", "article__title", "action", "state", "reasons"],
    ),
    Held(
        "articles.Feedback.handled_by",
        "Readers’ answers that you dealt with",
        unname,
        shows=["handled_at", "revision__title", "state", "outcome"],
    ),
    Held(
        "articles.ArticleRequest.asked_by",
        "Articles that you asked for",
        unname,
        shows=["asked_at", "words", "state"],
    ),
    Held(
        "articles.Picture.uploaded_by",
        "Pictures you added to articles",
        unname,
        shows=["uploaded_at", "key", "alt", "credit"],
    ),
    Held(
        "articles.Trial.published_by",
        "Clinical trials you published",
        unname,
        shows=["published_at", "title"],
    ),
    Held(
        "articles.TrialCondition.decided_by",
        "Conditions of clinical trials that you decided on",
        unname,
        shows=["decided_at", "trial__title", "condition__name", "state"],
    ),
    Held(
        "articles.TrialEvent.settled_by",
        "News of clinical trials that you looked at",
        unname,
        shows=["settled_at", "trial__title", "kind", "note"],
    ),
    Held(
        "articles.TrialPublication.by",
        "Clinical trials you published or took off the pages",
        unname,
        shows=["at", "trial__title", "action", "reasons", "because"],
    ),
    Held(
        "articles.TrialSummary.written_by",
        "Clinical trials that you put in plain words",
        unname,
        shows=["written_at", "number", "title", "summary", "taking_part"],
    ),
]
