"""How long a text takes to read."""

from __future__ import annotations

from django.utils.html import strip_tags

#: In a minute; slower than the usual 240, for texts with hard words and tired readers.
WORDS = 200
#: In a minute, where words are not parted by spaces.
CHARACTERS = 400
WITHOUT_SPACES = {"ja", "zh-hans"}


def minutes(html: str, language: str) -> int:
    """How long an adult reads this, in the manner of its language."""
    text = strip_tags(html)
    if language in WITHOUT_SPACES:
        return max(1, round(len("".join(text.split())) / CHARACTERS))
    return max(1, round(len(text.split()) / WORDS))
