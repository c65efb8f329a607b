"""A member's own pages about what we hold of them, and the way out."""

from __future__ import annotations

from contextlib import suppress

from allauth.account.decorators import reauthentication_required
from allauth.core.internal.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.adapter import too_often
from portal.leaving import registry, telling
from portal.leaving.forms import ClosingForm
from portal.leaving.models import GRACE, AccountDeletion, DataExport
from portal.limits import TooMany, in_words
from portal.states import IllegalMove


@login_required
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """What we hold about this member, with where it is, who sees it and for how long."""
    context = {
        "account": telling.account(request.user),
        "told": list(telling.told(request.user)),
        "deletion": AccountDeletion.objects.of(request.user),
        "export": DataExport.objects.for_page(request.user),
    }
    return render(request, "leaving/data.html", context)


@login_required
@require_POST
@reauthentication_required(app="allauth.mfa")
def make_download(request: HttpRequest) -> HttpResponse:
    """Asks for the password, unless that was given a moment ago, and lets the worker begin."""
    try:
        DataExport.request(request.user)
    except TooMany as error:
        messages.warning(request, f"Please wait {in_words(error.wait)} before you make another.")
    else:
        messages.success(request, "It is being made. We tell you when it is ready.")
    return redirect("my-data")


@login_required
@require_safe
def download(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The file, to its owner only and as long as it is there; for anybody else there is none."""
    export = get_object_or_404(DataExport.objects.ready_for(request.user), pk=pk)
    response = StreamingHttpResponse(export.pieces(), content_type="application/zip")
    name = f"my-data-{export.ready_at:%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Length"] = str(export.size)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request: HttpRequest) -> HttpResponse:
    """Says what happens and asks for the password; afterwards, until when one can stay."""
    form = ClosingForm(request.POST or None, user=request.user)
    waiting = AccountDeletion.objects.of(request.user)
    if request.method == "POST" and not waiting:
        if too_often(request, "reauthenticate"):
            return respond_429(request)
        if form.is_valid() and _begin(request, form):
            return redirect("delete-account")
    context = {
        "form": form,
        "deletion": waiting,
        "kept": registry.kept_of(request.user),
        "grace": GRACE.days,
    }
    return render(request, "leaving/delete.html", context)


def _begin(request: HttpRequest, form: ClosingForm) -> bool:
    asked = {name: form.cleaned_data[name] for name in ("contributions", "words")}
    try:
        AccountDeletion.request(request.user, **asked)
    except IllegalMove as error:
        form.add_error(None, str(error))
        return False
    return True


@login_required
@require_POST
def keep_account(request: HttpRequest) -> HttpResponse:
    waiting = AccountDeletion.objects.of(request.user)
    if waiting:
        with suppress(IllegalMove):  # a second click, or its day had come in the same moment
            waiting.cancel()
            messages.success(request, "Your account stays, with everything in it. Welcome back.")
    return redirect("me")
