"""How the characters of a finished page look: size, slant, colour, and the colour that they stand on."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from handouts.readback.seen import Box

RGB = tuple[int, int, int]
ITALIC = 1 << 6  # of a font's flags (PDF 32000-1, table 123)
SLANT = 0.03  # of the type size: more than rounding


class Glyph(NamedTuple):
    """A character: where it begins, its type size in points, whether it slants, its colour and its box."""

    y: float
    x: float
    size: float
    slanted: bool
    colour: RGB
    box: Box


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A page: its characters sorted by height, and its picture, a dot a point, three bytes a dot."""

    glyphs: list[Glyph]
    picture: bytes
    stride: int
    width: int
    rows: int

    def near(self, y: float, left: float, right: float, reach: float = 0.75) -> list[Glyph]:
        """Characters at the height `y` between `left` and `right`, from left to right."""
        start = bisect_left(self.glyphs, (y - reach,))
        end = bisect_right(self.glyphs, (y + reach, math.inf))
        return sorted((g for g in self.glyphs[start:end] if left <= g.x <= right), key=lambda glyph: glyph.x)

    def ground(self, box: Box) -> RGB:
        """The commonest colour in and around `box`: what its characters stand on."""
        left, right = max(0, int(box.left) - 2), min(self.width, int(box.right) + 3)
        rows = range(max(0, self.rows - int(box.top) - 2), min(self.rows, self.rows - int(box.bottom) + 2))
        dots: Counter[bytes] = Counter()
        for row in rows:
            line = self.picture[row * self.stride + 3 * left : row * self.stride + 3 * right]
            dots.update(line[at : at + 3] for at in range(0, len(line) - 2, 3))
        if not dots:
            return (255, 255, 255)
        blue, green, red = dots.most_common(1)[0][0]
        return (red, green, blue)


def look(data: bytes) -> list[LookedAt]:
    """Every page of a file."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: Any) -> LookedAt:  # noqa: ANN401 - pypdfium2 has no types
    bitmap = page.render(scale=1.0, rev_byteorder=False)
    picture = bytes(bitmap.buffer)
    if bitmap.n_channels != len("BGR"):
        raise AssertionError(f"a page is drawn in {bitmap.n_channels} channels")
    return LookedAt(sorted(_glyphs(page)), picture, bitmap.stride, bitmap.width, bitmap.height)


def _glyphs(page: Any) -> Iterator[Glyph]:  # noqa: ANN401 - pypdfium2 has no types
    text = page.get_textpage()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or chr(code).isspace() or not code:
            continue
        yield _glyph(text, index)


def _glyph(text: Any, index: int) -> Glyph:  # noqa: ANN401 - pypdfium2 has no types
    x, y = ctypes.c_double(), ctypes.c_double()
    rectangle, matrix, flags = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_int()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    raw.FPDFText_GetLooseCharBox(text, index, rectangle)
    raw.FPDFText_GetMatrix(text, index, matrix)
    raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    raw.FPDFText_GetFontInfo(text, index, None, 0, flags)
    size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    slanted = bool(flags.value & ITALIC) or abs(matrix.c) > SLANT * max(abs(matrix.d), 1e-6)
    box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    return Glyph(y.value, x.value, size, slanted, (red.value, green.value, blue.value), box)
