"""A page's operators taken apart: its blocks, without their places and the numbers of their marked content.

So a block's bytes are the same wherever it stands.  A page comes in pieces, most of which other sheets have too, and
each is taken apart once.
"""

from __future__ import annotations

import functools
import re
from itertools import chain
from typing import NamedTuple

from handouts.readback.objects import DamagedError

CACHED = 256  # pieces, of some thousand bytes each
_BEGUN, _PLACED, _ENDED = b"\nq 1 0 0 1 ", b" cm\n", b"\nQ"  # a block begins with its corner
_ID = re.compile(rb"/MCID ([0-9]+)")


class Block(NamedTuple):
    """The operators of a block, and where its corner stands, from the page's lower left one."""

    x: float
    y: float
    body: bytes


class Page(NamedTuple):
    """The blocks of a page or a piece of it, what stands before each, and what after the last.

    `ids` are the numbers of its marked content, `contents` is how much of that there is.
    """

    around: tuple[bytes, ...]
    blocks: tuple[Block, ...]
    ids: tuple[int, ...]
    contents: int


def taken_apart(pieces: list[bytes]) -> Page:
    """The blocks of a page.  Raises DamagedError or ValueError if it cannot be read."""
    if not all(piece.startswith(b"\n") for piece in pieces):  # what is looked for would go across two of them
        pieces = [b"".join(pieces)]
    parts = [_taken_apart(piece) for piece in pieces]
    around = [b""]
    for part in parts:
        around[-1] += part.around[0]
        around += part.around[1:]
    return Page(
        tuple(around),
        tuple(chain.from_iterable([part.blocks for part in parts])),
        tuple(chain.from_iterable([part.ids for part in parts])),
        sum([part.contents for part in parts]),
    )


@functools.lru_cache(CACHED)
def _taken_apart(piece: bytes) -> Page:
    parts = _ID.split(piece)
    ids = tuple(map(int, parts[1::2]))
    if [b"%d" % each for each in ids] != parts[1::2]:
        raise DamagedError
    before, *others = b"/MCID".join(parts[::2]).split(_BEGUN)
    around, blocks = [before], []
    for other in others:
        corner, _, rest = other.partition(_PLACED)
        x, y = map(float, corner.split())
        body, _, after = rest.rpartition(_ENDED)
        around.append(after)
        blocks.append(Block(x, y, body))
    return Page(tuple(around), tuple(blocks), ids, piece.count(b"/MCID"))
