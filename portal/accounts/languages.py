"""In which language we write to somebody, before they have said so."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from portal.models import Language


def of_browser(request: HttpRequest) -> str:
    """The first language that the browser asks for and in which we can write."""
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    known = (code.partition("-")[0] for code, _ in asked)
    return next((code for code in known if code in Language.values), Language.ENGLISH)
