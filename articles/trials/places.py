"""Towns by name, and how far apart two of them are. Nothing is asked of another host.

`places.tsv` holds the towns of 50,000 people and more from GeoNames (geonames.org, CC BY 4.0), the
largest first: name, country, latitude, longitude, and its names as `folded()` writes them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import Expression, F, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt
from django_countries import countries

#: Kilometres: the mean radius of the Earth.
RADIUS = 6371.0
_FILE = Path(__file__).parent / "places.tsv"
_MARKS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True)
class Place:
    name: str
    country: str
    latitude: float
    longitude: float
    #: There are towns of this name in other countries as well.
    is_ambiguous: bool = False

    def __str__(self) -> str:
        return f"{self.name}, {countries.name(self.country)}"


def folded(name: str) -> str:
    """Without marks, signs and capitals: "Málaga" is "malaga"."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_MARKS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def find(name: str, country: str = "") -> Place | None:
    """The largest town of that name, in that country if one is given."""
    wanted = folded(name.partition(",")[0])
    if not wanted:
        return None
    where = re.escape(country) or "[A-Z]{2}"
    cell = r"([^\t\n]+)\t"
    line = rf"^{cell}({where})\t{cell}{cell}(?:.*,)?{wanted}(?:,|$)"
    found = list(re.finditer(line, _towns(), re.MULTILINE))
    if not found:
        return None
    name, code, *degrees = found[0].groups()
    lands = {each[2] for each in found}
    return Place(name, code, float(degrees[0]), float(degrees[1]), len(lands) > 1)


@cache
def _towns() -> str:
    return _FILE.read_text(encoding="utf-8")


def kilometres(place: Place) -> Expression:
    """From there to a site, in a straight line over the globe (haversine); of rows of sites."""
    here = Radians(Value(place.latitude))
    lat, lon = Radians(F("latitude")), Radians(F("longitude"))
    up = Power(Sin((lat - here) / 2), 2)
    along = Power(Sin((lon - Radians(Value(place.longitude))) / 2), 2)
    chord = up + Cos(here) * Cos(lat) * along
    return 2 * RADIUS * ASin(Sqrt(Least(chord, Value(1.0))))


def in_words(km: float) -> str:
    """No more exact than a straight line deserves."""
    step = 10 if km < 100 else 50
    rounded = max(step, round(km / step) * step)
    return f"about {rounded:,} km" if km >= step else f"less than {step} km"
