"""What a set block has to say and how far it reaches, added up once for all sheets that share it."""

from __future__ import annotations

import functools
from typing import NamedTuple

from handouts.typeset.setblock import SetBlock, Text

CACHED = 1024
EDGE = 12.0  # points at each paper edge that office printers leave white


class Extent(NamedTuple):
    """A block's lines, the values that begin on them, and where they reach: `top` and `bottom` are baselines."""

    lines: int
    values: int
    left: float
    right: float
    top: float
    bottom: float


@functools.lru_cache(CACHED)
def extent(block: SetBlock) -> Extent:
    """The extent of a block, from its upper left corner down; a block without lines reaches nowhere."""
    seen = [
        (mark, number, line)
        for mark in block.marks
        if isinstance(mark, Text)
        for number, line in enumerate(mark.content.lines)
        if line.seen
    ]
    if not seen:
        return Extent(0, 0, 0.0, 0.0, 0.0, 0.0)
    values = sum(number in value.lines[:1] for mark, number, _ in seen for value in mark.content.values)
    return Extent(
        len(seen),
        values,
        min(mark.x + line.left for mark, _, line in seen),
        max(mark.x + line.right for mark, _, line in seen),
        min(mark.y + line.baseline for mark, _, line in seen),
        max(mark.y + line.baseline for mark, _, line in seen),
    )
