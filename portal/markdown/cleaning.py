"""The allow-list of an article's HTML; the last step, so that nothing can slip in afterwards."""

from __future__ import annotations

import re

import nh3

from portal.markdown.allowed import BLOCK, INLINE, SCHEMES, TABLE, safe_attribute
from portal.markdown.boxes import KINDS, TITLE
from portal.markdown.evidence import LEVELS
from portal.markdown.figures import SIZES

SHOWN_MARKER = re.compile(r'\s*(<sup class="cite">.*?</sup>)')


def clean(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=INLINE | BLOCK | TABLE | _MORE,
        attributes={
            "a": {"href", "id", "aria-label"},
            "abbr": {"title"},
            "ol": {"start"},
            "div": {"class", "role", "aria-label", "tabindex"},
            "p": {"class"},
            "sup": {"class"},
            "span": {"class"},
            "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
            "h2": {"id"},
            "h3": {"id"},
            "h4": {"id"},
            "table": {"role"},
            "thead": {"role"},
            "tbody": {"role"},
            "tr": {"role"},
            "th": {"role", "scope"},
            "td": {"role", "data-label"},
        },
        attribute_filter=_article_attribute,
        url_schemes=SCHEMES | {"tel"},
        link_rel="noopener",
        strip_comments=True,
    )
    return SHOWN_MARKER.sub(r"\1", cleaned)  # a marker never starts a line of its own


_MORE = {"h2", "h3", "h4", "div", "span", "details", "summary", "figure", "figcaption", "img"}
_CLASSES = {TITLE, "cite", "table-scroll", "visually-hidden"} | {
    f"admonition {kind}" for kind in KINDS
}
_CLASSES |= {f"evidence evidence--{level.replace(' ', '-')}" for level in LEVELS}
_ROLES = {"group", "table", "rowgroup", "row", "columnheader", "cell"}
#: Pictures are our own, under an address that never changes its content.
_ADDRESS = r"/(?:[\w-]+/)*[a-z0-9_-]+-[0-9a-f]{16}-(?:640|1280)\.webp"
_SRCSET = rf"{_ADDRESS} \d{{1,4}}w, {_ADDRESS} \d{{1,4}}w"
_TEL = r"tel:\+?[0-9][0-9 ().-]{1,24}"


def _article_attribute(tag: str, attribute: str, value: str) -> str | None:
    allowed = {
        "class": lambda: value in _CLASSES,
        "id": lambda: re.fullmatch(r"(h|cite|cites)-[a-z0-9_-]+", value),
        "tabindex": lambda: value == "0",
        "role": lambda: value in _ROLES,
        "aria-label": lambda: value == "Table" or re.fullmatch(r"Source \d+", value),
        "scope": lambda: value in {"col", "row"},
        "data-label": lambda: True,  # words, which nh3 escapes
        "alt": lambda: True,
        "src": lambda: re.fullmatch(_ADDRESS, value),
        "srcset": lambda: re.fullmatch(_SRCSET, value),
        "sizes": lambda: value == SIZES,
        "width": lambda: re.fullmatch(r"\d{1,4}", value),
        "height": lambda: re.fullmatch(r"\d{1,4}", value),
        "loading": lambda: value == "lazy",
        "decoding": lambda: value == "async",
    }
    if attribute in allowed:
        return value if allowed[attribute]() else None
    if attribute == "href" and (value.startswith("#") or re.match(r"/(?![/\\])", value)):
        return value
    if attribute == "href" and re.fullmatch(_TEL, value):
        return value
    return value if attribute == "title" else safe_attribute(tag, attribute, value)
