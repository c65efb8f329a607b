"""Pages whose address is made of a slug, and can move to another."""

from __future__ import annotations

from django.db import IntegrityError, models, transaction

from portal.models import MovedPath
from portal.states import IllegalMove


class Addressed(models.Model):
    """A page at an address with its `slug` in it, which only `rename()` changes."""

    class Meta:
        abstract = True

    def addresses(self) -> list[tuple[str, str]]:
        """Every address with the slug in it that people may have kept, and the page it leads to."""
        return [(self.get_absolute_url(), self.get_absolute_url())]

    @transaction.atomic
    def rename(self, *, slug: str) -> None:
        """Move the page to another slug; the old addresses redirect for good."""
        if slug == self.slug:
            return
        before, left = self.slug, self.addresses()
        self.slug = slug
        try:
            with transaction.atomic():
                self.save(update_fields=["slug"])
        except IntegrityError as error:  # somebody took it a moment ago
            self.slug = before
            raise IllegalMove("Another page already has this address.") from error
        for (old, _), (_, new) in zip(left, self.addresses(), strict=True):
            MovedPath.record(old=old, new=new)
