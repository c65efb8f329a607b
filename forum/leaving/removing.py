"""A member leaves: what becomes of what they wrote, and of their name in what others wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import Article
from forum.leaving.names import NOBODY, Name
from forum.models import (
    Answer,
    ArticleComment,
    Circumstances,
    Comment,
    Contribution,
    ContributionRevision,
    Draft,
    Question,
    ReviewItem,
    State,
)
from portal.leaving.models import AccountDeletion
from portal.models import Notification, User
from portal.search import CONFIG

#: What is left where others' words hang below a removed text.
STUBS = {
    "question": "This question was removed by the person who asked.",
    "answer": "This answer was removed by the person who wrote it.",
}
NOTHING = "(removed)"
#: Other questions in which a name is met that must be a word.
OFTEN = 3
KINDS: list[type[Contribution]] = [Question, Answer, Comment, ArticleComment]


def leave(leaving: AccountDeletion) -> None:
    """Remove the contributions, if that was chosen, and take the name out of all around them."""
    member = leaving.member
    Circumstances.objects.filter(question__author=member).delete()  # whatever was chosen
    let_questions_rest(member)
    questions = list(taken_part_in(member).values_list("pk", flat=True))
    removed = remove_all(member) if leaving.removes else []
    ordinary = is_ordinary(member.pseudonym, questions)
    name = Name(member.pseudonym, ordinary=ordinary, removed=removed)
    for row, columns in texts_around(questions, name):
        take_out(name, row, columns)
    for comment in comments_around(member, name):
        take_out(name, comment, ["body"])
    clearly = replace(name, ordinary=True)
    for row, columns in clear_mentions(name):
        take_out(clearly, row, columns)
    for draft in Draft.objects.exclude(author=member).filter(
        Q(fields__body__icontains=name.longest_word) | Q(fields__body__icontains=">")
    ):
        take_out_of_draft(clearly, draft)
    unname_article_comments(member)
    for note in Notification.objects.exclude(recipient=member).filter(
        Q(title__icontains=name.longest_word) | Q(message__icontains=name.longest_word)
    ):
        take_out(name, note, ["title", "message"])


def taken_part_in(member: User) -> QuerySet[Question]:
    """The questions below which the member wrote anything."""
    answers = Answer.objects.filter(author=member).values("question")
    comments = Comment.objects.filter(author=member)
    return Question.objects.filter(
        Q(author=member)
        | Q(pk__in=answers)
        | Q(pk__in=comments.values("question"))
        | Q(pk__in=comments.values("answer__question"))
    )


def let_questions_rest(member: User) -> None:
    """Nobody waits for an answer any more. What was asked anonymously stays as it is: changing with
    the others would say whose it is."""
    for question in Question.objects.filter(
        author=member, anonymous=False, no_reply_needed_at=None
    ):
        question.let_rest(by=member)


# --- The member's own words ---------------------------------------------------------------------
def remove_all(member: User) -> list[str]:
    """Take down and blank everything the member wrote. Returns what it said."""
    said = list(ContributionRevision.objects.filter(by=member).values_list("body", flat=True))
    for kind in reversed(KINDS):  # what hangs below first
        mine = kind._base_manager.filter(author=member).select_for_update(of=("self",))
        for contribution in mine.order_by("pk"):
            said.append(contribution.body)
            remove(contribution, member)
    return [text for text in said if text]


def remove(contribution: Contribution, member: User) -> None:
    """Blank it. Where others wrote below it a stub stays, so that their words are not lost."""
    stays = contribution.is_public and others_below(contribution, member)
    if not stays and contribution.state != State.REMOVED:
        contribution.remove()
    contribution.body = STUBS[contribution.kind] if stays else NOTHING
    if isinstance(contribution, Question):
        contribution.title = STUBS["question"] if stays else NOTHING
        contribution.emptied = True
        contribution.no_reply_needed_at = contribution.no_reply_needed_at or timezone.now()
    contribution.save()
    contribution.contributionrevisions.blank(contribution)
    # Nobody needs to decide on it any more. What was reported is still owed an answer, and a case
    # about somebody's safety is kept.
    waiting = ReviewItem.objects.open().filter(**ReviewItem.about(contribution))
    waiting.filter(flags=None, cases=None).delete()


def others_below(contribution: Contribution, member: User) -> bool:
    below = []
    if isinstance(contribution, Question):
        below = [
            contribution.answers.all(),
            contribution.comments.all(),
            Comment.objects.filter(answer__question=contribution),
        ]
    elif isinstance(contribution, Answer):
        below = [contribution.comments.all()]
    return any(rows.published().exclude(author=member).exists() for rows in below)


def unname_article_comments(member: User) -> None:
    """Their names and addresses were typed for them, so they do not go with the account."""
    ArticleComment.objects.filter(author=member).update(name=NOBODY.capitalize(), email="")
    ArticleComment.objects.filter(email__iexact=member.email).update(email="")


# --- Others' words ------------------------------------------------------------------------------
def is_ordinary(pseudonym: str, questions: list[int]) -> bool:
    """Whether people who do not mean this member use the name as a word.

    Elsewhere they may mean the member too. So a capital letter tells something only where it is
    met often, as the nouns of some languages are, or in an article.
    """
    if not pseudonym.isalpha():
        return False
    if len(pseudonym) < 4:
        return True
    word, small = SearchQuery(pseudonym, config=CONFIG), rf"\y{pseudonym.lower()}\y"
    asked = Question.objects.exclude(pk__in=questions).filter(search=word)
    answers = Answer.objects.exclude(question__in=questions).filter(search=word)
    clear = [
        asked.filter(Q(title__regex=small) | Q(body_text__regex=small)),
        answers.filter(body_text__regex=small),
        Article.objects.filter(body_text__iregex=small),
    ]
    if any(rows.exists() for rows in clear):
        return True
    met = {*asked.values_list("pk", flat=True)[:OFTEN]}
    met.update(answers.values_list("question", flat=True).distinct()[:OFTEN])
    return len(met) >= OFTEN


def texts_around(
    questions: list[int], name: Name
) -> Iterator[tuple[Contribution | ContributionRevision, list[str]]]:
    """Everything in these questions that may hold the name or a quote, with its columns."""
    said, quoted = Q(body__icontains=name.longest_word), Q(body__contains=">")
    may_hold = said | quoted if name.removed else said
    asked = Question.objects.filter(pk__in=questions)
    asked = asked.filter(may_hold | Q(title__icontains=name.longest_word))
    answers = Answer.objects.filter(may_hold, question__in=questions)
    comments = Comment.objects.filter(
        may_hold, Q(question__in=questions) | Q(answer__question__in=questions)
    )
    for rows, columns in [(asked, ["title", "body"]), (answers, ["body"]), (comments, ["body"])]:
        locked = rows.defer(*(["search"] if rows.model is not Comment else []))
        for row in locked.select_for_update(of=("self",)).iterator(chunk_size=200):
            yield row, columns
    for text in ContributionRevision.objects.below(questions).filter(may_hold):
        yield text, ["title", "body", "reason"]


def comments_around(member: User, name: Name) -> QuerySet[ArticleComment]:
    """What others wrote below the articles on which the member commented."""
    articles = ArticleComment.objects.filter(author=member).values("article")
    said, quoted = Q(body__icontains=name.longest_word), Q(body__contains=">")
    rows = ArticleComment.objects.filter(said | quoted, article__in=articles)
    return rows.select_for_update(of=("self",))


def clear_mentions(
    name: Name,
) -> Iterator[tuple[Contribution | ContributionRevision, list[str]]]:
    """Texts anywhere that hold it after an @ or a quote mark: there it is nothing but a name."""
    mark = rf"[@>][^\n]*{name.pattern}"
    said = Q(body__icontains=name.longest_word, body__iregex=mark)
    for kind in [*KINDS, ContributionRevision]:
        for row in kind.objects.filter(said).select_for_update(of=("self",)):
            yield row, ["body"]


def take_out_of_draft(name: Name, draft: Draft) -> None:
    """Else a quote would come back with what somebody else has begun to write."""
    before = draft.fields["body"]
    after = name.taken_out_of(before) if isinstance(before, str) else before
    if after != before:
        Draft.objects.filter(pk=draft.pk).update(fields=draft.fields | {"body": after})


def take_out(
    name: Name, row: Contribution | ContributionRevision | Notification, columns: list[str]
) -> None:
    changed = False
    for column in columns:
        before = getattr(row, column)
        longest = row._meta.get_field(column).max_length
        after = name.taken_out_of(before)[:longest]
        if after != before:
            setattr(row, column, after)
            changed = True
    if changed:
        row.save()
