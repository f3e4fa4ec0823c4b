"""A text as a QR code: its dark modules as one shape.  The only user of the encoder."""

from __future__ import annotations

import functools
from itertools import groupby

import segno

from handouts.typeset.setblock import Segments

QUIET = 4  # modules of white that a reader needs around a code
SHORT = 120  # bytes: up to here a code can afford to mend more damage


@functools.lru_cache(512)
def dark(payload: str) -> tuple[Segments, int]:
    """The dark modules of a code, one unit each, and how many units it measures with its quiet zone.

    The text is UTF-8, as phones expect it.
    """
    level = "m" if len(payload.encode()) <= SHORT else "l"
    rows = [bytes(row) for row in segno.make_qr(payload, error=level, encoding="utf-8", boost_error=False).matrix]
    boxes = _merged([list(_runs(row)) for row in rows])
    segments = tuple(("R", QUIET + x, QUIET + y, width, height, 0) for x, y, width, height in boxes)
    return segments, len(rows) + 2 * QUIET


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Start and length of each dark stretch of a row."""
    found, x = [], 0
    for shade, group in groupby(row):
        length = len(list(group))
        if shade:
            found.append((x, length))
        x += length
    return found


def _merged(rows: list[list[tuple[int, int]]]) -> list[tuple[int, int, int, int]]:
    """Stretches as boxes; equal ones below each other become one, so that no seam shows between them."""
    boxes: list[tuple[int, int, int, int]] = []
    above: dict[tuple[int, int], int] = {}
    for y, row in enumerate(rows):
        below: dict[tuple[int, int], int] = {}
        for run in row:
            place = above.get(run)
            if place is None:
                place = len(boxes)
                boxes.append((run[0], y, run[1], 0))
            x, top, width, height = boxes[place]
            boxes[place] = (x, top, width, height + 1)
            below[run] = place
        above = below
    return boxes
