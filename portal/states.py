"""One way for everything that has a state to go from one to another."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models


class IllegalMove(Exception):
    """The move is not in the table, or somebody else moved the object first."""


class Stateful(models.Model):
    """A model with a `state` that only its verbs write, through `_move()`."""

    #: From each state, the states that may follow.
    NEXT: ClassVar[dict[str, set[str]]]

    class Meta:
        abstract = True

    def _move(self, to: str, **changes: Any) -> Self:
        """Go there if that is allowed and nobody else has moved us meanwhile.

        Raises IllegalMove. The UPDATE compares and swaps, so that of two people at once one wins.
        """
        here = type(self)._base_manager.filter(pk=self.pk, state=self.state)
        if to not in self.NEXT[self.state] or not here.update(state=to, **changes):
            raise IllegalMove(f"{self._meta.verbose_name} {self.pk}: {self.state} to {to}")
        self.refresh_from_db(fields=["state", *changes])
        return self
