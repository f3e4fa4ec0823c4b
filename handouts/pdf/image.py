"""A clinic's picture as an image object."""

from __future__ import annotations

import functools
import zlib

from handouts.model import Logo
from handouts.pdf.syntax import stream

MOST = 256  # colours that a palette has room for


@functools.lru_cache(256)
def image(logo: Logo) -> bytes:
    """The image as it is, or by a palette where it has few colours, as most drawn logos do."""
    colours, filter_, data = b"DeviceRGB", b"FlateDecode", logo.data
    if logo.encoding == "jpeg":
        filter_ = b"DCTDecode"
    if logo.encoding == "gray" or logo.jpeg_gray:
        colours = b"DeviceGray"
    elif logo.encoding == "rgb" and (indexed := _indexed(logo.data)):
        colours, data = indexed
    size = b"/Width %d/Height %d" % (logo.width, logo.height)
    entries = b"/Type/XObject/Subtype/Image%s/BitsPerComponent 8/ColorSpace%s/Filter/%s" % (
        size,
        colours if colours.startswith(b"[") else b"/" + colours,
        filter_,
    )
    return stream(entries, data)


def _indexed(deflated: bytes) -> tuple[bytes, bytes] | None:
    """The palette's colour space and the picture in its numbers, if it has few enough colours."""
    rows = zlib.decompress(deflated)
    dots = list(zip(rows[0::3], rows[1::3], rows[2::3], strict=True))
    palette = sorted(set(dots))
    if len(palette) > MOST:
        return None
    numbers = {colour: number for number, colour in enumerate(palette)}
    table = b"".join(map(bytes, palette)).hex().upper().encode()
    space = b"[/Indexed/DeviceRGB %d<%s>]" % (len(palette) - 1, table)
    return space, zlib.compress(bytes(map(numbers.__getitem__, dots)), 9)
