"""Who hears of what, and of nothing that is not public. No mail quotes what members wrote."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django_tasks import task

from articles.models import Condition
from forum import models as forum  # they import this module: their names are read when used
from portal.models import Notification, Stream, User
from portal.notifications import again_later, notify, send, tell, thread_of, untell

#: What the author reads in the inbox, below the question's title.
TITLES = {
    "publish": "Your {kind} is published",
    "keep": "A moderator looked again at your {kind}, and it stays",
    "reject": "Your {kind} could not be published",
    "ask": "A moderator asks you to change your {kind}",
    "hide": "Your {kind} is hidden while moderators look at it",
    "remove": "Your {kind} was taken down",
    "redact": "A moderator has taken personal data out of your {kind}",
    "lock": "Your {kind} takes no more answers",
    "duplicate": "Your {kind} now points to one that was asked before",
    "move": "Your {kind} was moved to another condition",
    "label": "A moderator has put a note above your {kind}",
    "merge": "Your {kind} was joined with the same one that you sent before",
    "undo": "A moderator has taken back what was decided about your {kind}",
}
#: What has a mail of its own; of everything else a mail says that there is a message.
OWN_MAIL = ["publish", "keep", "reject", "remove"]
#: The same of a change to something public.
TITLES_OF_EDITS = TITLES | {
    "publish": "The change to your {kind} is published",
    "reject": "The change to your {kind} could not be published: the old text stays",
}
#: To the author of what reports have hidden.
WORRIED = (
    "Somebody was worried about it. That does not mean that you did something wrong: until a "
    "moderator has looked, only you and the moderators see it. You will be told what is decided."
)
#: Signs the links by which visitors without an account reach their statement of reasons.
STATEMENT_SALT = "forum.statement"
#: Of a contribution with one of these findings a mail says only that there is something new.
DISCREET = ["crisis", "emergency"]


def decided(decision: forum.Decision) -> None:
    """Tell the author of every decision, those who follow of what is new, and who reported."""
    target = decision.item.target
    if decision.decision == "escalate":
        return  # a matter between moderators
    if not _changes_nothing(decision):
        tell_author(decision)
    if decision.decision == "publish" and not decision.effect["published_at"]:
        published(target)
    elif decision.decision == "remove":
        taken_down(target)
    elif not target.is_public:
        hidden(target)
    if decision.closes:
        _thank_reporters(decision)


def undone(decision: forum.Decision) -> None:
    """Tell the author, and lead nobody to what is no longer public."""
    tell_author(decision)
    if not decision.item.target.is_public:
        hidden(decision.item.target)


def tell_author(decision: forum.Decision) -> None:
    target = decision.item.target
    if target.author is None:
        if isinstance(target, forum.ArticleComment) and decision.decision in OWN_MAIL:
            email_commenter.enqueue(target.pk, decision.decision)
        return
    notify(
        target.author,
        kind=f"decision_{decision.decision if decision.decision in OWN_MAIL else 'other'}",
        stream=Stream.DECISIONS,
        thread=thread_of(_page_of(target)),
        about=thread_of(target),
        title=title_of(decision.decision, target, of_edit=decision.edit),
        message=decision.message,
        url=_own(target) if target.state == "removed" else _address(target),
        discreet=is_discreet(target),
    )


def title_of(decision: str, target: forum.Contribution, *, of_edit: object) -> str:
    """What the author reads first; nothing of what stays between moderators."""
    titles = TITLES_OF_EDITS if of_edit else TITLES
    return titles.get(decision, "").format(kind=target.kind.rpartition("_")[2])


def measured(measure: forum.Measure) -> None:
    """The words stand in the inbox; the mail says only that there is a message."""
    until = f" until {measure.until:%-d %B %Y}" if measure.until else ""
    titles = {
        "warn": "A warning from the moderators",
        "restrict": f"A moderator reads what you write first{until}",
        "suspend": f"You cannot write here{until}",
    }
    _about_account(measure, titles[measure.kind], measure.message)


def lifted(measure: forum.Measure) -> None:
    _about_account(measure, "The moderators have lifted what they had decided about you", "")


def _about_account(measure: forum.Measure, title: str, message: str) -> None:
    notify(
        measure.member,
        kind="measure",
        stream=Stream.DECISIONS,
        title=title,
        message=message,
        url=reverse("me"),
    )


def _thank_reporters(decision: forum.Decision) -> None:
    """Whether something was done; never what, and to nobody's text but the one that they know."""
    item, target = decision.item, decision.item.target
    nothing = decision.decision in {"keep", "publish"}
    outcome = "Nothing had to be done." if nothing else "Something was done."
    shown = target.is_public and _is_on_a_question(target)
    for flag in item.flags.select_related("member").order_by("pk"):
        if flag.member and flag.member != target.author:
            notify(
                flag.member,
                kind="flag_decided",
                stream=Stream.DECISIONS,
                thread=thread_of(_page_of(target)),
                title=f"A moderator has looked at what you reported. {outcome} Thank you.",
                url=_address(target) if shown else reverse("me"),
            )


