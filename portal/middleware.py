"""What happens around every view: headers, refusals, moved pages, what staff must have."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property

from portal import errors
from portal.models import MovedPath

GetResponse = Callable[[HttpRequest], HttpResponse]


class HeadersMiddleware:
    """Headers that nothing else sets, and who may keep a copy of the page.

    Outermost, so that files, redirects and errors have them too. It looks at cookies only: the
    database, and with it the session, may be what has failed.
    """

    HEADERS = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    @cached_property
    def ways_out(self) -> set[str]:
        return {reverse("account_logout"), reverse("admin:logout")}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        if not response.has_header("Cache-Control"):
            self.say_who_may_keep(request, response)
        if request.method == "POST" and request.path in self.ways_out:
            response["Clear-Site-Data"] = '"cache"'
        return response

    def say_who_may_keep(self, request: HttpRequest, response: HttpResponse) -> None:
        personal = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} & set(request.COOKIES)
        if personal or response.cookies or response.status_code >= 400:
            patch_cache_control(response, private=True, no_store=True)
        else:  # may be kept, but asks each time whether it is still true
            patch_cache_control(response, public=True, no_cache=True)


class RefusalMiddleware:
    """Refuses what no browser sends and no page of ours reads, before anything looks at it."""

    METHODS = ("GET", "HEAD", "POST", "OPTIONS")
    MAX_ADDRESS = 8_000  # characters, with the query
    #: Bytes of what is sent: pictures, and words around them. Files go to the disk as they come.
    MAX_BODY = 30 * 1024**2

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.METHODS:
            return HttpResponseNotAllowed(self.METHODS)
        query = request.META.get("QUERY_STRING", "")
        length = request.META.get("CONTENT_LENGTH") or "0"
        # PostgreSQL neither stores nor compares a NUL. In a cookie it may be written "\000".
        nul = "\x00" in request.path or "\x00" in query or "%00" in query
        if (
            nul
            or not (length.isascii() and length.isdigit())
            or any("\x00" in value for value in request.COOKIES.values())
            or len(request.path) + len(query) > self.MAX_ADDRESS
        ):
            return errors.bad_request(request)
        if len(length) > 9 or int(length) > self.MAX_BODY:
            return errors.bad_request(request, RequestDataTooBig())
        return self.get_response(request)


class MovedMiddleware:
    """A page that is not found, but once had this address, has moved for good."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and request.method in {"GET", "HEAD"}:
            moved = MovedPath.objects.filter(old=request.path[:300]).first()
            if moved:
                query = request.META.get("QUERY_STRING", "")
                return HttpResponsePermanentRedirect(moved.new + (f"?{query}" if query else ""))
        return response


class VisitorMiddleware:
    """Who sends no session cookie is nobody: the page asks no session, and varies on none.

    So any cache may keep a reader's page for everybody. It asks us each time (`no-cache`), and a
    member, who does send a cookie, is then given a page of their own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            request.user = AnonymousUser()
        return self.get_response(request)


class StaffMiddleware:
    """Whoever may enter the admin sees pending texts everywhere. So the door is stronger:

    a second factor, set up before anything else; and a session that ends after some idle hours.
    """

    OPEN = ("/accounts/", "/static/", "/healthz/", "/readyz/")
    #: Files that caches keep for everybody: no cookie may come with them.
    FILES = "/pictures/"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without the cookie nobody is signed in: no look into the session, no "Vary" for it.
        if (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            and not request.path.startswith(self.FILES)
            and request.user.is_authenticated
            and request.user.is_staff
        ):
            self.keep_awake(request)
            if self.lacks_second_factor(request):
                messages.info(
                    request,
                    "You work on this portal, so please add a second step to your sign-in first. "
                    "It protects what families have not made public.",
                )
                return redirect("mfa_activate_totp")
        return self.get_response(request)

    def keep_awake(self, request: HttpRequest) -> None:
        """Ends the session STAFF_IDLE after this request; written every ten minutes at most."""
        if request.session.get("staff_until", 0) < time.time() + settings.STAFF_IDLE - 600:
            request.session["staff_until"] = time.time() + settings.STAFF_IDLE
            request.session.set_expiry(settings.STAFF_IDLE)

    def lacks_second_factor(self, request: HttpRequest) -> bool:
        return (
            settings.STAFF_SECOND_FACTOR
            and not request.path.startswith(self.OPEN)
            and not is_mfa_enabled(request.user)
        )
