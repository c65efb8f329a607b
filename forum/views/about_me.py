"""The public door: "this is about me or my child", without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from forum.about_me import AboutMeForm
from portal.limits import TooMany, in_words


@require_http_methods(["GET", "HEAD", "POST"])
def about_me(request: HttpRequest) -> HttpResponse:
    """Whatever it is about, the answer is the same: it tells nobody what is here."""
    status = 200
    if request.method == "POST":
        form = AboutMeForm(request.POST)
        if form.is_valid():
            try:
                form.keep(request)
            except TooMany as error:
                status = 429
                form.add_error(
                    None,
                    "We have had many requests from your network. Please try again in "
                    f"{in_words(error.wait)}: what you wrote is still here.",
                )
            else:
                return redirect(f"{reverse('about-me')}?sent=1")
    elif "sent" in request.GET:
        return render(request, "forum/about_me_sent.html")
    else:
        form = AboutMeForm(initial={"address": request.GET.get("address", "")[:500]})
    return render(request, "forum/about_me.html", {"form": form}, status=status)
