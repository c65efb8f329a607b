"""Whom to call, by country. Only numbers that we are sure of: a wrong one costs minutes.

Emergency numbers: the European Commission's page on 112 and each government's own page.
Lines for people in despair: each line's own page, named beside it. Where a country is not listed,
the page names the three best known numbers and says "your local emergency number".
"""

from __future__ import annotations

#: Where 112 reaches an ambulance: the European Union and its neighbours.
_REACHED_BY_112 = (
    "AD AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MC MT NL NO PL PT RO SE SI "
    "SK SM TR UA"
)
AMBULANCE = dict.fromkeys(_REACHED_BY_112.split(), "112") | {
    "GB": "999", "IE": "112", "US": "911", "CA": "911", "MX": "911", "AU": "000", "NZ": "111",
    "IN": "112", "JP": "119", "KR": "119", "CN": "120", "HK": "999", "SG": "995", "MY": "999",
    "TH": "1669", "BR": "192", "CL": "131", "IL": "101", "ZA": "112",
}  # fmt: skip

#: Name and number of a line that listens.
LISTENING = {
    "US": ("the 988 Lifeline", "988"),  # 988lifeline.org
    "CA": ("the 988 Helpline", "988"),  # 988.ca
    "GB": ("Samaritans", "116 123"),  # samaritans.org
    "IE": ("Samaritans", "116 123"),  # samaritans.org/ireland
    "AU": ("Lifeline", "13 11 14"),  # lifeline.org.au
    "NZ": ("1737", "1737"),  # 1737.org.nz
    "DE": ("TelefonSeelsorge", "0800 111 0 111"),  # telefonseelsorge.de
    "AT": ("TelefonSeelsorge", "142"),  # telefonseelsorge.at
    "CH": ("Die Dargebotene Hand", "143"),  # 143.ch
    "FR": ("3114", "3114"),  # 3114.fr
    "ES": ("024", "024"),  # sanidad.gob.es/linea024
    "NL": ("113 Zelfmoordpreventie", "113"),  # 113.nl
    "SE": ("Mind Självmordslinjen", "90101"),  # mind.se
    "BR": ("CVV", "188"),  # cvv.org.br
}
