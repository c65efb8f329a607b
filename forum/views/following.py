"""Following a question, a condition or a topic, and everything that a member follows."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Condition
from forum.models import Follow, Question
from forum.models.following import FOLLOWED
from forum.paging import page_of
from portal.models import Silence, Topic, User
from portal.notifications import pace_in_words, thread_of

FOLLOWS_PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A page to follow something or to stop: the button says which, so twice is once."""
    target = _target(kind, pk, request.user)
    if request.user.is_anonymous:
        return redirect_to_login(request.path)
    follows = Follow.objects.filter(member=request.user, **Follow.about(target))
    if request.method != "POST":
        stream = Follow.stream_of(target, request.user)
        pace = pace_in_words(request.user, stream, thread_of(target))
        context = {"target": target, "kind": kind, "followed": follows.exists(), "pace": pace}
        return render(request, "forum/follow.html", context)
    if "stop" in request.POST:
        Follow.objects.stop(target, member=request.user)
        messages.success(request, f"You no longer follow this {kind}.")
    else:
        Follow.objects.start(target, member=request.user)
        messages.success(request, f"You follow this {kind}. Your inbox tells you what is new.")
    return redirect(target)


def _target(kind: str, pk: int, user: User | AnonymousUser) -> Model:
    if kind not in FOLLOWED:
        raise Http404(f"No kind {kind[:20]!r}")
    seen = {
        "question": Question.objects.visible_to(user).defer("search"),
        "condition": Condition.objects.all(),
        "topic": Topic.objects.all(),
    }
    return get_object_or_404(seen[kind], pk=pk)


@login_required
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    page = page_of(request, Follow.objects.for_list(request.user), FOLLOWS_PER_PAGE)
    return render(request, "forum/following.html", {"page": page})


@login_required
@require_POST
def change_follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop following, or only the e-mails about it; or let them come again."""
    follow = get_object_or_404(Follow, pk=pk, member=request.user)
    match request.POST.get("do"):
        case "stop":
            follow.delete()
            messages.success(request, "You no longer follow it.")
        case "quiet" if follow.question:
            Silence.objects.start(request.user, thread_of(follow.question))
            messages.success(request, "No more e-mails about it. Your inbox still tells you.")
        case "mail" if follow.question:
            Silence.objects.stop(request.user, thread_of(follow.question))
            messages.success(request, "E-mails about it come again.")
    return redirect("following")
