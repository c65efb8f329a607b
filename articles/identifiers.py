"""The numbers and addresses by which a source is found, written in one way only."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ValidationError

#: The columns of a source by which it can be found, the most lasting first.
NAMES = ("doi", "pmid", "registry_id", "url")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_BEFORE_DOI = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:?\s*", re.IGNORECASE)
_BEFORE_PMID = re.compile(
    r"(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|www\.ncbi\.nlm\.nih\.gov/pubmed/)"
    r"|(?:PMID|PubMed)\s*:?\s*",
    re.IGNORECASE,
)
_REGISTRY = re.compile(r"NCT\d{8}|ISRCTN\d{8}|\d{4}-\d{6}-\d{2}(?:-\d{2})?")
_BEFORE_REGISTRY = re.compile(
    r"(?:https?://)?(?:www\.)?(?:(?:classic\.)?clinicaltrials\.gov/(?:ct2/)?(?:show|study)/"
    r"|isrctn\.com/)|(?:EudraCT|EU ?CT|CTIS)\s*(?:number|no\.?)?\s*:?\s*",
    re.IGNORECASE,
)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
#: Marks that a sentence leaves behind an identifier.
_TRAILING = ".,;:\"'”’"
_OPENED_BY = {")": "(", "]": "[", "}": "{", ">": "<"}


def doi(value: str) -> str:
    """Lower-case, without what browsers and journals write around it: DOIs ignore case."""
    found = value.strip()
    if before := _BEFORE_DOI.match(found):
        found = found[before.end() :]
        if "doi.org" in before[0].lower():
            found = unquote(found).partition("?")[0].partition("#")[0]
    elif re.match(r"10\.\d{4,9}%2F", found, re.IGNORECASE):
        found = unquote(found)
    found = _without_tail(found).lower()
    if not _DOI.fullmatch(found) or not found.isprintable():
        raise ValidationError("A DOI looks like 10.1001/jama.2018.18743.", code="doi")
    return found


def pmid(value: str) -> str:
    """The number of a PubMed record. Raises ValidationError."""
    found = value.strip()
    if before := _BEFORE_PMID.match(found):
        found = found[before.end() :]
    found = _without_tail(found).rstrip("/").lstrip("0")
    if not re.fullmatch(r"[1-9][0-9]{0,8}", found):
        raise ValidationError("A PubMed id is a number, such as 30644983.", code="pmid")
    return found


def registry_id(value: str) -> str:
    """The number of a trial in one of four registries. Raises ValidationError."""
    found = value.strip()
    if before := _BEFORE_REGISTRY.match(found):
        found = found[before.end() :].partition("?")[0].partition("#")[0].rstrip("/")
    found = re.sub(r"\s+", "", _without_tail(found)).upper()
    if re.match(r"(?:NCT|ISRCTN)[-:.]?\d", found):
        found = re.sub(r"^(NCT|ISRCTN)[-:.]", r"\1", found)
    if not _REGISTRY.fullmatch(found) or not found.isascii():
        raise ValidationError(
            "A registry id looks like NCT01560182, ISRCTN88667898 (eight figures each), "
            "2017-001438-25 (EudraCT) or 2022-501417-31-01 (CTIS).",
            code="registry_id",
        )
    return found


def url(value: str) -> str:
    """Without fragment, default port and the marks of advertisements; the path stays as it is."""
    wrong = ValidationError(
        "Enter a valid URL, such as https://www.ema.europa.eu/en/medicines.", code="url"
    )
    try:
        parts = urlsplit(value.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc:
        raise wrong
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"
    query = parts.query
    asked = parse_qsl(query, keep_blank_values=True)
    if any(_TRACKING.fullmatch(name) for name, _ in asked):
        query = urlencode([(name, each) for name, each in asked if not _TRACKING.fullmatch(name)])
    return urlunsplit((parts.scheme, netloc, parts.path or "/", query, ""))


_WAYS: dict[str, Callable[[str], str]] = {
    "doi": doi, "pmid": pmid, "registry_id": registry_id, "url": url,
}  # fmt: skip


def normalised(given: dict[str, str | None]) -> dict[str, str | None]:
    """All four, each in its one way. An empty one is none: two sources without a DOI share none.

    An address that is only a DOI, a PubMed id or a registry id in disguise becomes that. Raises
    ValidationError with what is wrong with which.
    """
    found: dict[str, str | None] = dict.fromkeys(NAMES)
    wrong = {}
    for name, way in _WAYS.items():
        if value := (given.get(name) or "").strip():
            try:
                found[name] = way(value)
            except ValidationError as error:
                wrong[name] = error
    if wrong:
        raise ValidationError(wrong)
    return _unmasked(found)


def _unmasked(found: dict[str, str | None]) -> dict[str, str | None]:
    for name, before in (
        ("doi", _BEFORE_DOI), ("pmid", _BEFORE_PMID), ("registry_id", _BEFORE_REGISTRY),
    ):  # fmt: skip
        address = found["url"]
        if address and before.match(address):
            try:
                meant = _WAYS[name](address)
            except ValidationError:
                continue  # another page of that site
            if found[name] in {None, meant}:
                found |= {name: meant, "url": None}
    return found


def _without_tail(value: str) -> str:
    """Without closing marks of the sentence around it, such as in `(doi:10.1000/x).`"""
    while value and (
        value[-1] in _TRAILING
        or (value[-1] in _OPENED_BY and value.count(value[-1]) > value.count(_OPENED_BY[value[-1]]))
    ):
        value = value[:-1]
    return value
