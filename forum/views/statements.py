"""Why something was decided, for whom it concerns, and what they can do about it."""

from __future__ import annotations

from itertools import groupby

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forum import figures
from forum.fields import TidyField
from forum.models import Appeal, Statement
from forum.notifications import STATEMENT_SALT
from forum.paging import page_of
from portal.states import IllegalMove
from portal.verbs import sent

PER_PAGE = 20


class AppealForm(forms.Form):
    words = TidyField(
        label="Why do you think that it is wrong?",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Somebody else than the first moderator reads it and answers you, usually within "
        "7 days. You can appeal once.",
        error_messages={"required": "Please say in a few words why you think so."},
    )


@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """What moderators did in the last full year, for everybody."""
    year, found = figures.of_last_year()
    sections = [(name, list(part)) for name, part in groupby(found, key=lambda each: each.section)]
    nothing = not any(figure.count for figure in found)
    context = {"year": year, "sections": sections, "nothing": nothing}
    return render(request, "forum/transparency.html", context)


@login_required
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """All that was decided about what this member wrote."""
    rows = Statement.objects.filter(member=request.user).for_list()
    return render(request, "forum/statements.html", {"page": page_of(request, rows, PER_PAGE)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    mine = Statement.objects.filter(member=request.user).for_list()
    return _statement(request, get_object_or_404(mine, pk=pk))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statement_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """For who commented on an article without an account: the link came by e-mail."""
    try:
        pk = signing.loads(token, salt=STATEMENT_SALT)
    except signing.BadSignature as error:
        raise Http404("Not a link of ours") from error
    theirs = Statement.objects.filter(member=None, decision__item__article_comment__isnull=False)
    return _statement(request, get_object_or_404(theirs.for_list(), pk=pk))


def _statement(request: HttpRequest, one: Statement) -> HttpResponse:
    form = AppealForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            Appeal.objects.make(one, words=form.cleaned_data["words"])
        except IllegalMove as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Thank you. Somebody else will look at it and answer you.")
        return redirect(request.path)
    return render(request, "forum/statement.html", {"statement": one, "form": form})
