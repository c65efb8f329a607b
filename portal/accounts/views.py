"""The pages about accounts that allauth does not have."""

from __future__ import annotations

from allauth.core.internal.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.adapter import too_often
from portal.accounts.forms import ResendForm
from portal.accounts.models import Session
from portal.accounts.sessions import end_others


@require_http_methods(["GET", "HEAD", "POST"])
def resend(request: HttpRequest) -> HttpResponse:
    """Asks for the confirming link once more; says the same whoever asks."""
    form = ResendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if too_often(request, "resend"):
            return respond_429(request)
        # Over this limit the earlier mails are still good, so nothing is said either.
        if not too_often(request, "confirm_email", key=form.cleaned_data["email"].lower()):
            form.save(request)
        return redirect("account_email_verification_sent")
    return render(request, "account/resend.html", {"form": form})


@login_required
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where this member is signed in, with when and on what kind of device."""
    return render(request, "account/sessions.html", {"sessions": Session.objects.of(request)})


@login_required
@require_POST
def end_session(request: HttpRequest, handle: str) -> HttpResponse:
    """Sign out there. One that is not this member's, or is over, is not found."""
    found = [each for each in Session.objects.of(request) if each.handle == handle]
    if not found:
        raise Http404
    if found[0].is_this_one:
        return redirect("account_logout")
    found[0].delete()
    messages.success(request, "You are signed out there.")
    return redirect("account_sessions")


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    end_others(request, request.user)
    messages.success(request, "You are signed out everywhere else.")
    return redirect("account_sessions")


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "account/signed_out.html")
