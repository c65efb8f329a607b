"""An age as a family types it, against the limits of a study.

A child of "18 months" is anywhere between 18 and 19 months old, so an age is a span of days. A
registry's "30 Months" as a maximum is read as registries mean "17 Years": whoever has not turned 31
months yet can still be within it. Where a limit falls inside the span, or the child is in the last
month or year that it names, nobody can tell from outside: the page says so, and hides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from django.core.exceptions import ValidationError

#: As the registry's limits are counted: the mean year of 146,097 days in 400 years.
_YEAR = Fraction(146_097, 400)
DAYS = {"year": _YEAR, "month": _YEAR / 12, "week": Fraction(7), "day": Fraction(1)}
#: For how long somebody still is of the age at which a maximum in that unit is named.
LAST_UNIT = {"year": 365, "month": 30, "week": 7, "day": 1}
OLDEST = 130  # years
_UNITS = {
    "year": "y yr yrs year years yo año años ano anos an ans année années jahr jahre jahren anno "
    "anni jaar jaren rok lat år год года лет سنة سنوات",
    "month": "m mo mos mth mths month months mes meses mois monat monate monaten mese mesi maand "
    "maanden måneder månader мес месяц месяца месяцев شهر أشهر",
    "week": "w wk wks week weeks semana semanas semaine semaines woche wochen settimana settimane "
    "weken неделя недели недель",
    "day": "d day days día días dia dias jour jours tag tage tagen giorno giorni dag dagen день "
    "дня дней",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
#: Words around a number that say nothing about it.
_CHATTER = re.compile(r"\b(?:old|and|y|e|et|und|en|i|of|age|aged|about|almost|nearly)\b|[\s.,;+&~]")
_BORN = {"newborn", "new born", "recién nacido", "recien nacido", "nouveau-né", "neugeborenes"}
_HALF = re.compile(r"(?:(\d{1,4})\s*(?:and )?)?(?:½|\ba half\b|\b1/2|\bhalf an?\b)")
_WORDS = "|".join(sorted(_UNIT_OF, key=len, reverse=True))
_PART = re.compile(rf"(\d{{1,4}}(?:\.\d{{1,3}})?)(?:\s*({_WORDS})(?![^\W_]))?")
_KIND = "Please write the age as a number with years or months, such as 18 months or 3 years."


@dataclass(frozen=True)
class Age:
    """Somebody has lived at least `days` days and less than `until` days."""

    days: int
    until: int
    #: As it was understood: "18 months".
    words: str

    def may_be_old_enough(self, limit: int | None) -> bool:
        return limit is None or self.until > limit

    def may_be_young_enough(self, limit: int | None, raw: str) -> bool:
        return limit is None or self.days < limit + LAST_UNIT[unit_of(raw)]

    def is_at_the_edge(self, lowest: int | None, highest: int | None) -> bool:
        """Whether only somebody who knows the day of birth, or the study's rules, can tell."""
        low = lowest is not None and self.days < lowest < self.until
        high = highest is not None and self.until > highest + 1
        return low or high


def unit_of(raw: str) -> str:
    """The unit of a limit in the registry's words: "30 Months"."""
    return next((unit for unit in ("year", "month", "week") if unit in raw.lower()), "day")


def read_age(text: str) -> Age:
    """ "18 months", "1 year 6 months", "2½", "3 años": a number alone is years.

    Raises ValidationError with what to write instead.
    """
    said = " ".join(text.lower().split())
    if said in _BORN:
        return Age(0, floor(DAYS["month"]), "newborn")
    said = re.sub(r"(\d),(\d)", r"\1.\2", said)
    said = _HALF.sub(lambda half: f"{half[1] or 0}.5 ", said)
    if _CHATTER.sub("", _PART.sub("", said)):
        raise ValidationError(_KIND, code="age")
    return _age(
        [(Fraction(number), _UNIT_OF[unit or "year"]) for number, unit in _PART.findall(said)]
    )


def _age(parts: list[tuple[Fraction, str]]) -> Age:
    units = [unit for _, unit in parts]
    if not parts or len(set(units)) < len(units):
        raise ValidationError(_KIND, code="age")
    days = sum(number * DAYS[unit] for number, unit in parts)
    if days > OLDEST * _YEAR:
        raise ValidationError("Please check the age: nobody is that old.", code="age")
    number, finest = parts[-1]
    if finest == "year" and number.denominator > 1:  # three and a half: to the month
        finest = "month"
    words = " ".join(_words(number, unit) for number, unit in parts)
    return Age(ceil(days), floor(days + DAYS[finest]), words)


def _words(number: Fraction, unit: str) -> str:
    shown = f"{float(number):g}"
    return f"{shown} {unit}{'' if number == 1 else 's'}"
