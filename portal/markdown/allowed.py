"""What both renderers let through, and the words of what they made."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import nh3

INLINE = {"a", "abbr", "br", "code", "del", "em", "strong", "sub", "sup"}
BLOCK = {"blockquote", "hr", "li", "ol", "p", "pre", "ul"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"http", "https", "mailto"}


def safe_attribute(tag: str, attribute: str, value: str) -> str | None:
    """Only absolute addresses with a host (or a mailbox), and only list starts that are numbers."""
    if attribute == "rel":
        return value  # written by nh3 itself: no text can bring one along
    if attribute == "start":
        return value if value.isdecimal() and len(value) < 6 else None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    if parts.scheme in {"http", "https"}:
        # A user name before the host makes a link look as if it led somewhere else.
        return value if parts.hostname and "@" not in parts.netloc else None
    return value if parts.scheme == "mailto" else None


def plain_text(html: str) -> str:
    """The words of HTML made here, on one line: for excerpts, search columns and mails."""
    spaced = re.sub(r"</(p|li|h[2-6]|tr|td|th|pre|blockquote|summary|figcaption)>|<br>", " ", html)
    words = nh3.clean(spaced, tags=set(), attributes={}, clean_content_tags={"script", "style"})
    return " ".join(unescape(words).split())
