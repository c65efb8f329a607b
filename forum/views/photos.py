"""The pictures of questions and answers, for whoever may see these."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from forum.models import Photo
from portal.images import LARGE, SMALL


@require_safe
def photo(request: HttpRequest, key: uuid.UUID, size: int) -> HttpResponse:
    """Looked up anew each time: what a moderator has removed is gone at once."""
    if size not in {LARGE, SMALL}:
        raise Http404(f"No size {size}")
    column = "large" if size == LARGE else "small"
    seen = Photo.objects.visible_to(request.user).only(column, "fingerprint")
    found = get_object_or_404(seen, key=key)
    response = HttpResponse(bytes(getattr(found, column)), content_type="image/webp")
    response["ETag"] = f'"{found.fingerprint[:16]}-{size}"'
    # Opened as a page of its own it may do nothing at all.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return get_conditional_response(request, etag=response["ETag"], response=response)
