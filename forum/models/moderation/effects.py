"""What each decision does to a contribution, and how that is taken back.

Each returns what was before, in numbers and names of states, for `Decision.effect`; never what
anybody wrote. Taking back compares first: what has changed since is not overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from forum import redacting
from forum.models.contributions import Contribution, State
from forum.models.moderation.decisions import Decision
from forum.models.questions import Question
from portal.states import IllegalMove

if TYPE_CHECKING:
    from articles.models import Article, Condition
    from forum.models.moderation.items import ReviewItem

Kind = Decision.Kind
#: Decisions on one and the same thing. A later one of the same stands in the way of taking back.
ASPECTS = [
    {Kind.PUBLISH, Kind.REJECT, Kind.ASK, Kind.KEEP, Kind.HIDE, Kind.REMOVE, Kind.MERGE},
    {Kind.LOCK},
    {Kind.DUPLICATE},
    {Kind.MOVE},
    {Kind.LABEL},
    {Kind.ESCALATE},
]
#: Where a change of a public text waits, these are about the change alone.
ON_EDITS = [Kind.PUBLISH, Kind.REJECT]
#: On many at once only what needs nothing but a reason and a message.
FOR_MANY = [Kind.PUBLISH, Kind.ASK, Kind.REJECT, Kind.KEEP, Kind.HIDE, Kind.REMOVE]
#: What goes on while somebody still has to decide whether readers see the text.
BESIDE = [Kind.HIDE, Kind.ESCALATE]
#: What leaves readers with the text: after these it is decided, if it was public before.
ABOUT_IT = [Kind.LOCK, Kind.DUPLICATE, Kind.MOVE, Kind.LABEL, Kind.REDACT]


@dataclass(frozen=True, kw_only=True)
class Given:
    """What some decisions need beside a reason."""

    #: What readers are told of a lock.
    words: str = ""
    #: The question that was there first.
    first: Question | None = None
    condition: Condition | None = None
    label: str = ""
    #: What a label rests on.
    article: Article | None = None
    #: What is to be nowhere any more.
    personal: tuple[str, ...] = ()
    #: Numbers of pictures, likewise.
    pictures: tuple[int, ...] = ()


def choices(item: ReviewItem) -> list[str]:
    """The decisions that are possible now, in the order in which they are offered."""
    target, edit = item.target, item.edit
    if target.state in {State.REMOVED, State.REJECTED, State.RETURNED}:
        return [Kind.KEEP, Kind.REDACT]  # reported at the moment in which it was taken down
    if edit:
        first = [Kind.PUBLISH, Kind.REJECT]
    else:
        first = [Kind.KEEP if target.is_public else Kind.PUBLISH]
    if target.author_id and not edit and target.kind != "article_comment":
        first.append(Kind.ASK)
    first += [Kind.HIDE] if target.is_public else []
    first += [Kind.REJECT] if target.state == State.PENDING else [Kind.REMOVE]
    return [*first, Kind.REDACT, *_about_it(target), Kind.ESCALATE]


def _about_it(target: Contribution) -> list[str]:
    if not isinstance(target, Question):
        return [Kind.LABEL]
    public = [Kind.DUPLICATE] if target.is_public else []
    public += [Kind.LOCK] if target.is_public and not target.is_locked else []
    return [Kind.LABEL, Kind.MOVE, *public, *([Kind.MERGE] if target.author_id else [])]


def closes(decision: str, target: Contribution) -> bool:
    """Whether nothing is left to decide after it."""
    return decision not in BESIDE and (decision not in ABOUT_IT or not target.waits)


def act(item: ReviewItem, decision: str, given: Given) -> dict[str, Any]:
    """Do it. Returns what was before."""
    target, edit = item.target, item.edit
    if decision == Kind.ESCALATE:
        return {}
    if decision == Kind.KEEP:
        return {"state": target.state} | _links_on(target)
    if decision in {Kind.LOCK, Kind.DUPLICATE, Kind.MOVE, Kind.LABEL, Kind.MERGE}:
        return getattr(_Acts, decision)(target, given)
    if decision == Kind.REDACT:
        return redacting.redact(target, words=given.personal, pictures=given.pictures)
    published_at, edited_at = target.published_at, target.edited_at
    links = _links_on(target) if decision == Kind.PUBLISH else {}
    waiting = target.contributionrevisions.waiting().values_list("pk", flat=True).first()
    before = {"state": target.state, "published_at": _iso(published_at), "waiting": waiting} | links
    if edit and decision in ON_EDITS:
        if decision == Kind.PUBLISH:
            edit.show(target)
            before["edited_at"] = _iso(edited_at)
        else:
            edit.refuse()
        if not target.is_public:
            target.publish()
    else:
        getattr(target, {"ask": "give_back"}.get(decision, decision))()
    return before


def _links_on(target: Contribution) -> dict[str, bool]:
    """Somebody has looked where they lead."""
    if not target.links_off:
        return {}
    target.switch_links_off(False)
    return {"links_off": True}


class _Acts:
    """Decisions about questions, and labels."""

    @staticmethod
    def lock(question: Question, given: Given) -> dict[str, Any]:
        question.lock(words=given.words)
        return {}

    @staticmethod
    def label(target: Contribution, given: Given) -> dict[str, Any]:
        before = {"label": target.label, "article": target.label_article_id}
        target.put_label(given.label, article=given.article)
        return before

    @staticmethod
    def move(question: Question, given: Given) -> dict[str, Any]:
        before = {"condition": question.condition_id}
        question.move_to(given.condition)
        return before | {"to": question.condition_id}

    @staticmethod
    def duplicate(question: Question, given: Given) -> dict[str, Any]:
        before = question.duplicate_of_id
        return {"duplicate_of": before, "follows": question.mark_duplicate(of=given.first)}

    @staticmethod
    def merge(question: Question, given: Given) -> dict[str, Any]:
        before = {"state": question.state, "published_at": _iso(question.published_at)}
        waiting = question.contributionrevisions.waiting().values_list("pk", flat=True).first()
        return before | {"waiting": waiting} | question.merge_into(given.first)


def take_back(decision: Decision, target: Contribution) -> None:
    """Restore what was before. Raises IllegalMove where that is no longer possible."""
    kind, before = decision.decision, decision.effect
    if before.get("links_off"):
        target.switch_links_off()
    if kind == Kind.LOCK:
        target.unlock()
    elif kind == Kind.LABEL:
        target.put_label(before["label"], article=before["article"])
    elif kind == Kind.MOVE:
        if target.condition_id != before["to"]:
            raise IllegalMove("It was moved again since.")
        target.move_to(before["condition"])
    elif kind == Kind.DUPLICATE:
        target.unmark_duplicate(back_to=before["duplicate_of"], follows=before["follows"])
    elif kind == Kind.MERGE:
        target.take_apart(before)
        _put_back(decision, target)
    elif kind not in {Kind.KEEP, Kind.ESCALATE}:
        _put_back(decision, target)


def _put_back(decision: Decision, target: Contribution) -> None:
    """Into the state, and to the text, of before."""
    before, edit = decision.effect, decision.edit
    if edit:
        edit.wait_again(target, edited_at=_moment(before.get("edited_at")))
    elif before.get("waiting"):
        target.contributionrevisions.filter(pk=before["waiting"]).update(state="waiting")
    if before["state"] != target.state:
        target.put_back(before["state"], published_at=_moment(before["published_at"]))


def left(decision: Decision) -> str | None:
    """The state in which the decision left the text, where it did."""
    moves = {
        Kind.PUBLISH: State.PUBLISHED,
        Kind.REJECT: State.PUBLISHED if decision.edit_id else State.REJECTED,
        Kind.ASK: State.RETURNED,
        Kind.HIDE: State.HIDDEN,
        Kind.REMOVE: State.REMOVED,
        Kind.MERGE: State.REMOVED,
    }
    return moves.get(decision.decision)


def _iso(moment: datetime | None) -> str | None:
    return moment and moment.isoformat()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