def appeal_decided(appeal: forum.Appeal) -> None:
    """Tell the author; a visitor without an account by e-mail."""
    statement = appeal.statement
    target = statement.decision and statement.decision.item.target
    if statement.member:
        notify(
            statement.member,
            kind="appeal_decided",
            stream=Stream.DECISIONS,
            title=f"Your appeal: {appeal.get_outcome_display()[0].lower()}"
            f"{appeal.get_outcome_display()[1:]}",
            message=appeal.answer,
            url=reverse("statement", args=[statement.pk]),
            discreet=bool(target) and is_discreet(target),
        )
    elif isinstance(target, forum.ArticleComment) and target.email:
        email_about_appeal.enqueue(appeal.pk)


def _changes_nothing(decision: forum.Decision) -> bool:
    """What was public at once has been read, and nobody had complained of it."""
    item = decision.item
    return (
        decision.decision == "keep" and item.why == item.Why.NEW and not item.flags.all().exists()
    )


def published(target: forum.Contribution) -> None:
    """Tell those who follow that something is public now."""
    if isinstance(target, forum.Question):
        _tell(
            target,
            _hearers(followers_about([target.condition_id], target.topics.all()), target),
            stream=Stream.NEWS,
            title="A new question",
        )
    elif isinstance(target, forum.Answer | forum.Comment):
        question = _page_of(target)
        title = f"A new {target.kind}"
        hearers = _hearers(forum.Follow.objects.filter(question=question).followers(), target)
        asker = Q(pk=question.author_id)
        if question.no_reply_needed_at is None:
            _tell(target, hearers.filter(asker), stream=Stream.OWN, title=title)
        _tell(target, hearers.exclude(asker), stream=Stream.FOLLOWED, title=title)


def hidden(target: forum.Contribution) -> None:
    """Nobody is led to what nobody may see, or to what stands below it."""
    comments = target.comments.all() if isinstance(target, forum.Answer) else ()
    untell(target, *comments)


def hidden_by_reports(target: forum.Contribution) -> None:
    """Tell the author before they wonder: nobody has decided anything yet."""
    hidden(target)
    if target.author:
        notify(
            target.author,
            kind="decision_other",
            stream=Stream.DECISIONS,
            thread=thread_of(_page_of(target)),
            about=thread_of(target),
            title=TITLES["hide"].format(kind=target.kind.rpartition("_")[2]),
            message=WORRIED,
            url=_address(target),
            discreet=is_discreet(target),
        )


def taken_down(target: forum.Contribution) -> None:
    """The same, and its author is led to their own texts."""
    hidden(target)
    said = Notification.objects.filter(about=thread_of(target), stream=Stream.DECISIONS)
    said.update(url=_own(target))


