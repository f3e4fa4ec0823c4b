"""A QR code as it is drawn, read back: its dots as modules."""

from __future__ import annotations

import zlib
from binascii import hexlify, unhexlify

from handouts.readback.drawn import UnreadableError

DOTS = 4  # wide and high is a module
_SHADES = bytes.maketrans(b"f0", b"01")  # of a stencil's half bytes


def inflated(digits: bytes) -> bytes:
    """The dots that the digits of a stencil stand for."""
    try:
        return zlib.decompress(unhexlify(digits))
    except zlib.error:
        raise UnreadableError from None


def modules(width: int, height: int, dots: bytes) -> bytes:
    """The modules of a square code, each of which is half a byte wide and some equal rows high."""
    size = width // DOTS
    long = (size + 1) // 2  # bytes
    rows = [dots[at : at + long] for at in range(0, len(dots), long * DOTS or 1)]
    if (width, height) != (DOTS * size, DOTS * size) or dots != b"".join([row * DOTS for row in rows]):
        raise UnreadableError
    digits = hexlify(b"".join(rows))
    modules = b"".join([digits[at : at + size] for at in range(0, len(digits), 2 * long or 1)])
    if len(modules) != size * size or modules.strip(b"f0"):
        raise UnreadableError
    return modules.translate(_SHADES)
