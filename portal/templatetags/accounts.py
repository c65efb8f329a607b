"""For the pages of templates/account."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import get_next_redirect_url
from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def safe_next(context: dict[str, Any]) -> str:
    """Where to go afterwards, if that is a page of ours. A foreign address is not even repeated."""
    return get_next_redirect_url(context["request"]) or ""
