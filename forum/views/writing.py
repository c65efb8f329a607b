"""Forms to write in; what they have in common is in `forum.writing`."""

from __future__ import annotations

import contextlib
import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Article
from forum import citing, limits, quoting
from forum.asking import similar
from forum.asking.family import FamilyFields
from forum.asking.urgent import what_to_do_now
from forum.forms import AnswerForm, ArticleCommentForm, CommentForm, QuestionForm, WritingForm
from forum.models import Answer, ArticleComment, Circumstances, Comment, Deflection, Question
from forum.writing import MOST_TYPED, Desk, keep, write
from portal.limits import TooMany

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@forms_only
def ask(request: HttpRequest) -> HttpResponse:
    desk = Desk(
        form=QuestionForm,
        template="forum/ask.html",
        allowance=limits.QUESTION,
        contributions=Question.objects.all(),
        initial=_begin(request),
        first_show=_found_before,
    )
    if "answered" in request.POST and request.user.is_authenticated:
        return _found_instead(request)
    return write(request, desk)


def _begin(request: HttpRequest) -> dict[str, Any]:
    """What somebody told of their family last time, if we may remember it; what a link chose."""
    last = Circumstances.objects.remembered(by=request.user) if request.user.pk else None
    chosen = request.GET.get("condition", "")[:100]
    return FamilyFields.remembered(last) | ({"condition": chosen} if chosen else {})


def _found_before(request: HttpRequest, form: WritingForm) -> dict[str, Any]:
    """What may help already, once. What cannot wait is sent at once: somebody must read it."""
    title, body = form.cleaned_data["title"], form.cleaned_data["body"]
    country = form.cleaned_data["country"]
    if "seen" in request.POST or what_to_do_now(title, body, country=country):
        return {}
    found = similar.before_asking(title, body, reader=request.user)
    return {"found": found} if found else {}


def _found_instead(request: HttpRequest) -> HttpResponse:
    """Somebody has found the answer before asking: count it, keep what they typed, lead there."""
    kind, _, number = request.POST["answered"].partition("-")
    open_to_read = {
        "article": Article.objects.visible_to(request.user).published(),
        "question": Question.objects.visible_to(request.user).published(),
    }
    if kind not in open_to_read or not re.fullmatch("[0-9]{1,18}", number):
        raise Http404("Nothing like that was found")
    found = get_object_or_404(open_to_read[kind], pk=number)
    with contextlib.suppress(TooMany):  # then it is still answered, only not counted
        limits.FOUND.hit(f"member-{request.user.pk}")
        Deflection.objects.count_one(found)
    if keep(request, QuestionForm):
        drafts = format_html('<a href="{}">draft</a>', reverse("forum:mine"))
        messages.info(request, format_html("What you typed is kept as a {}.", drafts))
    return redirect(found)


@require_POST
def before_asking(request: HttpRequest) -> HttpResponse:
    """For a script while somebody types: what is there already, and what cannot wait."""
    if request.user.is_anonymous:
        return HttpResponse(status=401)
    title, body = (request.POST.get(name, "")[:MOST_TYPED] for name in ("title", "body"))
    context = {"now": what_to_do_now(title, body, country=request.POST.get("country", ""))}
    with contextlib.suppress(TooMany):
        limits.LOOKING.hit(f"member-{request.user.pk}")
        context["found"] = similar.before_asking(title, body, reader=request.user)
    return render(request, "forum/_before_asking.html", context)


@forms_only
def write_answer(request: HttpRequest, pk: int) -> HttpResponse:
    return _write_about(
        request,
        Question.objects.visible_to(request.user).filter(pk=pk).first(),
        form=AnswerForm,
        template="forum/write_answer.html",
        allowance=limits.ANSWER,
        contributions=Answer.objects.all(),
    )


@forms_only
def comment_on_question(request: HttpRequest, pk: int) -> HttpResponse:
    return _write_about(
        request,
        Question.objects.visible_to(request.user).filter(pk=pk).first(),
        form=CommentForm,
        template="forum/write_comment.html",
        allowance=limits.COMMENT,
        contributions=Comment.objects.all(),
    )


@forms_only
def comment_on_answer(request: HttpRequest, pk: int) -> HttpResponse:
    answers = Answer.objects.visible_to(request.user).select_related("question")
    return _write_about(
        request,
        answers.filter(pk=pk).first(),
        form=CommentForm,
        template="forum/write_comment.html",
        allowance=limits.COMMENT,
        contributions=Comment.objects.all(),
    )


def _write_about(
    request: HttpRequest, about: Question | Answer | None, **desk: object
) -> HttpResponse:
    """Write below a question or an answer, if it is public."""
    if about is None or not about.is_public:
        keep(request, desk["form"])  # taken down while somebody wrote, perhaps
    if about is None:
        return render(request, "404.html", status=404)
    if not about.is_public:
        messages.info(
            request,
            f"This {about.kind} is not public, so nobody can write below it. "
            "You will be told as soon as a moderator has decided.",
        )
        return redirect(about)
    question = about if isinstance(about, Question) else about.question
    if question.is_locked:
        keep(request, desk["form"])
        messages.info(request, "This question takes no more answers or comments.")
        return redirect(about)
    opening = quoting.quote(
        request.GET.get("quote", ""),
        question,
        reader=request.user,
        words=request.GET.get("words", "")[:MOST_TYPED],
    )
    context = {"about": about, "question": question}
    return write(request, Desk(about={about.kind: about}, context=context, opening=opening, **desk))


@require_safe
def find_to_cite(request: HttpRequest) -> HttpResponse:
    """For a script while somebody types: articles that an answer could cite."""
    if request.user.is_anonymous:
        return HttpResponse(status=401)
    found: list[Article] = []
    with contextlib.suppress(TooMany):
        limits.LOOKING.hit(f"member-{request.user.pk}")
        found = citing.find_articles(request.GET.get("q", ""))
    return render(request, "forum/_to_cite.html", {"found": found})


@forms_only
def comment_on_article(request: HttpRequest, slug: str) -> HttpResponse:
    """Open to everybody: no account is needed, but a name and an address are."""
    article = get_object_or_404(Article.objects.visible_to(request.user).published(), slug=slug)
    here = reverse("article-comment", args=[article.slug])
    if "sent" in request.GET and request.method != "POST":
        return render(request, "forum/article_comment_sent.html", {"article": article})
    user = request.user
    member = {"name": user.pseudonym, "email": user.email} if user.is_authenticated else {}
    desk = Desk(
        form=ArticleCommentForm,
        template="forum/comment_on_article.html",
        allowance=limits.ARTICLE_COMMENT,
        contributions=ArticleComment.objects.all(),
        about={"article": article},
        initial=member,
        context={"article": article},
        members_only=False,
        visitors_go_to=f"{here}?sent=1",
    )
    return write(request, desk)
