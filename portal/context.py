from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str | bool]:
    """What every page knows, the same for everybody."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        # Messages lie in the session. Who has none is spared the look, and the page its "Vary".
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
        "canonical_url": settings.SITE_URL + request.path,
    }
