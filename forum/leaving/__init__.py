"""What the forum holds about a member, and what becomes of it when they leave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from forum.leaving import removing
from forum.models import Appeal, Photo
from forum.models.circumstances import DETAILS
from portal.leaving.models import AccountDeletion
from portal.leaving.registry import Held, delete, keep, unname
from portal.models import User

PUBLIC = {
    "seen": "The moderators; everybody else once it is published.",
    "until": "When you delete your account, you choose: removed, or kept without your name.",
}
RECORD = "The record of what was decided stays, under “a former member of staff”."
RECORD_OF_CASES = (
    "The record of what was done for somebody's safety stays, under “a former member of staff”."
)
CONTRIBUTION = ["created_at", "published_at", "state", "body"]
TOLD = [
    "circumstances__condition__name",
    *(f"circumstances__{detail}" for detail in DETAILS if detail != "condition"),
    *(f"circumstances__{detail}_for" for detail in DETAILS),
]


def question(row: dict[str, Any]) -> str:
    return reverse("forum:question-by-number", args=[row["pk"]])


def answer(row: dict[str, Any]) -> str:
    return reverse("forum:answer", args=[row["pk"]])


def comment(row: dict[str, Any]) -> str:
    return reverse("forum:comment", args=[row["pk"]])


def picture(row: dict[str, Any]) -> str:
    """Where it lies in the download."""
    return f"pictures/{row['pk']}.webp"


#: Done before any entry: it needs to know what the member wrote, and where.
BEFORE = [removing.leave]


def public_title(path: str) -> Case:
    """The title of a question, as long as everybody may read it: it is somebody else's text."""
    shown = When(**{f"{path}__state": "published"}, then=F(f"{path}__title"))
    return Case(shown, default=Value(""))


def pictures(member: User) -> Iterator[tuple[str, bytes]]:
    """As files, one at a time."""
    for pk in Photo.objects.filter(owner=member).order_by("pk").values_list("pk", flat=True):
        yield picture({"pk": pk}), bytes(Photo.objects.values_list("large", flat=True).get(pk=pk))


def forget_notes(held: Held, leaving: AccountDeletion) -> None:
    """That there was a note stays on record, and neither what it said nor of whom."""
    held.rows(leaving.member).update(member=None, text="")


def forget_statements(held: Held, leaving: AccountDeletion) -> None:
    """What was decided and why stays; whom it concerned, and what they wrote of it, does not."""
    appeals = Appeal.objects.filter(statement__member=leaving.member)
    appeals.exclude(words="").update(words="")
    unname(held, leaving)


