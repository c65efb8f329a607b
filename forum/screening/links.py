"""Links away from here, which the portal notes by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled
from portal.markdown import render_contribution

RULE = compiled(r"https?:// | www\.")
#: Signs by which Markdown lets an address be spelled so that only a browser reads it as one.
DISGUISES = ("&", "\\")
SHOWN = re.compile(r'href="(https?://[^/?#"]+)')


def find(text: Text) -> Iterator[Finding]:
    for found in RULE.finditer(text.plain):
        yield text.finding("link", Severity.RAISED, *found.span(), "Contains a link.")
    if any(sign in text.original for sign in DISGUISES) and _disguised(text):
        why = "Contains a link that is spelled so that a program overlooks it."
        yield text.finding("link", Severity.HIGH, 0, len(text.plain), why)


def _disguised(text: Text) -> bool:
    """Whether readers would be shown a link that cannot be read in what was typed."""
    shown = SHOWN.findall(render_contribution(re.sub("[\ud800-\udfff]", "", text.original)).lower())
    own = text.context.own_address.lower()
    typed = text.original.lower()
    foreign = "xn--"  # hosts in other alphabets, which are shown in another spelling
    return any(
        host not in typed and host != own and not (foreign in host and RULE.search(text.plain))
        for host in shown
    )
