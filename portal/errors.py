"""What people see when something goes wrong: kind words, no detail, nothing they typed lost."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

#: Never handed back: secrets, and what means nothing to a person.
_HIDDEN = {"csrfmiddlewaretoken", "page", "submission", "version", "writer"}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _without_database("413.html", 413)
    return _without_database("400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database is away. Must not need the database or the session itself."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    response = _without_database("500.html", 503 if away else 500)
    if away:
        response["Retry-After"] = "10"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token does not fit, as after signing in again in another tab.

    What was typed is shown to be copied. It is not offered for sending again: the page that sent
    it may have been another site's.
    """
    typed = [
        value
        for name, value in request.POST.items()
        if name not in _HIDDEN and "password" not in name and (len(value) > 20 or " " in value)
    ]
    return render(request, "403_csrf.html", {"typed": typed}, status=403)


def _without_database(template: str, status: int) -> HttpResponse:
    context = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    return HttpResponse(render_to_string(template, context), status=status)
