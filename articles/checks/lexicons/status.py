"""Approvals that belong into the ledger of treatments, where they go stale by themselves."""

from __future__ import annotations

import re

_PLACE = (
    r"(?:U\.?S\.?A?|United States|America|EU|European Union|Europe|European|UK|United Kingdom|"
    r"England|Britain|Scotland|Wales|NHS|Canada|Australia|Switzerland|Japan|China|India|FDA|EMA|"
    r"MHRA|NICE|EC|European Commission|Health Canada|TGA|Swissmedic|PMDA|"
    r"Food and Drug Administration|regulators?)"
)
_STANDING = (
    r"(?:(?:is|are|was|were|been|being|got|received|has|have|gained|won|granted|gave|gives?|:|now|"
    r"not|conditionally|fully|first) ?(?:\w+ )?(?:approv(?:ed|al)|licen[cs]ed?|licen[cs]ure|"
    r"authori[sz](?:ed|ation)|cleared|refused|rejected|withdrawn|recommended|available|off-label|"
    r"marketed|registered|marketing (?:authori[sz]ation|approval)))"
)
STATUS = re.compile(
    rf"\b(?:{_STANDING}\b[^.;]{{0,80}}?\b{_PLACE}|{_PLACE}\b[^.;]{{0,60}}?{_STANDING}|"
    r"approval (?:was )?(?:\w+ )?(?:in|on|since) (?:\w+ ){0,3}?(?:19|20)\d\d|"
    rf"{_PLACE} (?:\w+ )?(?:approves|recommends|approved|licen[cs]ed|authori[sz]ed|refused|"
    r"rejected|withdrew|cleared|recommended)|(?:approved|licen[cs]ed|authori[sz]ed|refused|"
    r"withdrawn) (?:\w+ ){0,3}?(?:since|on|in) (?:\w+ ){0,3}?(?:19|20)\d\d)(?!\w)",
    re.IGNORECASE,
)
