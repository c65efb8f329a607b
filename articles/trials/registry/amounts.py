"""Dates that may be no more than a year, and ages in any unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from articles.trials.registry.fields import Fields
from articles.trials.terms import Precision

#: No study is older, and none is planned for longer. The registry's forms let nothing else pass.
EARLIEST, LATEST = 1900, 2100
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_AGE = re.compile(r"(\d{1,6}(?:\.\d{1,4})?) ?(year|month|week|day|hour|minute)s?", re.ASCII)

#: The mean year of the Gregorian calendar, ISO 8601's: 146,097 days in 400 years. Its twelfth part
#: is the month. Exact, so that "12 Months" and "1 Year" are the same number of days.
_YEAR = Fraction(146_097, 400)
_DAYS = {
    "year": _YEAR,
    "month": _YEAR / 12,
    "week": Fraction(7),
    "day": Fraction(1),
    "hour": Fraction(1, 24),
    "minute": Fraction(1, 24 * 60),
}
#: Older than anybody was ever proven to be.
OLDEST = ceil(150 * _YEAR)


@dataclass(frozen=True)
class When:
    """A date as exact as the registry says it. A month is kept as its first day."""

    on: date | None = None
    precision: Precision = Precision.DAY
    is_estimate: bool = False


def when(fields: Fields, name: str) -> When:
    """`name` of these fields is a date, or an object of a date and a type (ACTUAL, ESTIMATED)."""
    if isinstance(fields.values.get(name), str):
        return _when(fields, name)
    inside = fields.within(name)
    found = _when(inside, "date")
    kind = inside.line("type", 60)
    if kind not in {"", "ACTUAL", "ESTIMATED"}:
        inside.is_unknown("type", kind)
    return When(found.on, found.precision, kind == "ESTIMATED")


def _when(fields: Fields, name: str) -> When:
    raw = fields.line(name, 60)
    if not raw:
        return When()
    if (parts := _DATE.fullmatch(raw)) and EARLIEST <= int(parts[1]) <= LATEST:
        year, month, day = parts.groups()
        try:
            on = date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            pass  # the 31st of February: said below
        else:
            exact = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
            return When(on, exact)
    fields.is_unknown(name, raw)
    return When()


def age(fields: Fields, name: str, *, is_minimum: bool) -> tuple[int | None, str]:
    """A limit of age in whole days, and as the registry writes it. None: there is no limit.

    "6 Months" are 182.62 days. A lower limit is rounded down and an upper one up, so that no child
    is told "may not fit" for a fraction of a day.
    """
    raw = fields.line(name, 60)
    if not raw or raw.upper() in {"N/A", "NA", "NONE"}:
        return None, raw
    if parts := _AGE.fullmatch(raw.lower()):
        days = Fraction(parts[1]) * _DAYS[parts[2]]
        if days <= OLDEST:
            return (floor if is_minimum else ceil)(days), raw
    fields.is_unknown(name, raw)
    return None, raw
