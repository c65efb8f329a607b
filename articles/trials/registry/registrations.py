"""Under which ids, and in which registries, a study stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError

from articles.identifiers import registry_id
from articles.trials.registry.fields import Fields, Wrong
from articles.trials.terms import Registry

#: Kinds of secondary ids that are a registry's. The others are grants and the sponsor's own.
_OF_REGISTRIES = {"EUDRACT_NUMBER", "CTIS", "REGISTRY"}
_GRANTS_AND_OWN = {
    "NIH", "FDA", "VA", "CDC", "AHRQ", "SAMHSA", "OTHER_GRANT", "OTHER",
}  # fmt: skip
#: Registries of the WHO's network, whose ids tell by themselves which one it is; last, the WHO's
#: own number for one study in all of them.
_OTHERS = re.compile(
    r"jRCTs?\d{6,12}|JapicCTI-\d{6}|JMA-IIA\d{5}|UMIN\d{9}|ChiCTR[-A-Z]*\d{8,10}|DRKS\d{8}|ACTRN\d{14}"
    r"|CTRI/\d{4}/\d{2,3}/\d{6}|KCT\d{7}|IRCT[\dN]{10,20}|RBR-\w{6,8}|PACTR\d{15,16}|SLCTR/\d{4}/\d{3}"
    r"|TCTR\d{11}|RPCEC\d{8}|LBCTR\d{10}|NTR\d{1,5}|NL-OMON\d{1,6}|PER-\d{3}-\d{2}|EUPAS\d{1,12}"
    r"|U1111-\d{4}-\d{4}",
    re.ASCII | re.IGNORECASE,
)
_NCT = re.compile(r"NCT\d{8}", re.ASCII)


class Registration(NamedTuple):
    registry: Registry
    number: str
    #: An id under which the registry had it before.
    is_alias: bool = False


def registrations(identification: Fields) -> tuple[Registration, ...]:
    """All ids of this study, its own first, each once.

    A ClinicalTrials.gov id among the secondary ones is that of another study, such as the one that
    this one goes on from: it would make two studies one.
    """
    own = identification.line("nctId", 60)
    if not _NCT.fullmatch(own):
        where = identification.at("nctId")
        raise Wrong(f"{where} is missing" if not own else f"{where} is {own!r}, not an NCT number")
    found = {(Registry.NCT, own): Registration(Registry.NCT, own)}
    for alias in identification.texts("nctIdAliases", 60):
        if _NCT.fullmatch(alias):
            one = Registration(Registry.NCT, alias, is_alias=True)
            found.setdefault((one.registry, one.number), one)
        else:
            identification.is_unknown("nctIdAliases", alias)
    for one in _elsewhere(identification):
        found.setdefault((one.registry, one.number), one)
    return tuple(found.values())


def _elsewhere(identification: Fields) -> Iterator[Registration]:
    for info in identification.each("secondaryIdInfos"):
        kind, number, domain = info.line("type", 60), info.line("id", 100), info.line("domain", 200)
        if kind not in _OF_REGISTRIES | _GRANTS_AND_OWN | {""}:
            info.is_unknown("type", kind)
        if not number:
            continue
        registry, number = registry_of(number)
        if registry == Registry.NCT:
            continue
        if registry:
            yield Registration(registry, number)
        elif kind in {"EUDRACT_NUMBER", "CTIS"} or (kind == "REGISTRY" and not domain):
            info.is_unknown("id", number)


def registry_of(number: str) -> tuple[Registry | None, str]:
    """Whose id this is, by how it is written, and in the one way of writing it."""
    try:
        known = registry_id(number)
    except ValidationError:
        other = number.replace(" ", "")
        return (Registry.OTHER, other) if _OTHERS.fullmatch(other) else (None, number)
    if known.startswith("NCT"):
        return Registry.NCT, known
    if known.startswith("ISRCTN"):
        return Registry.ISRCTN, known
    # CTIS numbers its applications from 500000 on, EudraCT never came near.
    return (Registry.CTIS if known[5] >= "5" else Registry.EUDRACT), known
