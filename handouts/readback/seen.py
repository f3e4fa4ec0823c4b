"""What PDFium finds on the pages of a finished file: its characters, and where there is ink.

With `glyphs` the only user of PDFium.  Points are counted from the page's lower left corner.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

LINE_END_HYPHEN = 0x02  # what PDFium makes of a hyphen at the end of a line
LEADS, TRAILS = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # halves of the characters beyond U+FFFF
BLANKS = {0x09, 0x0A, 0x0D, 0x20, 0xA0}
SCALE = 1.0  # dots a point: enough for a comma of the imprint to leave ink


class Seen(NamedTuple):
    """A character: its origin in points."""

    y: float
    x: float
    char: str


class Box(NamedTuple):
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page: its characters sorted by height, and its picture in shades of grey, a byte a dot."""

    chars: list[Seen]
    picture: bytes
    stride: int
    rows: int

    def near(self, y: float, reach: float, left: float, right: float) -> list[int]:
        """Numbers of the characters at most `reach` from the height `y`, between `left` and `right`."""
        start = bisect_left(self.chars, (y - reach,))
        end = bisect_right(self.chars, (y + reach, float("inf")))
        return [i for i in range(start, end) if left <= self.chars[i].x <= right]

    def contrast(self, box: Box) -> int:
        """Difference between the lightest and the darkest dot in `box`: 0 to 255 shades."""
        left, right = max(0, int(box.left * SCALE)), max(0, int(box.right * SCALE)) + 1
        first, last = self.rows - int(box.top * SCALE), self.rows - int(box.bottom * SCALE)
        rows = range(max(0, first), min(self.rows, last + 1))
        dots = b"".join(self.picture[row * self.stride + left : row * self.stride + right] for row in rows)
        return max(dots) - min(dots) if dots else 0


def read(data: bytes) -> list[SeenPage]:
    """Every page of a file."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> SeenPage:
    bitmap = page.render(scale=SCALE, grayscale=True)
    return SeenPage(sorted(_characters(page)), bytes(bitmap.buffer), bitmap.stride, bitmap.height)


def _characters(page: pypdfium2.PdfPage) -> Iterator[Seen]:
    """Characters that are not blank, without those that PDFium adds."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    lead = LEADS[0]
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in LEADS:  # PDFium counts in UTF-16
            lead = code
            continue
        if code in TRAILS:
            code = 0x10000 + ((lead - LEADS[0]) << 10) + code - TRAILS[0]
        if code == LINE_END_HYPHEN:
            code = ord("-")
        if code in BLANKS or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        yield Seen(y.value, x.value, chr(code))
