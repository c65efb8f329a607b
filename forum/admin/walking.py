"""From one item to the next of the same filter, the worst first.

Reading a page never takes an item: that is done by buttons, and so by POST. Whoever decides or
skips is given the next one that nobody else looks at.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from forum.admin import lanes
from forum.duty import rest
from forum.models import ReviewItem
from forum.models.moderation import claim_next, claimable, written_by
from portal.states import IllegalMove

if TYPE_CHECKING:
    from forum.admin.queue import ReviewItemAdmin

#: How many are taken at once.
HANDFUL = 10
#: To whoever has read enough about despair today, when nothing else is left.
ENOUGH = (
    "What is left here is hard to read, and you have carried enough today. Please take a break. "
    "Others are asked first; from the list you can still open everything."
)


class Filtered(ChangeList):
    """Only what a filter lets through, without fetching a page of it."""

    def get_results(self, request: HttpRequest) -> None:
        self.result_list = []


def rows(model_admin: ReviewItemAdmin, request: HttpRequest) -> QuerySet[ReviewItem]:
    """What is open in the filter that the address carries along, in the queue's order."""
    asked = copy.copy(request)
    asked.GET = QueryDict(filters(request))
    try:
        changelist = Filtered(
            asked, ReviewItem, list_display=["pk"], list_display_links=None,
            list_filter=model_admin.get_list_filter(asked), date_hierarchy=None, search_fields=(),
            list_select_related=False, list_per_page=1, list_max_show_all=0, list_editable=(),
            model_admin=model_admin, sortable_by=(), search_help_text=None,
        )  # fmt: skip
    except IncorrectLookupParameters:
        return model_admin.get_queryset(request).open()
    return changelist.queryset.open()


def filters(request: HttpRequest) -> str:
    return request.POST.get("queue", "") or request.GET.get("queue", "")


def queue_address(request: HttpRequest) -> str:
    """The queue as it was filtered before."""
    query = filters(request)
    return reverse("admin:forum_reviewitem_changelist") + (f"?{query}" if query else "")


def address(item: ReviewItem, query: str) -> str:
    asked: dict[str, Any] = {"item": item.pk} | ({"queue": query} if query else {})
    return f"{reverse('admin:forum_reviewitem_decide')}?{urlencode(asked)}"


def after(item: ReviewItem) -> Q:
    """What stands below it. The first condition is one that the index can begin at."""
    same = Q(severity=item.severity)
    return Q(severity__lte=item.severity) & (
        Q(severity__lt=item.severity)
        | same & Q(due_at__gt=item.due_at)
        | same & Q(due_at=item.due_at, pk__gt=item.pk)
    )


def before(item: ReviewItem) -> Q:
    same = Q(severity=item.severity)
    return Q(severity__gte=item.severity) & (
        Q(severity__gt=item.severity)
        | same & Q(due_at__lt=item.due_at)
        | same & Q(due_at=item.due_at, pk__lt=item.pk)
    )


def following(
    model_admin: ReviewItemAdmin, request: HttpRequest, here: ReviewItem | None
) -> ReviewItem | None:
    """The next one that is free: below this one, or else from the top again."""
    found = rows(model_admin, request).filter(claimable(request.user))
    found = rest.offered_to(request.user, found.exclude(written_by(request.user)))
    if here is None:
        return found.first()
    found = found.exclude(pk=here.pk)
    return found.filter(after(here)).first() or found.first()


@dataclass(frozen=True)
class Position:
    """Where an item stands in its filter, counted no further than to a thousand."""

    title: str
    number: str
    total: str


def position(model_admin: ReviewItemAdmin, request: HttpRequest, item: ReviewItem) -> Position:
    found = rows(model_admin, request)
    above, total = lanes.count_each([found.filter(before(item)), found])
    chosen = QueryDict(filters(request))
    lane = lanes.BY_NAME.get(chosen.get("lane", ""), lanes.LANES[0])
    title = f"{lane.title}, filtered" if set(chosen) - {"lane", "p"} else lane.title
    return Position(title, lanes.in_words(above + 1), lanes.in_words(total))


def take(model_admin: ReviewItemAdmin, request: HttpRequest) -> HttpResponse:
    """Take one item, the one after it, or the first of the filter; and go there."""
    if request.method != "POST":
        return redirect(queue_address(request))
    asked, skipped = request.POST.get("item", ""), request.POST.get("after", "")
    item, left = named(asked), named(skipped)
    if left is not None:
        left.release(by=request.user)
    if item is None:
        item = following(model_admin, request, left)
    if item is None:
        say_why(request, "Nothing else waits here that nobody is looking at.")
        return redirect(queue_address(request))
    return go_to(request, item)


def go_on(model_admin: ReviewItemAdmin, request: HttpRequest, decided: ReviewItem) -> HttpResponse:
    """After a decision: the next one of the same filter, or back to an empty list."""
    item = following(model_admin, request, decided)
    if item is None:
        say_why(request, "That was the last one here that nobody is looking at.")
        return redirect(queue_address(request))
    return go_to(request, item)


def say_why(request: HttpRequest, nothing: str) -> None:
    """Why "next" leads nowhere."""
    messages.info(request, ENOUGH if rest.needs_rest(request.user) else nothing)


def go_to(request: HttpRequest, item: ReviewItem) -> HttpResponse:
    """Claim it and show it; the page says if somebody else looks at it as well."""
    try:
        item.claim(by=request.user)
    except IllegalMove as refused:
        messages.warning(request, str(refused))
    return redirect(address(item, filters(request)))


def take_handful(model_admin: ReviewItemAdmin, request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect(queue_address(request))
    offered = rest.offered_to(request.user, rows(model_admin, request))
    taken = claim_next(offered, by=request.user, most=HANDFUL)
    if not taken:
        say_why(request, "Nothing waits here that nobody is looking at.")
        return redirect(queue_address(request))
    messages.success(request, f"You have {taken} to look at. Others see that they are yours.")
    return redirect(reverse("admin:forum_reviewitem_changelist") + "?lane=mine")


def named(key: str) -> ReviewItem | None:
    """The item of that number, whatever else was typed there."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return ReviewItem.objects.for_queue().filter(pk=key).first()
