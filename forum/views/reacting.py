"""How members react: thanks, what helped, reports."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forum import limits
from forum.forms import FlagForm
from forum.models import Answer, ArticleComment, Comment, Contribution, Draft, Flag, Question
from forum.writing import (
    forget,
    has_verified_address,
    keep,
    sign_in_first,
    too_many,
    typed,
    verify_first,
)
from portal.limits import TooMany
from portal.models import User
from portal.states import IllegalMove

#: To whoever reports the same once more.
TWICE = "You have reported this already. Thank you."
#: What can be reported, by the word in the address.
REPORTABLE = {
    "question": Question.objects.all(),
    "answer": Answer.objects.select_related("question"),
    "comment": Comment.objects.select_related("question", "answer__question"),
    "article-comment": ArticleComment.objects.select_related("article").defer("email"),
}


@require_POST
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank for an answer, or take the thanks back: the button says which, so twice is once."""
    answer = get_object_or_404(Answer.objects.visible_to(request.user).published(), pk=pk)
    if request.user.is_anonymous:
        return redirect_to_login(answer.get_absolute_url())
    try:
        answer.thank(by=request.user, back="back" in request.POST)
    except IllegalMove as refusal:
        messages.info(request, str(refusal))
    return redirect(answer)


@require_POST
def mark_helped(request: HttpRequest, pk: int) -> HttpResponse:
    """The asker says that an answer helped, or takes it back, as the button says."""
    answers = Answer.objects.visible_to(request.user).published().select_related("question")
    answer = get_object_or_404(answers, pk=pk)
    if request.user.is_anonymous:
        return redirect_to_login(answer.get_absolute_url())
    try:
        answer.mark_helped(by=request.user, helped="back" not in request.POST)
    except IllegalMove as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    return redirect(answer)


@require_http_methods(["GET", "HEAD", "POST"])
def flag(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Report something public to the moderators."""
    if kind not in REPORTABLE:
        raise Http404(f"No kind {kind[:20]!r}")
    if request.user.is_authenticated and (target := _hidden_since(request.user, kind, pk)):
        messages.success(request, TWICE)
        return redirect(_nearest_public(target))
    target = get_object_or_404(REPORTABLE[kind].visible_to(request.user).published(), pk=pk)
    if request.user.is_anonymous:
        return sign_in_first(request, FlagForm)
    if not has_verified_address(request):
        return verify_first(request, FlagForm)
    data, status = request.POST if request.method == "POST" else None, 200
    form = FlagForm(data, initial=typed(request))
    form.sign(request.user)
    if form.is_valid():
        try:
            new = _raise(request, target, form)
        except TooMany as error:
            form.add_error(None, too_many(error))
            status = 429
        else:
            thanks = "Thank you. A moderator will look at it; nobody else learns that it was you."
            messages.success(request, thanks if new else TWICE)
            forget(request, FlagForm)
            return redirect(_nearest_public(target))
    keep(request, FlagForm, shown=form if form.is_bound else None)
    return render(request, "forum/flag.html", {"form": form, "target": target}, status=status)


def _hidden_since(member: User, kind: str, pk: int) -> Contribution | None:
    """What this member has reported, if that or another report has hidden it."""
    return REPORTABLE[kind].filter(pk=pk, state="hidden", flags__member=member).first()


def _nearest_public(target: Contribution) -> Model | str:
    """Where whoever reported it goes on: reports may have hidden it just now."""
    target.refresh_from_db(fields=["state"])
    if target.is_public:
        return target
    page = target.article if isinstance(target, ArticleComment) else getattr(target, "asked", None)
    return page or "forum:questions"


@transaction.atomic
def _raise(request: HttpRequest, target: Question | Answer, form: FlagForm) -> Flag | None:
    limits.FLAG.use(request)
    values = form.cleaned_data
    return Flag.raise_on(target, by=request.user, reason=values["reason"], note=values["note"])


@login_required
@require_POST
def forget_draft(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft, pk=pk, author=request.user)
    draft.delete()
    messages.success(request, "The draft is deleted.")
    return redirect("forum:mine")