def followers_about(
    conditions: list[int | None], topics: QuerySet, **more: object
) -> QuerySet[User]:
    """Who follows one of these topics, one of these conditions, or one that they are a form of."""
    above = Condition.objects.above(conditions)
    follows = forum.Follow.objects.filter(Q(condition__in=above) | Q(topic__in=topics), **more)
    return follows.followers()


def _hearers(followers: QuerySet[User], contribution: forum.Contribution) -> QuerySet[User]:
    """Of those who follow, the members who are told of this. Nobody is told of their own, nor of
    what somebody wrote whom they have muted."""
    deaf = forum.Mute.objects.deaf_to(contribution)
    return followers.exclude(pk__in={contribution.author_id, *deaf} - {None})


def _tell(
    contribution: forum.Contribution, members: QuerySet[User], *, stream: str, title: str
) -> None:
    tell(
        members,
        kind=contribution.kind,
        stream=stream,
        thread=thread_of(_page_of(contribution)),
        about=thread_of(contribution),
        title=title,
        url=_address(contribution),
        discreet=is_discreet(contribution),
    )


def is_discreet(contribution: forum.Contribution) -> bool:
    """Whether somebody noticed a crisis or an emergency in it, or in the question it belongs to."""
    about = Q(**forum.ReviewItem.about(contribution))
    page = _page_of(contribution)
    if isinstance(page, forum.Question):
        about |= Q(question=page)
    noticed = Q(flags__reason__in=DISCREET)
    for kind in DISCREET:
        noticed |= Q(findings__contains=[{"kind": kind}])
    return forum.ReviewItem.objects.filter(about, noticed).exists()


def _page_of(contribution: forum.Contribution) -> models.Model:
    """On whose page it is read: a question or an article."""
    if isinstance(contribution, forum.ArticleComment):
        return contribution.article
    return contribution if isinstance(contribution, forum.Question) else contribution.asked


def _is_on_a_question(target: forum.Contribution) -> bool:
    return not isinstance(target, forum.ArticleComment)


def _address(target: forum.Contribution) -> str:
    """Where it is, without a title: the address goes into e-mails as well."""
    if target.kind == "question":
        return reverse("forum:question-by-number", args=[target.pk])
    if target.kind == "article_comment":
        return _own(target)
    return target.get_absolute_url()


def _own(target: forum.Contribution) -> str:
    """Where its author finds it, whatever became of it."""
    kind = f"{target.kind.replace('_', '-')}s"
    return reverse("forum:mine") + (f"?kind={kind}" if kind != "questions" else "")


@task()
def email_commenter(pk: int, decision: str, attempt: int = 1) -> None:
    """Tell somebody without an account what became of their comment on an article."""
    comment = forum.ArticleComment.objects.select_related("article").get(pk=pk)
    told = forum.Statement.objects.filter(decision__item__article_comment=comment, member=None)
    told = told.filter(decision__decision=decision).first()
    context = {
        "decision": decision,
        "statement_url": settings.SITE_URL + link_to(told) if told else "",
        "url": settings.SITE_URL + comment.article.get_absolute_url(),
        "rules_url": settings.SITE_URL + reverse("rules"),
    }
    with again_later(email_commenter, pk, decision, attempt=attempt):
        language = comment.article.language
        send("article_comment_decided", to=comment.email, context=context, language=language)


def link_to(statement: forum.Statement) -> str:
    """By which somebody without an account reads their statement. Made by the worker, and so never
    in the table of tasks."""
    return reverse("statement-by-link", args=[signing.dumps(statement.pk, salt=STATEMENT_SALT)])


@task()
def email_about_appeal(pk: int, attempt: int = 1) -> None:
    """Tell somebody without an account that their appeal was answered."""
    appeal = forum.Appeal.objects.select_related("statement__decision__item").get(pk=pk)
    comment = appeal.statement.decision.item.article_comment
    context = {"url": settings.SITE_URL + link_to(appeal.statement)}
    with again_later(email_about_appeal, pk, attempt=attempt):
        language = comment.article.language
        send("appeal_decided_outside", to=comment.email, context=context, language=language)
