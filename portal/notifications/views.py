"""What members see and say about e-mails."""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta

from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from portal.limits import Limit, TooMany, in_words
from portal.models import MailPace, Pace, Stream
from portal.notifications import bounces, reports, stopped
from portal.notifications.forms import MailForm
from portal.notifications.stopping import Stop

#: Mails by which one member shows that their address works again.
AGAIN = Limit("mail-again", 2, timedelta(days=1))


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
    return render(
        request,
        "portal/mail_settings.html",
        {"form": form, "mailbox": bounces.stopped(request.user.email)},
    )


@csrf_exempt  # a mail program sends it, from no page of ours; the signed link is what proves it
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop mails, signed out too. Only a POST acts: what scans mails opens their links."""
    asked = Stop.read(token)
    if asked is None:
        return _unseen(render(request, "portal/mail_stop_unknown.html", status=404))
    context, status = {"stop": asked}, 200
    if request.method == "POST":
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"  # RFC 8058
        scope = asked.scope if one_click else request.POST.get("scope", "")
        if scope in asked.scopes:
            asked.carry_out(scope)
            context["done"] = asked.scopes[scope]
        else:
            context["error"], status = True, 400
    return _unseen(render(request, "portal/mail_stop.html", context, status=status))


def _unseen(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Ask for a mail that shows whether the address works again."""
    try:
        AGAIN.hit(str(request.user.pk))
    except TooMany as error:
        messages.info(request, f"We have sent one already. Please wait {in_words(error.wait)}.")
    else:
        stopped.send_link.enqueue(request.user.pk)
        messages.success(request, "An e-mail is on its way. Please open the link in it.")
    return redirect("mail-settings")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def again_confirmed(request: HttpRequest, token: str) -> HttpResponse:
    """The link in that mail. Opening it changes nothing: scanners of mails open links."""
    if not stopped.is_link_of(request.user, token):
        messages.info(request, "This link is not valid, or no longer. Please ask for another one.")
        return redirect("mail-settings")
    if request.method != "POST":
        return render(request, "portal/mail_again.html")
    bounces.start_again(request.user.email)
    messages.success(request, "E-mails come again.")
    return redirect("mail-settings")


@csrf_exempt  # a machine sends it, from no page of ours; the secret is what proves it
@require_POST
def events(request: HttpRequest) -> HttpResponse:
    """What a mail service says became of our mails. Off while MAIL_EVENTS_SECRET is not set."""
    if not _knows_the_secret(request):
        return HttpResponseForbidden("No.\n", content_type="text/plain; charset=utf-8")
    try:
        told = reports.of_json(request.body)
    except ValueError:
        return HttpResponseBadRequest("Not JSON.\n", content_type="text/plain; charset=utf-8")
    for event, address in told:
        bounces.note(event, address)
    return HttpResponse(f"{len(told)} noted.\n", content_type="text/plain; charset=utf-8")


def _knows_the_secret(request: HttpRequest) -> bool:
    """As "Authorization: Bearer …", or as the password of basic authentication."""
    kind, _, said = request.headers.get("Authorization", "").partition(" ")
    if kind == "Basic":
        try:
            said = b64decode(said, validate=True).decode().partition(":")[2]
        except ValueError:
            return False
    secret = django_settings.MAIL_EVENTS_SECRET
    return bool(secret) and constant_time_compare(said, secret)
