"""What other pages show of the forum."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import Context

from articles.models import Article, Condition
from forum import editing, measures
from forum.asking import advice, urgent
from forum.duty import rota
from forum.models import ArticleComment, Contribution, Question
from forum.querysets import moderates
from portal.models import User
from portal.search import related, related_questions

register = template.Library()
#: Pages and questions of each kind below a question.
RELATED = 3

#: The starter article that says what to do first.
JUST_TOLD = "just-told-what-to-do-first"


@register.inclusion_tag("forum/_questions_about.html")
def questions_about(conditions: Iterable[Condition], limit: int = 5) -> dict[str, Any]:
    """The newest public questions about exactly these conditions; nothing where there are none."""
    conditions = list(conditions)
    questions = Question.objects.for_list(AnonymousUser()).about_conditions(conditions)
    return {
        "questions": questions[:limit] if conditions else [],
        "condition": conditions[0] if len(conditions) == 1 else None,
    }


@register.inclusion_tag("forum/_related.html")
def related_to(question: Question) -> dict[str, Any]:
    """Pages and public questions that are about the same."""
    return {"found": related("question", question.pk, most=RELATED)}


@register.inclusion_tag("forum/_questions_about.html")
def questions_near(article: Article, conditions: Iterable[Condition], limit: int = 5) -> Any:
    """The newest about its conditions, and where these are few, others that ask about the same."""
    context = questions_about(conditions, limit)
    known = list(context["questions"])
    if len(known) < limit:
        near = Question.objects.for_list(AnonymousUser()).filter(
            pk__in=related_questions("article", article.pk)
        )
        known += near.exclude(pk__in=[each.pk for each in known])[: limit - len(known)]
    return context | {"questions": known}


@register.inclusion_tag("forum/_article_comments.html", takes_context=True)
def article_comments(context: Context, article: Article) -> dict[str, Any]:
    """The comments below an article that this reader may see, and the way to leave one."""
    user = context.get("user") or AnonymousUser()
    comments = ArticleComment.objects.for_page(user).filter(article=article)
    return {"article": article, "comments": comments, "user": user}


@register.simple_tag
def what_to_do_now(contribution: Contribution) -> urgent.Now | None:
    """What its author should do now rather than wait for an answer; usually nothing."""
    return urgent.what_its_author_does_now(contribution)


@register.inclusion_tag("forum/_nobody_here.html")
def nobody_here() -> dict[str, Any]:
    """Where readers wait for moderators: that none is expected now, and when one is."""
    return {"nobody": rota.nobody_here()}


@register.simple_tag
def advice_on(contribution: Contribution) -> advice.Advice:
    """What its author had better change, once it is sent."""
    return advice.advice_on(contribution)


@register.simple_tag(takes_context=True)
def told_by(context: Context, question: Question) -> dict[str, Any]:
    """What the asker tells of their family, as far as this reader may see it."""
    told, user = getattr(question, "circumstances", None), context["user"]
    if told is None:
        return {}
    own = question.author_id is not None and question.author_id == user.pk
    if own or moderates(user):
        return {"everything": told.everything()}
    return {"line": told.line("members" if user.is_authenticated else "everyone")}


@register.simple_tag
def what_to_read_first(question: Question) -> Article | None:
    """For a family that was just told, what cannot wait for an answer."""
    told = getattr(question, "circumstances", None)
    if told is None or not told.is_time_critical:
        return None
    return Article.objects.visible_to(AnonymousUser()).published().filter(slug=JUST_TOLD).first()


@register.filter
def in_words(count: int, noun: str) -> str:
    """`3|in_words:"answer"` is "3 answers"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


@register.inclusion_tag("forum/_measures.html", takes_context=True)
def measures_about(context: Context, user: User | AnonymousUser) -> dict[str, Any]:
    """What holds about the member who looks, and how to object."""
    return {"measures": measures.in_force(user), "contact_email": settings.CONTACT_EMAIL}


@register.filter
def moderated_by(contribution: Contribution, user: User | AnonymousUser) -> bool:
    """Whether whoever looks is a moderator, and did not write it."""
    return moderates(user) and contribution.author_id != user.pk


@register.filter
def editable_by(contribution: Contribution, user: User | AnonymousUser) -> bool:
    """Whether its author is the one who looks, and may still change it."""
    return editing.may_edit(contribution, user)
