"""A QR code as it is drawn, read back: its dots as modules."""

from __future__ import annotations

import zlib

from handouts.readback.drawn import UnreadableError

_SHADES = bytes.maketrans(b"\x00\xff", b"10")  # of a stencil's bytes


def inflated(digits: bytes) -> bytes:
    """The dots that the digits of a stencil stand for."""
    try:
        return zlib.decompress(bytes.fromhex(digits.decode()))
    except zlib.error:
        raise UnreadableError from None


def modules(width: int, height: int, dots: bytes) -> bytes:
    """The modules of a square code, each of which is a byte wide and some equal rows high."""
    size = width // 8
    high = height // size if size else 0
    rows = [dots[at : at + size] for at in range(0, len(dots), size * high or 1)]
    if (width, height) != (8 * size, high * size) or dots != b"".join([row * high for row in rows]):
        raise UnreadableError
    modules = b"".join(rows)
    if len(modules) != size * size or modules.strip(b"\x00\xff"):
        raise UnreadableError
    return modules.translate(_SHADES)
