"""The pages about accounts that allauth does not have."""

from __future__ import annotations

from contextlib import suppress

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.core.internal.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts import mail
from portal.accounts.adapter import too_often
from portal.accounts.forms import EmailChangeForm, ResendForm
from portal.accounts.models import EmailChange, Session
from portal.accounts.sessions import end_others
from portal.states import IllegalMove

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@forms_only
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
@forms_only
@reauthentication_required(app="allauth.mfa", allow_get=True)
def email_address(request: HttpRequest) -> HttpResponse:
    """The member's address, and what is on its way to become it."""
    asked = request.POST if "action_add" in request.POST else None
    form = EmailChangeForm(asked, member=request.user)
    change = EmailChange.objects.of(request.user)
    if request.method == "POST" and (asked is None or form.is_valid()):
        if "action_remove" in request.POST and change:
            with suppress(IllegalMove):  # the other of two clicks, or the old mailbox, was faster
                change.cancel()
            messages.success(request, "Your address stays as it is.")
        elif too_often(request, "manage_email"):
            return respond_429(request)
        elif "action_send" in request.POST:
            mail.send_again.enqueue(request.user.email)
            messages.success(request, "We have sent the link again.")
        elif asked:
            EmailChange.request(request.user, email=form.cleaned_data["email"])
        return redirect("account_email")
    verified = EmailAddress.objects.filter(user=request.user, verified=True).exists()
    context = {"form": form, "change": change, "verified": verified}
    return render(request, "account/email_change.html", context)


@forms_only
def confirm_change(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a mail to the old or the new mailbox. Looking changes nothing."""
    change, side = mail.read_change(token, "old", "new")
    if change is None:
        return render(request, "account/email_change_gone.html", status=404)
    refused = ""
    if request.method == "POST":
        try:
            change.confirm(side)
        except IllegalMove as error:
            refused = str(error)
        if change.state == EmailChange.State.DONE:
            end_others(request, change.member)
    already = side and getattr(change, f"{side}_confirmed_at")
    context = {"change": change, "side": side, "already": already, "refused": refused}
    return render(request, "account/email_change_confirm.html", context)


@forms_only
def stop_change(request: HttpRequest, token: str) -> HttpResponse:
    """“This was not me”, from the old mailbox."""
    change, _ = mail.read_change(token, "stop")
    if change and request.method == "POST":
        with suppress(IllegalMove):  # stopped or done in the same moment
            change.cancel()
        change.refresh_from_db()
    if change is None or change.state == EmailChange.State.DONE:
        return render(request, "account/email_change_gone.html", status=404)
    return render(request, "account/email_change_stop.html", {"change": change})


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
