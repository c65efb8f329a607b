"""Everything we hold about a member as one ZIP file, written bit by bit.

`data.json` is complete and says what each part is; `index.html` holds the same to read, works
offline and loads nothing; files of the member's own, such as pictures, lie beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from portal.leaving import registry, telling
from portal.leaving.registry import Held
from portal.models import User

#: Raise it when programs that read data.json must change.
FORMAT = 1
ABOUT = (
    "Everything that this portal holds about one member. “account” is the account itself. Each "
    "entry of “parts” has the rows of one kind: “heading” says what they are, “column” is the "
    "column of the database that points to the member, “seen” who else sees them, “kept” for how "
    "long. Times are in UTC. “not_included” says what is left out, and why. Texts are Markdown."
)


def write(file: IO[bytes], member: User) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        with archive.open("data.json", "w", force_zip64=True) as out:
            for piece in as_json(member):
                out.write(piece.encode())
        with archive.open("index.html", "w", force_zip64=True) as out:
            for piece in as_page(member):
                out.write(piece.encode())
        archive.write(Path(finders.find("css/export.css")), "style.css")
        for entry in registry.held().values():
            for name, data in entry.files(member) if entry.files else ():
                archive.writestr(name, data)


def as_json(member: User) -> Iterator[str]:
    """The JSON in pieces of one row, for a member may have written very much."""
    entries = registry.held().values()
    head = {
        "format": FORMAT,
        "about": ABOUT,
        "portal": settings.SITE_URL,
        "made": timezone.now(),
        "account": telling.account_values(member),
        "not_included": {entry.heading: entry.hidden for entry in entries if entry.hidden},
    }
    yield _json(head)[:-1] + ', "parts": ['
    for number, entry in enumerate(entry for entry in entries if entry.shows):
        part = {
            "heading": entry.heading,
            "column": entry.column,
            "seen": entry.seen,
            "kept": entry.keeps or entry.until,
        }
        yield (",\n" if number else "\n") + _json(part)[:-1] + ', "rows": ['
        for place, row in enumerate(registry.shown(entry, member)):
            yield (",\n" if place else "\n") + _json(row)
        yield "]}"
    yield "]}\n"


def as_page(member: User) -> Iterator[str]:
    context = {"made": timezone.now(), "account": telling.account(member)}
    yield render_to_string("leaving/export_head.html", context | _site())
    for entry in registry.held().values():
        yield from _part_as_page(entry, member)
    yield render_to_string("leaving/export_foot.html", {"entries": registry.held().values()})


def _part_as_page(entry: Held, member: User) -> Iterator[str]:
    started = False
    for row in registry.shown(entry, member):
        if not started:
            started = True
            yield render_to_string("leaving/export_part.html", {"entry": entry})
        words = telling.in_words(row)
        context = {"link": words.pop("link", ""), "row": words}
        if entry.file:
            context["file"] = entry.file(row)
        yield render_to_string("leaving/export_row.html", context | _site())


def _site() -> dict[str, str]:
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
