"""Who hears of a decision. No mail quotes a text that is not public."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django_tasks import task

from forum import models as forum  # they import this module: their names are read when used
from portal.notifications import again_later, notify, send

#: What the author reads in the inbox. What is not public is named by its kind only.
TITLES = {
    "publish": "Published: {heading}",
    "keep": "Looked at again and kept: {heading}",
    "reject": "Your {kind} could not be published",
    "remove": "Your {kind} was taken down",
}
MAX_TITLE = 250


def decided(decision: forum.Decision) -> None:
    """Tell the author of every decision, the asker of an answer, and those who reported."""
    target, item = decision.item.target, decision.item
    url = _address(target)
    title = TITLES[decision.decision].format(
        heading=target.heading, kind=target.kind.replace("article_comment", "comment")
    )
    if target.author:
        notify(
            target.author,
            kind=f"decision_{decision.decision}",
            title=Truncator(title).chars(MAX_TITLE),
            message=decision.message,
            url=reverse("forum:mine") if decision.decision == "remove" else url,
        )
    elif isinstance(target, forum.ArticleComment):
        email_commenter.enqueue(target.pk, decision.decision)
    if isinstance(target, forum.Answer) and decision.decision == "publish":
        asker = target.question.author
        if asker and asker != target.author:
            title = f"New answer to “{target.question.title}”"
            notify(asker, kind="answer", title=title, url=url)
    for flag in item.flags.select_related("member").order_by("pk"):
        if flag.member and flag.member != target.author:
            notify(
                flag.member,
                kind="flag_decided",
                title="A moderator has looked at what you reported. Thank you.",
                url=url if target.is_public else reverse("me"),
            )


def _address(target: forum.Contribution) -> str:
    """Where it is, without its title: the address of a question goes into e-mails as well."""
    if target.kind == "question":
        return reverse("forum:question-by-number", args=[target.pk])
    return target.get_absolute_url()


@task()
def email_commenter(pk: int, decision: str, attempt: int = 1) -> None:
    """Tell somebody without an account what became of their comment on an article."""
    comment = forum.ArticleComment.objects.select_related("article").get(pk=pk)
    context = {
        "decision": decision,
        "url": settings.SITE_URL + comment.article.get_absolute_url(),
        "rules_url": settings.SITE_URL + reverse("rules"),
    }
    with again_later(email_commenter, pk, decision, attempt=attempt):
        send("article_comment_decided", to=comment.email, context=context)
