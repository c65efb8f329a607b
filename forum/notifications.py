"""Who hears of a decision. No mail quotes a text that is not public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django_tasks import task

from portal.notifications import notify, send

if TYPE_CHECKING:
    from forum.models import Decision

#: What the author reads in the inbox.
TITLES = {
    "publish": "Published: {heading}",
    "reject": "Not published: {heading}",
    "keep": "Looked at again and kept: {heading}",
    "remove": "Removed: {heading}",
}


def decided(decision: Decision) -> None:
    """Tell the author of every decision, the asker of a published answer, and those who reported."""
    from forum.models import Answer, ArticleComment

    target, item = decision.item.target, decision.item
    url = target.get_absolute_url()
    if target.author:
        notify(
            target.author,
            kind=f"decision_{decision.decision}",
            title=TITLES[decision.decision].format(heading=target.heading),
            message=decision.message,
            url=url,
        )
    elif isinstance(target, ArticleComment):
        email_commenter.enqueue(target.pk, decision.decision)
    if isinstance(target, Answer) and decision.decision == "publish":
        asker = target.question.author
        if asker and asker != target.author:
            notify(asker, kind="answer", title=f"New answer to “{target.question.title}”", url=url)
    for flag in item.flags.select_related("member"):
        if flag.member and flag.member != target.author:
            notify(
                flag.member,
                kind="flag_decided",
                title="A moderator has looked at what you reported. Thank you.",
                url=url if target.is_public else "/me/",
            )


@task()
def email_commenter(pk: int, decision: str) -> None:
    """Tell somebody without an account what became of their comment on an article."""
    from forum.models import ArticleComment

    comment = ArticleComment.objects.select_related("article").get(pk=pk)
    send("article_comment_decided", to=comment.email, context={"article": comment.article, "decision": decision})
