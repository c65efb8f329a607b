"""What says who somebody is or how to reach them: taken out before anything else is read.

Registries print names, telephone numbers and addresses of staff so that families can call. We lead
to the registry's page for that: there they are right and can be taken back; here they would stay.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

#: Put where something was taken out of a text.
LEFT_OUT = "[contact left out]"

#: Names of fields that hold somebody's name, number or address, wherever they stand and also if the
#: registry adds some. The module that holds sites is none, although it is called after contacts.
_ABOUT_PEOPLE = re.compile(
    r"contact|officials$|investigator|e-?mail|phone|fax|^oldNameTitle$", re.IGNORECASE
)
_NOT_ABOUT_PEOPLE = {"contactsLocationsModule"}
#: Fields of numbers that are not telephones, however they look.
_NUMBERS = {"nctId", "nctIdAliases", "id", "pmid", "date", "zip", "statusVerifiedDate"}

_AT = "@\N{FULLWIDTH COMMERCIAL AT}\N{SMALL COMMERCIAL AT}"
#: The bounds keep this linear in texts that are made to be slow.
_ADDRESS = re.compile(
    rf"[^\s{_AT}<>()\[\],;:\"]{{1,64}}\s?[{_AT}]\s?[^\s{_AT}<>()\[\],;:\"]{{1,190}}\.\w{{2,24}}"
    rf"|[{_AT}][A-Za-z_]\w{{2,50}}"
)
_ENTITIES = re.compile(r"&(?:#0{0,5}64|#x0{0,5}40|commat);|%40", re.IGNORECASE)
#: Signs that nobody sees, or that turn round what stands after them: they hide an address, and make
#: a page say something else than what was read.
_DISGUISES = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2060-\u2069\ufeff]"
)
_OBFUSCATED = re.compile(
    r"\b[\w.+-]{1,64}\s?[\[({]\s?at\s?[\])}]\s?[\w-]{1,60}(?:\s?(?:\.|[\[({]\s?dot\s?[\])}])\s?[\w-]{2,60}){1,4}"
    r"|\b[\w.+-]{1,64} at [\w-]{1,60}(?: dot [\w-]{2,60}){1,4}",
    re.IGNORECASE,
)
#: What has neither of these has none of the above, or of the below: most texts.
_AT_IN_WORDS = re.compile(r"[\[({]\s?at\s?[\])}]| dot ", re.IGNORECASE)
_SIX_FIGURES = re.compile(r"\d(?:[^\dA-Za-z]{0,4}\d){5}")
_PLUS = "+\N{FULLWIDTH PLUS SIGN}"
_GAP = "[\\s.\\-\N{HYPHEN}-\N{EN DASH}/()]"
_PHONES = [
    # +34 912 345 678, 0034 912 345 678
    re.compile(rf"(?<![\w.])(?:[{_PLUS}]|00)\s?[1-9](?:{_GAP}{{0,3}}\d){{6,14}}(?!\d)"),
    # Tel.: 12 34 56
    re.compile(
        r"(?:\b(?:t[eé]l[eé](?:ph|f)\w{1,4}|phone|t[eé]l|tl?f|mobile|m[oó]vil|handy|cell|fax"
        r"|hotline|whatsapp|call|dial|text)\b)"
        rf"(?:\s(?:us|number|no|at|on|or|nr|the|centre|center)\b|[\s.:#,])"
        rf"{{0,6}}\(?[{_PLUS}]?\d(?:{_GAP}{{0,3}}\d){{5,14}}(?!\d)",
        re.IGNORECASE,
    ),
    # (617) 555-0123, 617-555-0123, 1-800-555-0123
    re.compile(
        r"(?<![\w./-])(?:1[\s.-])?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?![\w/]|[.-]\d)"
    ),
    # 91 234 56 78, 912 34 56 78
    re.compile(
        r"(?<![\w.,/-])[6-9]\d(?:[\s.-]\d{3}|\d[\s.-]\d\d)[\s.-]\d\d[\s.-]\d\d(?![\w/]|[.,-]\d)"
    ),
    # 0912 345 678, 01 23 45 67 89
    re.compile(rf"(?<![\w./-])\(?0[1-9](?:{_GAP}{{0,2}}\d){{7,10}}(?![\w/]|[.-]\d)"),
]


def without_contacts(value: Any, name: str = "") -> Any:
    """The same JSON, without people. It is a copy: what was given does not change."""
    if isinstance(value, dict):
        return {key: without_contacts(one, key) for key, one in value.items() if not _is_about(key)}
    if isinstance(value, list):
        return [without_contacts(one, name) for one in value]
    return blanked(value, phones=name not in _NUMBERS) if isinstance(value, str) else value


def blanked(text: str, *, phones: bool = True) -> str:
    """The text with e-mail addresses and telephone numbers taken out, and the rest as it was."""
    text = _ENTITIES.sub("@", _DISGUISES.sub("", text))
    if any(sign in text for sign in _AT):
        text = re.sub(f"[{_AT}]", "at", _ADDRESS.sub(LEFT_OUT, text))
    if _AT_IN_WORDS.search(text):
        text = _OBFUSCATED.sub(LEFT_OUT, text)
    if phones and _SIX_FIGURES.search(text):
        for pattern in _PHONES:
            text = pattern.sub(LEFT_OUT, text)
    return text


@lru_cache(maxsize=2_000)
def _is_about(key: str) -> bool:
    if key in _NOT_ABOUT_PEOPLE:
        return False
    return bool(_ABOUT_PEOPLE.search(key)) or blanked(key) != key