HELD = [
    Held(
        "forum.Measure.member",
        "Warnings, restrictions and suspensions",
        delete,
        shows=["at", "kind", "reason", "message", "until", "lifted_at"],
        seen="You and the moderators.",
    ),
    Held(
        "forum.Measure.by",
        "Warnings, restrictions and suspensions you decided on as a moderator",
        keep,
        shows=["at", "kind", "reason"],
        keeps=RECORD,
    ),
    Held(
        "forum.Measure.lifted_by",
        "Restrictions and suspensions you lifted as a moderator",
        keep,
        shows=["lifted_at", "kind"],
        keeps=RECORD,
    ),
    Held(
        "forum.Question.author",
        "Questions you asked",
        unname,
        shows=["pk", "title", *CONTRIBUTION, "anonymous", "audience", "condition__name", *TOLD],
        link=question,
        **PUBLIC,
    ),
    Held(
        "forum.Answer.author",
        "Answers you wrote",
        unname,
        shows=["pk", *CONTRIBUTION, "number", "helped_at"],
        adds={"asked": public_title("question")},
        link=answer,
        **PUBLIC,
    ),
    Held(
        "forum.ContributionRevision.by",
        "Earlier and later texts of what you wrote",
        unname,
        shows=["at", "state", "title", "body", "reason"],
    ),
    Held(
        "forum.Comment.author",
        "Comments you wrote",
        unname,
        shows=["pk", *CONTRIBUTION],
        link=comment,
        **PUBLIC,
    ),
    Held(
        "forum.ArticleComment.author",
        "Comments on articles",
        unname,
        shows=[*CONTRIBUTION, "article__title", "name", "email"],
        **PUBLIC,
    ),
    Held(
        "forum.Thanks.member",
        "Thanks you gave",
        delete,
        shows=["created_at", "answer__number"],
        adds={"asked": public_title("answer__question")},
        seen="Only you. Others see how many people gave thanks.",
    ),
    Held(
        "forum.Follow.member",
        "What you follow",
        delete,
        shows=["created_at", "condition__name", "topic__name"],
        adds={"asked": public_title("question")},
    ),
    Held(
        "forum.Photo.owner",
        "Pictures you sent",
        delete,
        shows=["pk", "created_at", "alt"],
        adds={"asked": Coalesce("question__title", public_title("answer__question"))},
        files=pictures,
        file=picture,
        seen="Whoever may see the question or answer; until it is sent only you.",
        until="Until you delete your account, or 14 days if you never send it.",
    ),
    Held(
        "forum.Draft.author",
        "Drafts",
        delete,
        shows=["updated_at", "place", "fields"],
        seen="Only you.",
        until="Until you send or delete it.",
    ),
    Held(
        "forum.Flag.member",
        "What you reported to the moderators",
        unname,
        shows=["created_at", "reason", "note"],
        seen="The moderators. The author never learns who reported.",
        until="The report stays, without your name, when you delete your account.",
    ),
    Held(
        "forum.Decision.by",
        "Decisions you made as a moderator",
        keep,
        shows=["at", "decision", "reason__label", "message"],
        keeps=RECORD,
        seen="The moderators. Whoever wrote it reads your message, without your name.",
        until="For good: it is the record of why something was or was not published.",
    ),
    Held(
        "forum.ReviewItem.claimed_by",
        "What you are looking at as a moderator",
        unname,
        shows=["claimed_until"],
        seen="The moderators.",
    ),
    Held(
        "forum.DeskSettings.member",
        "How you want to meet distressing texts",
        delete,
        shows=["distressing"],
        seen="Only you.",
    ),
    Held(
        "forum.ItemEvent.by",
        "What you took to look at as a moderator",
        keep,
        shows=["at", "what"],
        keeps=RECORD,
        seen="The moderators.",
        until="For good: it is the record of how something was decided.",
    ),
    Held(
        "forum.Swept.member",
        "That your account was taken for spam",
        delete,
        shows=["sweep__at", "sweep__undone_at"],
        seen="The moderators.",
    ),
    Held(
        "forum.Sweep.by",
        "Waves of spam that you swept away as a moderator",
        keep,
        shows=["at"],
        keeps=RECORD,
        seen="The moderators.",
        until="For good: it is the record of how something was decided.",
    ),
    Held(
        "forum.Sweep.undone_by",
        "Sweeps that you took back as a moderator",
        keep,
        shows=["undone_at"],
        keeps=RECORD,
        seen="The moderators.",
        until="For good: it is the record of how something was decided.",
    ),
    Held(
        "forum.TrustGrant.member",
        "That moderators trust what you write",
        delete,
        shows=["given_at", "ended_at"],
        seen="The moderators.",
    ),
    Held(
        "forum.TrustGrant.by",
        "Members you trusted as a moderator",
        keep,
        shows=["given_at", "reason"],
        keeps=RECORD,
        seen="The moderators.",
        until="As long as that member has an account.",
    ),
    Held(
        "forum.TrustGrant.ended_by",
        "Trust you took back as a moderator",
        keep,
        shows=["ended_at", "ended_because"],
        keeps=RECORD,
        seen="The moderators.",
        until="As long as that member has an account.",
    ),
    Held(
        "forum.Statement.member",
        "What was decided about what you wrote, and why",
        forget_statements,
        shows=[
            "at",
            "decision__decision",
            "content",
            "content_on",
            "scope",
            "until",
            "facts",
            "because",
            "ground",
            "rule",
            "reported",
            "noticed_by_program",
            "redress",
            "appeal__at",
            "appeal__words",
            "appeal__outcome",
            "appeal__answer",
        ],
        seen="The moderators.",
        until="For good, without your name once you have deleted your account.",
    ),
    Held(
        "forum.Appeal.decided_by",
        "Appeals you decided on as a moderator",
        keep,
        shows=["decided_at", "outcome", "answer"],
        keeps=RECORD,
        seen="The moderators, and whoever appealed, without your name.",
        until="For good: it is the record of how something was decided.",
    ),
    Held(
        "forum.StaffNote.member",
        "What moderators noted for one another",
        forget_notes,
        hidden="A note can speak of others, or of somebody in danger, and so it is not shown here. "
        "Ask us: a person reads the notes and sends you what is about you.",
        seen="The moderators.",
        until="Until you delete your account.",
    ),
    Held(
        "forum.StaffNote.by",
        "Notes you wrote as a moderator",
        keep,
        shows=["at"],
        keeps=RECORD,
        seen="The moderators.",
        until="For good; the words only until the member whom they are about leaves.",
    ),
    Held(
        "forum.Profile.member",
        "Your profile",
        delete,
        shows=[
            "relationship",
            "relationship_for",
            "condition__name",
            "condition_for",
            "country",
            "country_for",
            "languages",
            "languages_for",
            "since_for",
        ],
        seen="For each detail, whom you chose.",
    ),
    Held(
        "forum.Mute.member",
        "Members you muted",
        delete,
        shows=["created_at", "muted__pseudonym"],
        seen="Only you.",
    ),
    Held(
        "forum.Mute.muted",
        "Members who muted you",
        delete,
        hidden="Nobody learns by whom they were muted. What we keep of it goes with your account.",
    ),
    Held(
        "forum.Bereavement.member",
        "What you told us about a death",
        delete,
        shows=["created_at", "mails", "questions_rest_since", "moderators_know"],
        seen="Only you; the moderators if you said that they may know.",
    ),
    Held(
        "forum.Bereavement.set_by",
        "What you changed for members who asked you to",
        unname,
        hidden="It belongs to those members.",
    ),
    Held(
        "forum.PrivacyRequest.taken_by",
        "Requests from outside that you took in hand",
        unname,
        shows=["created_at", "reference", "state"],
    ),
    Held(
        "forum.RequestEvent.by",
        "What you did about requests from outside",
        keep,
        shows=["at", "request__reference", "act"],
        keeps="The record of what was done stays, under “a former member of staff”.",
    ),
    Held(
        "forum.DutyLimit.moderator",
        "How many distressing items you want to see in a day",
        delete,
        shows=["most"],
        seen="Only you.",
    ),
    Held(
        "forum.ShiftNote.by",
        "Notes you left for the next shift",
        keep,
        shows=["at", "text"],
        keeps=RECORD,
        seen="The moderators.",
        until="For a year.",
    ),
    Held(
        "forum.ShiftNoteRead.moderator",
        "Notes for the next shift that you have read",
        delete,
        shows=["at"],
        seen="Only you.",
    ),
    Held(
        "forum.Shift.moderator",
        "When you are on call",
        delete,
        shows=["starts_at", "ends_at", "weekly", "repeats_until"],
        seen="The moderators.",
    ),
    Held(
        "forum.AlertMail.moderator",
        "E-mails about urgent items that wait for moderators",
        delete,
        shows=["created_at", "emailed_at"],
        seen="Only you.",
    ),
    *(
        Held(
            f"forum.{column}",
            "What you did about worries for somebody's safety",
            keep,
            shows=[at],
            keeps=RECORD_OF_CASES,
            seen="The moderators.",
            until="For good: nothing deletes a case by itself.",
        )
        for column, at in [
            ("SafeguardingCase.opened_by", "opened_at"),
            ("SafeguardingCase.asked_second_by", "opened_at"),
            ("SafeguardingCase.closed_by", "closed_at"),
            ("CasePoint.done_by", "done_at"),
            ("CaseEvent.by", "at"),
        ]
    ),
    Held(
        "forum.Guidance.changed_by",
        "Guidance for moderators that you changed",
        unname,
        shows=["changed_at", "road"],
    ),
]
