"""A clinic's picture as an image object."""

from __future__ import annotations

import functools

from handouts.model import Logo
from handouts.pdf.syntax import stream

RGB = 3  # bytes a colour


def image(logo: Logo) -> bytes:
    """The image as it is, or by a palette where it has one."""
    gray = logo.encoding == "gray" or logo.jpeg_gray
    return _image(logo.data, logo.width, logo.height, logo.palette, jpeg=logo.encoding == "jpeg", gray=gray)


@functools.lru_cache(256)
def _image(data: bytes, width: int, height: int, palette: bytes, *, jpeg: bool, gray: bool) -> bytes:
    """The same for what is drawn alone: clinics that share a picture describe it by their own names."""
    space = b"/DeviceGray" if gray else b"/DeviceRGB"
    if palette:
        space = b"[/Indexed/DeviceRGB %d<%s>]" % (len(palette) // RGB - 1, palette.hex().upper().encode())
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%s/Filter/%s"
    return stream(entries % (width, height, space, b"DCTDecode" if jpeg else b"FlateDecode"), data)
