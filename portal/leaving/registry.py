"""Every column that points to a member, with what we show of it and what becomes of it.

A new column without an entry fails `tests/portal/test_leaving_registry.py`. To add one, write a
`Held(…)` into the `HELD` of your app's `leaving.py`:

    Held("forum.Thanks.member", "Thanks you gave", shows=["answer__question__title"], leave=delete)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.conf import settings
from django.db.models import Expression, Field, ForeignKey, ManyToManyField, Model, QuerySet

from portal.models import User

if TYPE_CHECKING:
    from portal.leaving.models import AccountDeletion


@dataclass(frozen=True)
class Held:
    """Rows that point to a member by one column."""

    #: "app.Model.field"; of a many-to-many field it is the field, not its table.
    column: str
    #: What the member's own page and download call them.
    heading: str
    #: Does what must be done when the member leaves: `delete`, `unname`, `keep`, or one of yours.
    leave: Callable[[Held, AccountDeletion], None]
    #: What the member is shown of each row, as paths of columns from it.
    shows: Sequence[str] = field(default=(), kw_only=True)
    #: Where no row is shown: why not.
    hidden: str = field(default="", kw_only=True)
    #: Why rows go on pointing to the emptied account. Only evidence of decisions does.
    keeps: str = field(default="", kw_only=True)
    #: Who else sees them, and for how long we have them.
    seen: str = field(default="Only you and the administrators.", kw_only=True)
    until: str = field(default="Until you delete your account.", kw_only=True)
    #: Files that belong to the rows, for the download: names and contents, one at a time.
    files: Callable[[User], Iterable[tuple[str, bytes]]] | None = field(default=None, kw_only=True)
    #: The name of a row's own file among them, from its values: a picture, which is shown there.
    file: Callable[[dict[str, Any]], str] | None = field(default=None, kw_only=True)
    #: Values beside the columns: what the member may see of others only while it is public.
    adds: dict[str, Expression] = field(default_factory=dict, kw_only=True)
    #: The address of what a row is about, from its values.
    link: Callable[[dict[str, Any]], str] | None = field(default=None, kw_only=True)

    @property
    def model(self) -> type[Model]:
        return installed.get_model(self.column.rpartition(".")[0])

    @property
    def name(self) -> str:
        return self.column.rpartition(".")[2]

    def rows(self, member: User) -> QuerySet:
        """The member's rows, of any state: this is no door for anybody else."""
        if self.model is User:  # the member's own many-to-many fields
            return getattr(member, self.name).all()
        return self.model._base_manager.filter(**{self.name: member})


def delete(held: Held, leaving: AccountDeletion) -> None:
    """The rows go with the member."""
    if held.model is User:
        getattr(leaving.member, held.name).clear()
    else:
        held.rows(leaving.member).delete()


def unname(held: Held, leaving: AccountDeletion) -> None:
    """The rows stay, and no longer say whose they are."""
    held.rows(leaving.member).update(**{held.name: None})


def keep(held: Held, leaving: AccountDeletion) -> None:
    """The rows stay as they are, and point to an account with nothing in it; see `keeps`."""


def held() -> dict[str, Held]:
    """All entries by their column, in the order of `settings.LEAVING`."""
    found: dict[str, Held] = {}
    for name in settings.LEAVING:
        for entry in import_module(name).HELD:
            if entry.column in found:
                raise LookupError(f"{entry.column} has two entries.")
            found[entry.column] = entry
    return found


def columns(apps: Apps = installed) -> dict[str, Field]:
    """Every column of every model, of libraries too, that points to a member."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.get_fields(include_hidden=True):
            if _points_to_a_member(column):
                found[f"{model._meta.label}.{column.name}"] = column
    return found


def _points_to_a_member(column: Any) -> bool:
    """The tables of many-to-many fields are left out, for their fields stand for them."""
    if column.auto_created or not isinstance(column, ForeignKey | ManyToManyField):
        return False
    if column.model._meta.label == User._meta.label:
        return isinstance(column, ManyToManyField)
    table = column.model._meta.auto_created
    return column.related_model is User and not table


def without_entry(apps: Apps = installed) -> set[str]:
    return set(columns(apps)) - set(held())


def kept_of(member: User) -> list[str]:
    """Why something of this member stays; nothing for those who only read and write."""
    kept = [entry.keeps for entry in held().values() if entry.keeps and entry.rows(member).exists()]
    return list(dict.fromkeys(kept))


def shown(entry: Held, member: User, *, newest: int = 0) -> Iterator[dict[str, Any]]:
    """What the member is shown of their rows: the newest few, or all from the oldest on."""
    if not entry.shows:
        return
    rows = entry.rows(member).values(*entry.shows, **entry.adds)
    few = rows.order_by("-pk")[:newest] if newest else rows.order_by("pk")
    for row in few.iterator(chunk_size=200):
        yield row | {"link": entry.link(row)} if entry.link else row
