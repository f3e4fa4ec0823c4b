"""QR codes -> operators: a stencil in place of some hundred boxes, which would be most of what a sheet draws.

Programs that show a PDF may blur the dots of an image where it is enlarged.  So a module is eight dots wide and some
high, and what is blurred is too little to be seen.
"""

from __future__ import annotations

import functools
import zlib
from math import isqrt

from handouts.editions import RGB
from handouts.pdf.syntax import number, numbers
from handouts.typeset.setblock import Modules

WIDE = 8  # dots a module, which make one byte
HIGH = 4
CACHED = 256
_STENCIL = bytes.maketrans(b"01", b"\xff\x00")  # what is 0 lets the colour through
_FAST = 4  # of deflate: a higher level takes five times as long, for nothing


def code_operators(code: Modules, colour: RGB) -> bytes:
    """A code's operators; its dots are written as digits, since they stand among text."""
    side = number(code.side)
    place = b"%s 0 0 %s %s" % (side, side, numbers(code.x, -code.y - code.side))
    return b"q %s rg %s cm\n%s\nQ" % (numbers(*colour), place, _stencil(code.dark))


@functools.lru_cache(CACHED)
def _stencil(dark: bytes) -> bytes:
    size = isqrt(len(dark))
    dots = dark.translate(_STENCIL)
    rows = b"".join([dots[at : at + size] * HIGH for at in range(0, len(dots), size)])
    head = b"BI/IM true/W %d/H %d/BPC 1/F[/AHx/Fl]ID" % (size * WIDE, size * HIGH)
    return b"%s %s>EI" % (head, zlib.compress(rows, _FAST).hex().encode())
