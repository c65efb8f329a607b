"""Changing what one has written, and the public history of it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from forum import editing, limits
from forum.asking.urgent import what_its_author_does_now
from forum.forms import WritingForm, editing_form
from forum.models import Answer, Comment, Contribution, ContributionRevision, Question
from forum.writing import Desk, forget, keep, whom_to_call, write
from portal.states import IllegalMove

#: What can be edited and has a history, by its kind.
EDITABLE = {
    "question": Question.objects.select_related("author", "condition"),
    "answer": Answer.objects.select_related("author", "question"),
    "comment": Comment.objects.select_related("author", "question", "answer__question"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change one's own text; a conflict shows both texts and loses neither."""
    contribution = EDITABLE[kind].visible_to(request.user).filter(pk=pk).first()
    mine = contribution is not None and contribution.author_id == request.user.pk
    form = editing_form(kind, public=not mine or contribution.is_public)
    if request.user.is_authenticated and not mine:
        return render(request, "404.html", status=404)
    if mine and not editing.may_edit(contribution, request.user):
        keep(request, form)
        messages.info(request, "This can no longer be changed. You can add a comment instead.")
        return redirect(contribution)
    now = editing.newest_text(contribution) if mine else None
    begun = editing.to_go_on_with(contribution) if mine else None
    desk = Desk(
        form=form,
        template="forum/edit.html",
        allowance=limits.EDIT,
        contributions=EDITABLE[kind],
        initial=_as_now(contribution, begun) if mine else {},
        context={"contribution": contribution, "now": now, "refused": begun != now},
        send=lambda request, form: _send(request, contribution, form),
    )
    return write(request, desk)


def _as_now(
    contribution: Contribution, begun: ContributionRevision | Contribution
) -> dict[str, str | int]:
    return {
        "seen": contribution.version,
        "title": getattr(begun, "title", ""),
        "body": begun.body,
    }


def _send(
    request: HttpRequest, contribution: Contribution, form: WritingForm
) -> HttpResponse | dict[str, Any]:
    words = {name: form.cleaned_data.get(name, "") for name in ("title", "body", "reason")}
    try:
        edited = editing.edit(
            contribution,
            by=request.user,
            seen=form.cleaned_data["seen"],
            told=form.told,
            **words,
        )
    except editing.Overtaken as overtaken:
        contribution.refresh_from_db()
        now = editing.newest_text(contribution)
        form.show_again(contribution.version, str(overtaken))
        typed = editing.with_text(contribution, words["title"], words["body"])
        return {"now": now, "theirs": editing.what_changed(now, typed)}
    except IllegalMove as refusal:
        messages.info(request, f"{refusal} What you typed is kept as a draft.")
        keep(request, type(form))
        return redirect(contribution)
    forget(request, type(form))
    if what_its_author_does_now(edited):
        return whom_to_call(edited)
    waits = edited.is_public and edited.contributionrevisions.waiting().exists()
    messages.success(
        request,
        "Thank you. A moderator will read your change. Until then others see the old text."
        if waits
        else "Your change is saved.",
    )
    return redirect(edited)


@require_safe
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What it said before, for whoever may see it, with what changed word by word."""
    contribution = get_object_or_404(EDITABLE[kind].visible_to(request.user), pk=pk)
    shown = contribution.contributionrevisions.visible_to(request.user)
    texts = list(shown.order_by("number"))
    steps = [
        (new, editing.what_changed(old, new) if old else None)
        for old, new in pairwise([None, *texts])
    ]
    context = {"contribution": contribution, "steps": steps[::-1]}
    return render(request, "forum/history.html", context)
