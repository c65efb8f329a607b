"""Taking a decision back, and looking at something about which nobody has said anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from forum.fields import TidyField
from forum.models import (
    Answer,
    ArticleComment,
    Comment,
    Contribution,
    Decision,
    Question,
    ReviewItem,
)
from forum.screening import Severity
from portal.states import IllegalMove

if TYPE_CHECKING:
    from forum.admin.queue import ReviewItemAdmin

KINDS: dict[str, type[Contribution]] = {
    model.kind: model for model in (Question, Answer, Comment, ArticleComment)
}


class UndoForm(forms.Form):
    message = TidyField(
        label="Message to the author",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="They are told in any case that the decision was taken back.",
    )


def undo(model_admin: ReviewItemAdmin, request: HttpRequest) -> HttpResponse:
    """Ask once more, with room for a message, and take it back."""
    decision = get_object_or_404(
        Decision.objects.select_related("by", "reason", "item"), pk=_number(request, "decision")
    )
    item = decision.item
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decision.undo(by=request.user, message=form.cleaned_data["message"])
        except IllegalMove as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"“{item}” is as it was before: {decision} was taken back.")
            return _on_with(item)
    return _page(
        model_admin,
        request,
        title=f"Undo: {decision}",
        item=item,
        decision=decision,
        form=form,
        button="Undo it",
    )


def open_item(model_admin: ReviewItemAdmin, request: HttpRequest) -> HttpResponse:
    """A moderator has met something on a page and would like to decide about it."""
    kind = next((kind for kind in KINDS if kind in request.GET), "")
    if not kind:
        raise Http404("About nothing")
    target = get_object_or_404(KINDS[kind], pk=_number(request, kind))
    about = ReviewItem.about(target)
    waiting = ReviewItem.objects.open().filter(**about).first()
    if waiting is None and request.method == "POST":
        with transaction.atomic():
            waiting = ReviewItem.open(
                target, why=ReviewItem.Why.OPENED, severity=Severity.ORDINARY, findings=[]
            )
    if waiting:
        return _on_with(waiting)
    return _page(
        model_admin,
        request,
        title="Decide about this",
        item=ReviewItem(**about),
        button="Open an item",
    )


def undo_link(decision: Decision) -> str:
    address = reverse("admin:forum_reviewitem_undo")
    return format_html('<a href="{}?decision={}">Undo</a>', address, decision.pk)


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    if not re.fullmatch("[0-9]{1,18}", text):
        raise Http404(f"No number of a {name}")
    return int(text)


def _on_with(item: ReviewItem) -> HttpResponse:
    """To its page, if it waits; else to the queue."""
    if not ReviewItem.objects.open().filter(pk=item.pk).exists():
        return redirect("admin:forum_reviewitem_changelist")
    return redirect(f"{reverse('admin:forum_reviewitem_decide')}?item={item.pk}")


def _page(model_admin: ReviewItemAdmin, request: HttpRequest, **context: Any) -> HttpResponse:
    context |= {"opts": model_admin.opts, "media": model_admin.media}
    context = model_admin.admin_site.each_context(request) | context
    return TemplateResponse(request, "admin/forum/reviewitem/undo.html", context)
