"""Deflated streams put together from pieces, each of which is deflated once, whichever sheets share it.

Deflate allows for it: a piece that ends with a full flush ends with a whole byte, and no other piece refers to it.
What a piece becomes depends on its own bytes alone; so a stream is the same whether its pieces were known or not.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable
from itertools import groupby

LARGE = 7000  # bytes from which a part is a piece of its own: between two such, smaller ones make a piece together
CACHED = 256  # pieces, of some thousand bytes each
_LEVEL = 5  # 4 is a fiftieth of a sheet quicker, but a fiftieth larger; 6 takes half as much again for hardly less
_HEAD, _END = b"\x78\x9c", b"\x03\x00"  # of a zlib stream: how it was made; a last block, which is empty


def deflated(parts: Iterable[bytes]) -> bytes:
    """The parts, joined by nothing, as a zlib stream: each large one is a piece, small ones make a piece together."""
    grouped = groupby(parts, key=lambda part: len(part) >= LARGE)
    return in_pieces([piece for large, group in grouped for piece in (group if large else [b"".join(group)])])


def in_pieces(pieces: list[bytes]) -> bytes:
    """The pieces, joined by nothing, as a zlib stream."""
    check = 1
    for piece in pieces:
        check = zlib.adler32(piece, check)
    return b"".join([_HEAD, *map(_piece, pieces), _END, check.to_bytes(4, "big")])


@functools.lru_cache(CACHED)
def _piece(data: bytes) -> bytes:
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(data) + deflate.flush(zlib.Z_FULL_FLUSH)
