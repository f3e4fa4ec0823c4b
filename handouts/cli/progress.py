"""How far a batch is: one line on a terminal that is written over, nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from handouts.batch.run import Tally

EVERY = 0.2  # seconds between two looks
SETTLED = 3.0  # seconds after which a rate means something
CLEAR = "\r\x1b[K"


class Progress:
    """The line, while it is there.  `expected` is about how many sheets there will be."""

    def __init__(self, expected: int, *, quiet: bool) -> None:
        self._expected = expected
        self._on = sys.stderr.isatty() and not quiet
        self._begun = self._last = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._write(CLEAR)

    def __call__(self, tally: Tally) -> None:
        """Show how far it is, if it is time to."""
        now = time.monotonic()
        if self._on and now - self._last >= EVERY:
            self._last = now
            self._write(f"{CLEAR}{in_words(tally, self._expected, now - self._begun)}")

    def _write(self, text: str) -> None:
        if self._on:
            try:
                sys.stderr.write(text)
                sys.stderr.flush()
            except OSError:
                self._on = False


def in_words(tally: Tally, expected: int, seconds: float) -> str:
    """A tally as a line: how many of how many, how fast, and how long still."""
    done = tally.made + tally.unchanged + tally.failed
    total = max(expected, tally.planned)
    failed = f", {tally.failed} failed" if tally.failed else ""
    if seconds < SETTLED or not done:
        return f"{done} of {total} sheets{failed}"
    left = round((total - done) * seconds / done)
    return f"{done} of {total} sheets{failed}, {done / seconds:.0f} a second, about {left // 60}:{left % 60:02} left"
