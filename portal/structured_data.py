"""What a page says to machines beside its HTML, in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

#: Inside <script> only the first three could end it; the others end a line of JavaScript.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def json_ld(data: dict[str, Any]) -> SafeString:
    """The content of a <script type="application/ld+json">: no text in it can end the element.

    Browsers never run it, so that the content security policy lets it stand.
    """
    text = json.dumps(
        {"@context": "https://schema.org"} | data, ensure_ascii=False, separators=(",", ":")
    )
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  (escaped in this line)
