"""What members see and say about e-mails."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.models import MailPace, Pace, Stream
from portal.notifications.forms import MailForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """How often e-mails come, for each kind of news; or none at all."""
    if request.method == "POST" and "none" in request.POST:
        MailPace.objects.choose(request.user, dict.fromkeys(Stream, Pace.NEVER))
        messages.success(request, "No more e-mails. Your inbox here still tells you what is new.")
        return redirect("mail-settings")
    form = MailForm(request.POST or None, member=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "Your choices are kept.")
        return redirect("mail-settings")
    return render(request, "portal/mail_settings.html", {"form": form})
