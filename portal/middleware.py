"""What happens around every view: refusals, moved pages, staff's second factor, headers."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from portal.models import MovedPath

GetResponse = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """400 for what PostgreSQL could not store or compare: a NUL in the path or the query."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            from portal.errors import bad_request

            return bad_request(request)
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


class StaffSecondFactorMiddleware:
    """Whoever may enter the admin sees pending texts everywhere, so needs a second factor first."""

    OPEN = ("/accounts/", "/static/", "/healthz/", "/readyz/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            settings.STAFF_SECOND_FACTOR
            and not request.path.startswith(self.OPEN)
            and request.user.is_authenticated
            and request.user.is_staff
            and not is_mfa_enabled(request.user)
        ):
            messages.info(
                request,
                "You work on this portal, so please add a second step to your sign-in first. "
                "It protects what families have not made public.",
            )
            return redirect("mfa_activate_totp")
        return self.get_response(request)


class HeadersMiddleware:
    """Headers that no other middleware sets, and who may keep a copy of the page."""

    HEADERS = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.setdefault(name, value)
        if not response.has_header("Cache-Control"):
            if request.user.is_authenticated or response.cookies:
                patch_cache_control(response, private=True, no_store=True)
            else:  # may be kept, but asks each time whether it is still true
                patch_cache_control(response, public=True, no_cache=True)
        return response
