"""What says who somebody is: names, days of birth, places, numbers, ways to reach them.

Children cannot agree to what is written about them, and with one illness in 40,000 a first name
and a
town are enough. The author sees what was noticed before posting, with a wording that says as much.
"""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding
from forum.screening.personal_data import births, contacts, names, numbers, papers, places
from forum.screening.text import Text

PARTS = (numbers, contacts, births, places, names, papers)


def find(text: Text) -> Iterator[Finding]:
    """Each place once, though several rules may know it."""
    seen: list[tuple[int, int]] = []
    for part in PARTS:
        for finding in part.find(text):
            if not any(finding.start < end and start < finding.end for start, end in seen):
                seen.append((finding.start, finding.end))
                yield finding
