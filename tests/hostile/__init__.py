"""What an attacker would send: strings of our own, and those of ../shared/security where it exists.

    hostile("xss")        every string of that kind, once
    hostile("xss", 100)   about that many, ours among them: where each costs a request
    records("emails")     every record of that kind: dicts with "p" and what a file says of it

A shared file counts to a kind when its name is the kind or starts with it, so
`xss_markdown_links.jsonl` is "xss" and "xss_markdown". A clone without that folder tests with our
own strings alone.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.hostile.strings import OWN

SHARED = Path(__file__).resolve().parents[3] / "shared" / "security"


def hostile(kind: str, about: int = 0) -> list[str]:
    """Every string of that kind, as a browser would send it; `about` thins out the shared ones."""
    strings = list(dict.fromkeys(_sendable(record["p"]) for record in records(kind)))
    ours = len(OWN.get(kind, []))
    step = max(1, len(strings[ours:]) // max(1, about - ours)) if about else 1
    return strings[:ours] + strings[ours::step]


def records(kind: str) -> list[dict]:
    found = [one if isinstance(one, dict) else {"p": one} for one in OWN.get(kind, [])]
    for path in sorted(SHARED.glob("*/*.jsonl")):
        if path.stem == kind or path.stem.startswith(f"{kind}_"):
            found += [json.loads(line) for line in path.read_text().splitlines() if line]
    assert found, f"no strings of the kind {kind}"
    return found


def _sendable(text: str) -> str:
    """Half a surrogate pair has no UTF-8: browsers send U+FFFD in its place."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
