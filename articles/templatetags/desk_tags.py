"""What editors and clinical reviewers read on the front page of the admin."""

from __future__ import annotations

from django import template

from articles import desk_waiting

register = template.Library()


@register.simple_tag
def waiting_texts() -> dict[str, int]:
    """How many articles wait for a new review, for a signature, or to be published."""
    return desk_waiting.counts()
