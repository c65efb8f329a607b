"""How documents become rows: what a file wants, what the row is, and how to make it so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db import models

Wanted = dict[str, Any]


@dataclass(frozen=True)
class Steps:
    """How a document of one kind becomes a row, and how a row is compared with it."""

    #: Of a document and the store: all that the file sets.
    wanted: Callable[[Any, Any], Wanted]
    #: Of a row, and what is wanted of it: the same names with what the row holds, and the optional.
    current: Callable[[Any, Wanted], Wanted]
    apply: Callable[[Any, Wanted], None]
    #: Names that a file may leave out, and that then are not part of its fingerprint.
    optional: tuple[str, ...] = ()

    def untouched(self, fingerprint_then: str, current: Wanted) -> bool:
        """Whether the row still is what an import has made of it, whatever the file left out."""
        return any(
            fingerprint({name: current[name] for name in current if name not in left_out})
            == fingerprint_then
            for count in range(len(self.optional) + 1)
            for left_out in combinations(self.optional, count)
        )


def fingerprint(wanted: Wanted) -> str:
    """The same for the same wishes, whatever their order."""
    return hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()


def maker(model: type[models.Model], **columns: Any) -> Callable[[], models.Model]:
    """A way to make such a row, to be used only where it is missing."""
    return lambda: model._default_manager.create(**columns)


def columns_wanted(document: Any, store: Any) -> Wanted:
    """What the file sets, for rows that are nothing but their columns."""
    return document.columns


def columns(row: models.Model, wanted: Wanted) -> Wanted:
    """The same columns as the row has them now."""
    return {name: getattr(row, name) for name in wanted}


def apply_columns(row: models.Model, wanted: Wanted) -> None:
    """Let the row say what the file says."""
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save()


COLUMNS = Steps(columns_wanted, columns, apply_columns)
