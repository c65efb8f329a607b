"""The pictures of articles, as files that any cache may keep for ever."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles.models import Picture
from portal.images import LARGE


@require_safe
def picture(request: HttpRequest, key: str, mark: str, size: str) -> HttpResponse:
    """What is under this address never changes: another picture would have another mark."""
    column = "large" if int(size) == LARGE else "small"
    found = get_object_or_404(Picture.objects.only(column), key=key, fingerprint__startswith=mark)
    response = HttpResponse(bytes(getattr(found, column)), content_type="image/webp")
    response["ETag"] = f'"{mark}-{size}"'
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    # Opened as a page of its own it may do nothing at all.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return get_conditional_response(request, etag=response["ETag"], response=response)
