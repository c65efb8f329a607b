"""The help lines that a new portal begins with; from then on administrators keep them (`HelpLine`).

Only numbers that we are sure of: a wrong one costs minutes. Emergency numbers: the European
Commission's page on 112 and each government's own page. All others: the line's own page, named
with each. None of them counts as checked before somebody at the portal has looked.
"""

from __future__ import annotations

from collections.abc import Iterator

#: Where 112 reaches an ambulance: the European Union and its neighbours.
_REACHED_BY_112 = (
    "AD AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IN IS IT LI LT LU LV MC MT NL NO PL PT RO "
    "SE SI SK SM TR UA ZA"
)
_AMBULANCE = dict.fromkeys(_REACHED_BY_112.split(), "112") | {
    "GB": "999", "US": "911", "CA": "911", "MX": "911", "AU": "000", "NZ": "111", "JP": "119",
    "KR": "119", "CN": "120", "HK": "999", "SG": "995", "MY": "999", "TH": "1669", "BR": "192",
    "CL": "131", "IL": "101",
}  # fmt: skip

#: Country, kind, name, number, where that stands. Without a country: in many.
_LINES = [
    # For people in despair.
    ("US", "listening", "the 988 Lifeline", "988", "https://988lifeline.org/"),
    ("CA", "listening", "the 988 Helpline", "988", "https://988.ca/"),
    ("GB", "listening", "Samaritans", "116 123", "https://www.samaritans.org/"),
    ("IE", "listening", "Samaritans", "116 123", "https://www.samaritans.org/ireland/"),
    ("AU", "listening", "Lifeline", "13 11 14", "https://www.lifeline.org.au/"),
    ("NZ", "listening", "1737", "1737", "https://1737.org.nz/"),
    ("DE", "listening", "TelefonSeelsorge", "0800 111 0 111", "https://www.telefonseelsorge.de/"),
    ("AT", "listening", "TelefonSeelsorge", "142", "https://www.telefonseelsorge.at/"),
    ("CH", "listening", "Die Dargebotene Hand", "143", "https://www.143.ch/"),
    ("FR", "listening", "3114", "3114", "https://3114.fr/"),
    ("ES", "listening", "Línea 024", "024", "https://www.sanidad.gob.es/linea024/home.htm"),
    ("NL", "listening", "113 Zelfmoordpreventie", "113", "https://www.113.nl/"),
    ("SE", "listening", "Mind Självmordslinjen", "90101", "https://mind.se/"),
    ("BR", "listening", "CVV", "188", "https://www.cvv.org.br/"),
    # For children and young people. 116 111 was set aside for this by the European Union.
    ("", "young", "the child helpline, in many European countries", "116 111",
     "https://childhelplineinternational.org/"),
    ("GB", "young", "Childline", "0800 1111", "https://www.childline.org.uk/"),
    ("IE", "young", "Childline", "1800 66 66 66", "https://www.childline.ie/"),
    ("CA", "young", "Kids Help Phone", "1-800-668-6868", "https://kidshelpphone.ca/"),
    ("AU", "young", "Kids Helpline", "1800 55 1800", "https://kidshelpline.com.au/"),
    ("DE", "young", "Nummer gegen Kummer", "116 111", "https://www.nummergegenkummer.de/"),
    ("AT", "young", "Rat auf Draht", "147", "https://www.rataufdraht.at/"),
    ("CH", "young", "147", "147", "https://www.147.ch/"),
    ("NL", "young", "Kindertelefoon", "0800 0432", "https://www.kindertelefoon.nl/"),
    ("SE", "young", "Bris", "116 111", "https://www.bris.se/"),
    ("US", "young", "the 988 Lifeline, for every age", "988", "https://988lifeline.org/"),
    # For whoever fears for a child.
    ("GB", "abuse", "NSPCC", "0808 800 5000", "https://www.nspcc.org.uk/"),
    ("US", "abuse", "Childhelp", "1-800-422-4453", "https://www.childhelphotline.org/"),
    ("FR", "abuse", "119 Enfance en danger", "119", "https://www.allo119.gouv.fr/"),
    ("DE", "abuse", "Hilfe-Telefon", "0800 22 55 530", "https://www.hilfe-telefon-missbrauch.online/"),
]  # fmt: skip


def first_lines() -> Iterator[dict[str, str]]:
    """The columns of each row that a new portal begins with."""
    for country, number in _AMBULANCE.items():
        yield {
            "country": country, "kind": "ambulance", "name": "Emergency number", "number": number,
        }  # fmt: skip
    names = ("country", "kind", "name", "number", "source")
    for line in _LINES:
        yield dict(zip(names, line, strict=True))
