"""QR codes -> operators: a stencil in place of some hundred boxes, which would be most of what a sheet draws.

Programs that show a PDF may blur the dots of an image where it is enlarged.  So a module is some dots wide and high,
and what is blurred is too little to be seen.
"""

from __future__ import annotations

import functools
import zlib
from binascii import hexlify, unhexlify
from math import isqrt

from handouts.editions import RGB
from handouts.pdf.syntax import number, numbers
from handouts.typeset.setblock import Modules

DOTS = 4  # wide and high is a module: half a byte of each of its rows
CACHED = 256
_STENCIL = bytes.maketrans(b"01", b"f0")  # what is 0 lets the colour through
_FAST = 4  # of deflate: a higher level takes five times as long, for nothing


def code_operators(code: Modules, colour: RGB) -> bytes:
    """A code's operators; its dots are written as digits, since they stand among text."""
    side = number(code.side)
    place = b"%s 0 0 %s %s" % (side, side, numbers(code.x, -code.y - code.side))
    return b"q %s rg %s cm\n%s\nQ" % (numbers(*colour), place, _stencil(code.dark))


@functools.lru_cache(CACHED)
def _stencil(dark: bytes) -> bytes:
    size = isqrt(len(dark))
    digits, rest = dark.translate(_STENCIL), b"0" * (size % 2)  # rows are of whole bytes
    rows = b"".join([unhexlify(digits[at : at + size] + rest) * DOTS for at in range(0, len(digits), size)])
    head = b"BI/IM true/W %d/H %d/BPC 1/F[/AHx/Fl]ID" % (size * DOTS, size * DOTS)
    return b"%s %s>EI" % (head, hexlify(zlib.compress(rows, _FAST)))
