"""The pages about accounts that allauth does not have."""

from __future__ import annotations

from allauth.core.internal.ratelimit import respond_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.adapter import too_often
from portal.accounts.forms import ResendForm


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


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "account/signed_out.html")
