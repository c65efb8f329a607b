"""Pages of a list at stable addresses: the first has no number, and what does not exist is 404."""

from __future__ import annotations

import re

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from portal.paging import BoundedPaginator


def page_of(
    request: HttpRequest, rows: QuerySet, per_page: int, *, count: int | None = None
) -> Page:
    """The page that the address asks for. `count` spares a query where it is known."""
    paginator = BoundedPaginator(rows, per_page)
    if count is not None:
        paginator.counted = count
    number = request.GET.get("page", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", number) or int(number) > paginator.num_pages:
        raise Http404(f"No page {number[:10]!r}")
    return paginator.page(int(number))
