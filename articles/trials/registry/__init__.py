"""Between ClinicalTrials.gov's format (API v2) and this portal's own words. No database in here.

`read()` takes a file, a folder or bytes and gives one `Study` or `Rejected` after the other,
holding one study at a time. Whatever it is given, it raises nothing: what cannot be used is a
`Rejected` with where it stands and why, in one line.

People's names, numbers and addresses end here: neither a field of a `Study` nor its `record` has
them (`contacts.py`). What the registry means by a value we do not know is never guessed: the field
is empty or OTHER, and path and value stand in `Study.unknown` for a person to look at.
"""

from __future__ import annotations

from articles.trials.registry.files import Source, read, read_stream, size
from articles.trials.registry.study import (
    Intervention,
    Registration,
    Rejected,
    Site,
    Study,
    study_from,
)

__all__ = [
    "Intervention",
    "Registration",
    "Rejected",
    "Site",
    "Source",
    "Study",
    "read",
    "read_stream",
    "size",
    "study_from",
]
