"""The allow-list of an article's HTML; the last step, so that nothing can slip in afterwards."""

from __future__ import annotations

import re

import nh3

from portal.markdown.allowed import BLOCK, INLINE, SCHEMES, TABLE, safe_attribute

SHOWN_MARKER = re.compile(r'\s*(<sup class="cite">.*?</sup>)')


def clean(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=INLINE | BLOCK | TABLE | {"h2", "h3", "h4", "div"},
        attributes={
            "a": {"href", "id"},
            "abbr": {"title"},
            "ol": {"start"},
            "div": {"class", "role", "aria-label", "tabindex"},
            "p": {"class"},
            "sup": {"class"},
            "h2": {"id"},
            "h3": {"id"},
            "h4": {"id"},
            "th": {"scope"},
        },
        attribute_filter=_article_attribute,
        url_schemes=SCHEMES,
        link_rel="noopener",
        strip_comments=True,
    )
    return SHOWN_MARKER.sub(r"\1", cleaned)  # a marker never starts a line of its own


_CLASSES = {"admonition-title", "cite", "table-scroll"} | {
    f"admonition {kind}" for kind in ("emergency", "urgent", "warning", "inset", "note")
}


def _article_attribute(tag: str, attribute: str, value: str) -> str | None:
    allowed = {
        "class": lambda: value in _CLASSES,
        "id": lambda: re.fullmatch(r"(h|cite|cites)-[a-z0-9_-]+", value),
        "tabindex": lambda: value == "0",
        "role": lambda: value == "group",
        "aria-label": lambda: value == "Table",
        "scope": lambda: value in {"col", "row"},
    }
    if attribute in allowed:
        return value if allowed[attribute]() else None
    if attribute == "href" and (value.startswith("#") or re.match(r"/(?![/\\])", value)):
        return value
    return value if attribute == "title" else safe_attribute(tag, attribute, value)
