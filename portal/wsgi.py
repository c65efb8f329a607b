"""The WSGI application, behind a guard against requests that Django itself cannot read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("STATEMENT_TIMEOUT", "5s")

from django.core.wsgi import get_wsgi_application  # noqa: E402  (reads the environment set above)

StartResponse = Callable[..., Any]
WSGIApplication = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


def readable_only(application: WSGIApplication) -> WSGIApplication:
    """Answer 400 to a request in any charset but UTF-8.

    Django decodes the query string while it builds the request, before every middleware: an odd
    charset there is a LookupError, and so a bare 500, on any Django site (5.2.19).
    """

    def guarded(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        charset = environ.get("CONTENT_TYPE", "").lower().partition("charset=")[2]
        if charset and charset.split(";")[0].strip(" \t\"'") not in {"utf-8", "utf8"}:
            body = b"This portal reads UTF-8 only.\n"
            headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
            start_response("400 Bad Request", headers)
            return [body]
        return application(environ, start_response)

    return guarded


application = readable_only(get_wsgi_application())
