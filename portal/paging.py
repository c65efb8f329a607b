"""Pages of long lists. Counting a hundred thousand rows for every reader would cost more than the
page: nobody turns so many pages, so nobody counts that far."""

from __future__ import annotations

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

#: Rows that are counted, and so the last that a list shows. What is older is found by its filters.
MOST = 10_000
#: From this row on the database would work out each row that it passes over only to drop it.
DEEP = 500


class BoundedPaginator(Paginator):
    """Counts no further than `MOST`; `has_more` says honestly that there is more."""

    @cached_property
    def counted(self) -> int:
        """Settable, where it is known already."""
        return self.object_list.order_by().values("pk")[: MOST + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.counted, MOST)

    @property
    def has_more(self) -> bool:
        return self.counted > MOST

    def page(self, number: int | str) -> Page:
        """Deep in a list, first the numbers of its rows alone, then the rows."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows: QuerySet = self.object_list[first : min(first + self.per_page, self.count)]
        if first >= DEEP:
            rows = self.object_list.filter(pk__in=list(rows.values_list("pk", flat=True)))
        return self._get_page(rows, number, self)
