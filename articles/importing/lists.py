"""The other lists that a folder may hold: one YAML file each, named for what it lists.

A list is read and checked like everything else. Its rows are made after the conditions and before
the texts of the articles are stored, so that an article can name them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models

from articles.importing import glossary, organisations, treatments
from articles.importing.documents import References
from articles.importing.problems import Problems
from articles.importing.steps import Steps


@dataclass(frozen=True)
class Listing:
    """A file that lists rows of one kind: how to read it, and how to store them."""

    #: The file: `organisations.yaml`.
    stem: str
    #: The ImportRecord's kind, and what a message calls one entry.
    kind: str
    model: type[models.Model]
    #: Documents with at least a `key`, a `place` and `columns`.
    read: Callable[[str, Path, Problems], list[Any]]
    #: What a document refers to: ("condition", its keys and places), ("source", …), ….
    references: Callable[[Any], Iterable[tuple[str, References]]]
    #: Makes the row of a new document; what it says of other rows comes with `steps`.
    make: Callable[[Any], models.Model]
    steps: Steps
    #: Columns that two rows may not share.
    unique: tuple[str, ...] = ("name",)


LISTS = {
    listing.stem: listing
    for listing in [
        Listing(
            "treatments",
            "treatment",
            treatments.Treatment,
            treatments.read,
            treatments.references,
            treatments.make,
            treatments.STEPS,
        ),
        Listing(
            "organisations",
            "organisation",
            organisations.Organisation,
            organisations.read,
            organisations.references,
            organisations.make,
            organisations.STEPS,
            unique=("name", "url"),
        ),
        Listing(
            "glossary",
            "term",
            glossary.GlossaryTerm,
            glossary.read,
            glossary.references,
            glossary.make,
            glossary.STEPS,
            unique=(),  # it sees to that itself: once in each language
        ),
    ]
}
