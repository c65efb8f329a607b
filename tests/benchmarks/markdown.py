"""How long texts take to render, and how that grows with their length. Nothing here is asserted.

    .venv/bin/python -m tests.benchmarks.markdown

The growth is that of the time divided by that of the text: near 1, twice the text takes twice the
time; from 2 on such a shape wants a bound in `portal.markdown.check_article`. The longest text of a
contribution has 10,000 characters, that of an article 100,000.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from portal.markdown import render_article, render_contribution
from tests.hostile.shapes import MANY, units


def seconds(render: Callable[[str], object], text: str) -> float:
    """The best of three."""
    took = []
    for _ in range(3):
        start = time.process_time()
        render(text)
        took.append(time.process_time() - start)
    return min(took)


def row(name: str, render: Callable[[str], object], half: str, whole: str) -> None:
    short, long = seconds(render, half), seconds(render, whole)
    growth = (long / short) / (len(whole) / len(half))
    print(f"{name[:30]!r:34} {len(whole):>7,} characters {long:6.3f} s  growth {growth:4.1f}")


if __name__ == "__main__":
    print("Articles")
    for name, shape in MANY.items():
        row(name, lambda text: render_article(text, {}), shape(1_000), shape(2_000))
    print("Contributions")
    for unit in units():
        row(unit, render_contribution, (unit * 5_000)[:5_000], (unit * 10_000)[:10_000])
