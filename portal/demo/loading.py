"""Many rows at once: straight SQL beneath the models, with what columns do not say filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

from portal.progress import Progress

#: Rows that one statement makes, about. It bounds what the database keeps in memory.
CHUNK = 20_000
LENGTH = re.compile(r"\([\d, ]+\)")


@contextmanager
def bulk(*loaded: type[models.Model]) -> Iterator[None]:
    """One transaction in which these tables take rows without triggers and without indexes.

    Both are back before anybody else sees the tables, and if it is broken off, nothing was changed.
    Others wait for the tables meanwhile.
    """
    tables = [model._meta.db_table for model in loaded]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL work_mem = '64MB'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " WHERE i.indrelid = ANY(%s::regclass[]) AND NOT EXISTS ("
            "SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
            [tables],
        )
        indexes = cursor.fetchall()
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _name, definition in indexes:
            cursor.execute(definition)
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def insert(
    model: type[models.Model],
    columns: dict[str, str],
    source: str,
    *,
    end: str = "",
    **params: Any,
) -> int:
    """INSERT … SELECT. Fields that are not named get the default of the model. Returns the rows."""
    with connection.cursor() as cursor:
        cursor.execute(*statement(model, columns, source, end=end, **params))
        return cursor.rowcount


def statement(
    model: type[models.Model],
    columns: dict[str, str],
    source: str,
    *,
    end: str = "",
    **params: Any,
) -> tuple[str, dict[str, Any]]:
    """The same, to be a part of a longer one."""
    filled = dict(columns)
    for field in model._meta.local_concrete_fields:
        known = {field.name, field.column} & set(columns)
        if known or field.primary_key or field.generated or field.null:
            continue
        name = f"{model._meta.db_table}_{field.column}"
        params[name] = field.get_db_prep_save(field.get_default(), connection)
        filled[field.name] = f"%({name})s::{LENGTH.sub('', field.db_type(connection))}"
    names = ", ".join(f'"{model._meta.get_field(name).column}"' for name in filled)
    values = ", ".join(filled.values())
    table = model._meta.db_table
    return f'INSERT INTO "{table}" ({names}) SELECT {values} FROM {source} {end}', params


def reserve(model: type[models.Model], rows: int) -> int:
    """Numbers for new rows: row n gets this one plus n."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(own, nextval(own) + %s) FROM pg_get_serial_sequence(%s, 'id') AS own",
            [rows, model._meta.db_table],
        )
        return cursor.fetchone()[0] - rows


def in_chunks(total: int, size: int, work: Callable[[int, int], int], progress: Progress) -> int:
    """Call `work(first, last)` for the rows 1 to `total`; how many it made in all."""
    made = 0
    for first in range(1, total + 1, size):
        made += (rows := work(first, min(first + size - 1, total)))
        progress.advance(rows)
    return made
