"""Every address of the portal that needs no further knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

#: Pages with a form that anybody may send: only these may set a cookie, for its token.
FORMS = {
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/resend/",
    "/about/me-or-my-child/",
}
#: What needs no token of ours: it only counts that some search led somewhere, and asks not whose.
WITHOUT_TOKEN = {"/search/opened/"}


def addresses() -> list[str]:
    """All but the admin's, which sends everybody to the door."""
    return sorted({path for path in _walk(get_resolver()) if not path.startswith("/admin/")})


def _walk(resolver: Any, prefix: str = "/") -> Iterator[str]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from _walk(entry, path)
        elif not any(sign in path for sign in "<^$("):
            yield path
