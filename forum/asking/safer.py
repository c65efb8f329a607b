"""The same said without telling who somebody is: "my son (6), at school"."""

from __future__ import annotations

import re
from datetime import date

from django.utils import timezone

RELATIONS = (
    "son|daughter|child|boy|girl|baby|toddler|twins?|brother|sister|husband|wife|partner|mother|"
    "father|mum|mom|dad|grandson|granddaughter|nephew|niece|sohn|tochter|kind|junge|mädchen|bruder|"
    "schwester|mann|frau|fils|fille|enfant|frère|sœur|mari|femme|hijo|hija|niño|niña|hermano|"
    "hermana|marido|mujer"
)
NAMED = re.compile(rf"(?is)^(.*?\b(?:{RELATIONS})\b)\s*,?\s+\S.*$")
AFTER_RELATION = re.compile(rf"(?is)\b(?:{RELATIONS})\b\W{{0,3}}$")
PLACES = re.compile(
    r"(?i)\b(school|kindergarten|nursery|preschool|hospital|clinic|schule|kita|krankenhaus|klinik|"
    r"école|crèche|hôpital|escuela|guardería|hospital)\b|(?<=\w)(schule|kita|klinik)\b"
)
PREPOSITION = re.compile(r"(?i)^(?:at|in|to|from|of|near|auf|zur|in der|à|en|de)\b")
DAY = re.compile(
    r"\b(?:(?P<y>(?:19|20)\d\d)[-./](?P<m>\d{1,2})[-./]\d{1,2}"
    r"|\d{1,2}[-./]\s?\d{1,2}[-./]\s?(?P<year>(?:19|20)?\d\d)"
    r"|[^\W\d]{3,}\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?P<named>(?:19|20)\d\d))\b"
)
BORN = "born|geboren|nacid[oa]|née?"
LEFT_OUT = "…"


def instead_of(words: str, before: str) -> str:
    """What could stand there instead; "…" where it can only be left out."""
    if day := DAY.search(words):
        return _age(int(day["y"] or day["year"] or day["named"]))
    if named := NAMED.match(words):
        return named[1]
    if AFTER_RELATION.search(before):
        return ""
    if place := PLACES.search(words):
        first = PREPOSITION.match(words)
        return " ".join(filter(None, [first and first[0], (place[1] or place[2]).lower()]))
    return LEFT_OUT


def _age(year: int) -> str:
    """Years are enough, and nearly right is safer than right."""
    today = timezone.localdate()
    if year < 100:
        year += 2000 if date(2000 + year, 1, 1) <= today else 1900
    age = today.year - year
    if not 0 <= age <= 100:
        return LEFT_OUT
    return f"({age})" if age >= 2 else "(under 2)"


def reworded(text: str, places: list[tuple[int, int]]) -> str:
    """The sentences in which these places are, with something else in each of them."""
    parts, done = [], 0
    for start, end in places:
        parts += [
            text[done:start],
            instead_of(text[start:end], text[max(done, start - 40) : start]),
        ]
        done = end
    parts.append(text[done:])
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    """Without the commas and spaces that what was left out leaves behind."""
    text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"[ \t]+", " ", text))
    text = re.sub(
        r",?\s*\(?\b(?:born|geboren|nacido|née?)(?:\s+(?:on|am|el|le|in))?\s*(?=\()", " ", text
    )
    text = re.sub(r",\s*(?=\(\d|\(under)", " ", text)
    return re.sub(r"(?:…[\s,]*){2,}", "… ", text).strip()
