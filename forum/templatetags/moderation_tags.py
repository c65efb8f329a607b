"""What moderators read in the admin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.db.models import Count, Q
from django.template import Context
from django.utils import timezone

from forum import wording
from forum.admin import lanes
from forum.duty import rest, rota
from forum.models import (
    Contribution,
    Guidance,
    PrivacyRequest,
    Question,
    ReviewItem,
    SafeguardingCase,
    ShiftNote,
)
from forum.models.safeguarding import road_of

register = template.Library()


@register.simple_tag(takes_context=True)
def ways_to_look(context: Context) -> list[lanes.Way]:
    """The ways to look at what waits for a moderator, with how much there is of each."""
    return lanes.ways(context["user"])


@register.simple_tag
def unanswered_long() -> int:
    """How many public questions have waited for an answer for more than 48 hours."""
    return Question.objects.published().unanswered_long().count()


@register.simple_tag
def waiting_requests() -> dict[str, int]:
    """How many requests from outside are open, and how many should have been answered by now."""
    late = Count("pk", filter=Q(due_at__lt=timezone.now()))
    return PrivacyRequest.objects.open().aggregate(open=Count("pk"), overdue=late)


@register.inclusion_tag("admin/forum/duty/_header.html", takes_context=True)
def duty(context: Context, back: str = "") -> dict[str, Any]:
    """Who is on call, open cases, notes for whoever comes next, and whether it is time to rest."""
    user = context["user"]
    here, nobody = rota.here_or_nobody()
    return {
        "here": here,
        "nobody": nobody,
        "cases": SafeguardingCase.objects.open().aggregate(
            open=Count("pk"), high=Count("pk", filter=Q(level="high"))
        ),
        "notes": ShiftNote.objects.unread_by(user),
        "rest": rest.needs_rest(user),
        "user": user,
        "back": back,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def guidance_on(item: ReviewItem) -> Guidance | None:
    """For the worry that was noticed in an item without a case; usually nothing."""
    road = road_of(item)
    return Guidance.objects.get(road=road) if road else None


@register.filter
def verbose_kind(contribution: Contribution) -> str:
    return str(contribution._meta.verbose_name).capitalize()


@register.filter
def since(when: datetime) -> str:
    return wording.in_words(timezone.now() - when)


@register.filter
def membership(joined: datetime) -> str:
    span = timezone.now() - joined
    return f"Member for {wording.in_words(span)}" if span.days else "Member since today"


@register.filter
def time_left(due_at: datetime) -> str:
    return wording.time_left(due_at)
