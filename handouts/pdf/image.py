"""A clinic's picture as an image object."""

from __future__ import annotations

import functools
import sys
import zlib

from handouts.model import Logo
from handouts.pdf.syntax import stream

MOST = 256  # colours that a palette has room for


def image(logo: Logo) -> bytes:
    """The image as it is, or by a palette where it has few colours, as most drawn logos do."""
    gray = logo.encoding == "gray" or logo.jpeg_gray
    return _image(logo.data, logo.width, logo.height, jpeg=logo.encoding == "jpeg", gray=gray)


@functools.lru_cache(256)
def _image(data: bytes, width: int, height: int, *, jpeg: bool, gray: bool) -> bytes:
    """The same for what is drawn alone: clinics that share a picture describe it by their own names."""
    space = b"/DeviceGray" if gray else b"/DeviceRGB"
    if not jpeg and not gray and (indexed := _indexed(data)):
        space, data = indexed
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%s/Filter/%s"
    return stream(entries % (width, height, space, b"DCTDecode" if jpeg else b"FlateDecode"), data)


def _indexed(deflated: bytes) -> tuple[bytes, bytes] | None:
    """The palette's colour space and the picture in its numbers, if it has few enough colours."""
    rows = zlib.decompress(deflated)
    dots = bytearray(len(rows) // 3 * 4)  # four bytes a dot, so that each can be read as one number
    for part in range(3):
        dots[part::4] = rows[part::3]
    colours = memoryview(dots).cast("I").tolist()
    palette = sorted(set(colours), key=_bytes)
    if len(palette) > MOST:
        return None
    numbers = {colour: number for number, colour in enumerate(palette)}
    table = b"".join(_bytes(colour)[:3] for colour in palette).hex().upper().encode()
    space = b"[/Indexed/DeviceRGB %d<%s>]" % (len(palette) - 1, table)
    return space, zlib.compress(bytes(map(numbers.__getitem__, colours)), 9)


def _bytes(colour: int) -> bytes:
    return colour.to_bytes(4, sys.byteorder)
