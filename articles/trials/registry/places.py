"""Where a study takes place: countries by their code, and points on the earth."""

from __future__ import annotations

from functools import cache

from django.utils.translation import override
from django_countries import countries

from articles.trials.registry.fields import Fields

#: Names that ClinicalTrials.gov has, or had, and django-countries has not. A country that is no
#: more, such as "Former Yugoslavia", has no code: nobody can say which of today's is meant.
OTHER_NAMES = {
    "bahamas, the": "BS",
    "bolivia, plurinational state of": "BO",
    "burma": "MM",
    "cape verde": "CV",
    "congo, democratic republic": "CD",
    "congo, the democratic republic of the": "CD",
    "cote d'ivoire": "CI",
    "czech republic": "CZ",
    "gambia, the": "GM",
    "holy see (vatican city state)": "VA",
    "hong kong sar china": "HK",
    "iran, islamic republic of": "IR",
    "ivory coast": "CI",
    "korea, democratic people's republic of": "KP",
    "korea, republic of": "KR",
    "kosovo": "XK",
    "lao people's democratic republic": "LA",
    "libyan arab jamahiriya": "LY",
    "macau": "MO",
    "macedonia": "MK",
    "macedonia, the former yugoslav republic of": "MK",
    "micronesia, federated states of": "FM",
    "moldova, republic of": "MD",
    "palestine, state of": "PS",
    "palestinian territories": "PS",
    "palestinian territories, occupied": "PS",
    "palestinian territory, occupied": "PS",
    "reunion": "RE",
    "russian federation": "RU",
    "swaziland": "SZ",
    "syrian arab republic": "SY",
    "taiwan, province of china": "TW",
    "tanzania, united republic of": "TZ",
    "turkey": "TR",
    "turkey (türkiye)": "TR",
    "uk": "GB",
    "united states": "US",
    "usa": "US",
    "venezuela, bolivarian republic of": "VE",
    "viet nam": "VN",
    "virgin islands (u.s.)": "VI",
}


@cache
def _codes() -> dict[str, str]:
    with override("en"):
        return {name.casefold(): code for code, name in countries} | OTHER_NAMES


def country(fields: Fields, name: str) -> tuple[str, str]:
    """Its code, empty if we do not know it, and the registry's name of it."""
    raw = fields.line(name, 100)
    code = _codes().get(raw.casefold().replace("’", "'"), "")
    if raw and not code:
        fields.is_unknown(name, raw)
    return code, raw


def point(fields: Fields) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees: both, or none if they are not on earth."""
    found = fields.within("geoPoint")
    latitude, longitude = found.number("lat"), found.number("lon")
    if latitude is None or longitude is None:
        return None, None
    if -90 <= latitude <= 90 and -180 <= longitude <= 180:
        return float(latitude), float(longitude)
    fields.is_unknown("geoPoint", f"{latitude:g}, {longitude:g}")
    return None, None
