"""How far a long command is."""

from __future__ import annotations

import time
from typing import TextIO

#: Seconds between two lines where nobody watches.
QUIET = 10
BAR = 24


class Progress:
    """How far it is, how fast, and how long it will take; a moving line on a terminal."""

    def __init__(self, out: TextIO, total: int, unit: str = "rows") -> None:
        # A command's own output ends every line, which must not happen to one that moves.
        self.out = getattr(out, "_out", out)
        self.total, self.done, self.unit = max(total, 1), 0, unit
        self.began = self.said = time.monotonic()
        self.moves = out.isatty()
        self.what = ""

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def step(self, what: str) -> None:
        self.what = what
        self._say()

    def advance(self, rows: int) -> None:
        self.done = min(self.done + rows, self.total)
        if self.moves or time.monotonic() - self.said > QUIET:
            self._say()

    def end(self) -> None:
        if self.moves:
            self.out.write("\r\033[K")

    def _say(self) -> None:
        self.said = time.monotonic()
        share, rate = self.done / self.total, self.done / max(self.seconds, 0.001)
        left = in_words((self.total - self.done) / rate) + " left" if self.done else ""
        numbers = f"{share:4.0%}  {in_words(self.seconds)}  {rate:,.0f} {self.unit}/s  {left}"
        if self.moves:
            bar = "#" * round(BAR * share) + "." * (BAR - round(BAR * share))
            self.out.write(f"\r\033[K  [{bar}] {numbers}  {self.what}")
        else:
            self.out.write(f"  {numbers:<44}  {self.what}\n")
        self.out.flush()


def in_words(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
