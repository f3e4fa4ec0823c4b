"""A QR code as it is drawn, read back: its dots as modules."""

from __future__ import annotations

import zlib
from binascii import hexlify, unhexlify

from handouts.readback.drawn import UnreadableError

DOTS = 4  # wide and high is a module
_SHADES = bytes.maketrans(b"f0", b"01")  # of a stencil's half bytes


def inflated(digits: bytes) -> bytes:
    """The dots that the digits of a stencil stand for, four a digit."""
    try:
        return hexlify(zlib.decompress(unhexlify(digits)))
    except zlib.error:
        raise UnreadableError from None


def modules(width: int, height: int, dots: bytes) -> bytes:
    """The modules of a square code, each of which is a digit wide and some equal rows high."""
    size = width // DOTS
    long = size + size % 2  # rows are of whole bytes
    rows = [dots[at : at + long] for at in range(0, len(dots), long * DOTS or 1)]
    if (width, height) != (DOTS * size, DOTS * size) or dots != b"".join([row * DOTS for row in rows]):
        raise UnreadableError
    modules = b"".join([row[:size] for row in rows])
    if len(modules) != size * size or modules.strip(b"f0"):
        raise UnreadableError
    return modules.translate(_SHADES)
