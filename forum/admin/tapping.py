"""What a moderator does in the queue itself: decide on what is plain by one tap, fold what is hard
to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from forum.admin import rows, walking
from forum.models import DeskSettings, ItemChanged, TextChanged
from forum.models.moderation import Distressing
from portal.states import IllegalMove

if TYPE_CHECKING:
    from forum.admin.queue import ReviewItemAdmin

#: The number of the item, its version, and the version of its text.
SEEN = re.compile(r"([0-9]{1,18}):([0-9]{1,9}):([0-9]{1,9})")
DONE = {"publish": "Published", "keep": "Kept"}


def tap(model_admin: ReviewItemAdmin, request: HttpRequest) -> HttpResponse:
    """Publish or keep something plain. What is plain no longer is read on its page first."""
    seen = SEEN.fullmatch(request.POST.get("seen", ""))
    item = walking.named(seen[1]) if seen else None
    if item is None:
        return redirect(walking.queue_address(request))
    decision = rows.quick(item)
    there = walking.address(item, walking.filters(request))
    if item.is_open and not decision:
        messages.warning(request, f"“{item}” needs a closer look before it is decided.")
        return redirect(there)
    _, version, text = map(int, seen.groups())
    try:
        item.decide(decision, by=request.user, reason="fine", seen=text, version=version)
    except (ItemChanged, TextChanged) as news:
        messages.warning(request, str(news))
        return redirect(there)
    except IllegalMove as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{DONE[decision]}: “{item}”.")
    return redirect(walking.queue_address(request))


def distressing(model_admin: ReviewItemAdmin, request: HttpRequest) -> HttpResponse:
    """Keep which texts this moderator wants folded."""
    wish = request.POST.get("distressing", "")
    if wish in Distressing.values:
        DeskSettings.objects.update_or_create(member=request.user, defaults={"distressing": wish})
        messages.success(request, f"{Distressing(wish).label}: that holds from now on.")
    return redirect(walking.queue_address(request))
