"""Forms to write in; what they have in common is in `forum.writing`."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.models import Article
from forum import limits
from forum.forms import AnswerForm, ArticleCommentForm, CommentForm, QuestionForm
from forum.models import Answer, ArticleComment, Comment, Question
from forum.writing import Desk, keep, write

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@forms_only
def ask(request: HttpRequest) -> HttpResponse:
    desk = Desk(
        form=QuestionForm,
        template="forum/ask.html",
        allowance=limits.QUESTION,
        contributions=Question.objects.all(),
        initial={"condition": request.GET.get("condition", "")[:100]},
    )
    return write(request, desk)


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
    context = {"about": about, "question": about if isinstance(about, Question) else about.question}
    return write(request, Desk(about={about.kind: about}, context=context, **desk))


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
