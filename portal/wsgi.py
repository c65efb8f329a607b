"""The WSGI application, behind a guard against requests that Django itself cannot read."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterable
from email.errors import MessageError
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("STATEMENT_TIMEOUT", "5s")

from django.core.wsgi import get_wsgi_application  # reads the environment set above
from django.utils.http import parse_header_parameters

StartResponse = Callable[..., Any]
WSGIApplication = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


def readable_only(application: WSGIApplication) -> WSGIApplication:
    """Answer 400 to a request in any charset but UTF-8.

    Django decodes the query string while it builds the request, before every middleware: an odd
    charset there is a LookupError, and so a bare 500, on any Django site (5.2.19).
    """

    def guarded(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if _is_utf8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        body = b"This portal reads UTF-8 only.\n"
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ]
        start_response("400 Bad Request", headers)
        return [body]

    return guarded


def _is_utf8(content_type: str) -> bool:
    """Asks Django's own parser: it also reads `charset*=` and blanks around the sign."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", "utf-8")
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError, TypeError, MessageError):
        return False


application = readable_only(get_wsgi_application())
