"""What editors and clinical reviewers read on the front page of the admin."""

from __future__ import annotations

from django import template

from articles.desk import dashboard
from portal.models import User

register = template.Library()


@register.simple_tag
def desk_sections(user: User) -> list[dashboard.Section]:
    """What waits for this person, the worst first."""
    return dashboard.sections(user)
