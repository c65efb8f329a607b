"""Reading a text before it is public, by a link that opens it once."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles import citations
from articles.models import ReviewRequest

#: A link that leads away. Who follows a source and comes back would find the text gone.
_LEAVES = re.compile(rb'<a (?=[^>]*href="[^#])')


@never_cache
@csrf_exempt  # whoever could make you send this form knows the link, and could open it alone
@require_http_methods(["GET", "HEAD", "POST"])
def review_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The first look only explains: mail programs open every link, and must not use it up.

    It sets no cookie, so it works in a browser that refuses them, and without an account.
    """
    asked = ReviewRequest.objects.by_secret(secret)
    if asked is None:
        return _answer(request, "articles/review_link_gone.html", {"why": "unknown"}, status=404)
    if request.method == "POST" and asked.open_link():
        text = citations.shown(asked.revision)
        context = {"asked": asked, "text": text, "references": text["references"]}
        response = _answer(request, "articles/review_link_text.html", context)
        response.content = _LEAVES.sub(rb'<a target="_blank" ', response.content)
        return response
    asked.refresh_from_db()
    if why := _why_not(asked):
        return _answer(request, "articles/review_link_gone.html", {"why": why}, status=410)
    return _answer(request, "articles/review_link.html", {"asked": asked})


def _why_not(asked: ReviewRequest) -> str:
    if asked.state != asked.State.OPEN:
        return "closed"
    if asked.link_opened_at:
        return "used"
    return "expired" if asked.link_expires_at <= timezone.now() else ""


def _answer(
    request: HttpRequest, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """No page elsewhere learns the link, and no search engine keeps what it leads to."""
    response = render(request, template, context, status=status)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
