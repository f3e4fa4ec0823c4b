"""What PDFium finds on the pages of a finished file: its characters, and where there is ink.

With `glyphs` the only user of PDFium.  Points are counted from the page's lower left corner.
"""

from __future__ import annotations

import ctypes
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

LINE_END_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line
LEADS, TRAILS = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # halves of the characters beyond U+FFFF
BLANKS = {"", "\t", "\n", "\r", " ", "\xa0"}  # whatever PDFium adds to a page's text is one of these
SCALE = 1.0  # dots a point: enough for a comma of the imprint to leave ink
DOUBLE = ctypes.sizeof(ctypes.c_double)

# A page has thousands of characters, so what is asked of each goes through prototypes whose arguments are plain
# numbers: building pointer objects for every call took longer than all that PDFium does.
_address = ctypes.c_void_p
_code_of = ctypes.CFUNCTYPE(ctypes.c_uint, _address, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetUnicode, _address).value or 0
)
_origin_of = ctypes.CFUNCTYPE(ctypes.c_int, _address, ctypes.c_int, _address, _address)(
    ctypes.cast(raw.FPDFText_GetCharOrigin, _address).value or 0
)


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


class SeenPage(NamedTuple):
    """A page: its characters from the top down, how deep each is, and its picture in greys, a byte a dot."""

    chars: list[Seen]
    depths: list[float]
    picture: bytes
    stride: int
    rows: int

    def near(self, y: float, reach: float, left: float, right: float) -> list[int]:
        """Numbers of the characters at most `reach` from the height `y`, between `left` and `right`."""
        start = bisect_left(self.depths, -y - reach)
        end = bisect_right(self.depths, -y + reach)
        chars = self.chars
        return [i for i in range(start, end) if left <= chars[i].x <= right]

    def has_ink(self, box: Box, contrast: int) -> bool:
        """Whether the lightest and the darkest dot in `box` are at least `contrast` shades (of 255) apart.

        Its middle row is looked at first: what differs there differs in the box.
        """
        left, right = max(0, int(box.left * SCALE)), max(0, int(box.right * SCALE)) + 1
        first = max(0, self.rows - int(box.top * SCALE))
        last = min(self.rows - 1, self.rows - int(box.bottom * SCALE))
        middle = (first + last) // 2 * self.stride
        if _differ(self.picture[middle + left : middle + right], contrast):
            return True
        return _differ(self._dots(first, last, left, right), contrast)

    def _dots(self, first: int, last: int, left: int, right: int) -> bytes:
        starts = (row * self.stride for row in range(first, last + 1))
        return b"".join([self.picture[start + left : start + right] for start in starts])


def _differ(dots: bytes, contrast: int) -> bool:
    return bool(dots) and max(dots) - min(dots) >= contrast


def read(data: bytes) -> list[SeenPage]:
    """Every page of a file."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> SeenPage:
    bitmap = page.render(scale=SCALE, grayscale=True)
    chars = sorted(_characters(page), key=itemgetter(0), reverse=True)
    return SeenPage(chars, [-char.y for char in chars], bytes(bitmap.buffer), bitmap.stride, bitmap.height)


def _characters(page: pypdfium2.PdfPage) -> list[Seen]:
    """Characters that are not blank."""
    text = page.get_textpage()
    handle = ctypes.cast(text.raw, _address).value
    count = text.count_chars()
    codes = list(_codes(handle, count))
    across, up = _origins(handle, count)
    chars = _joined(codes) if max(codes, default=0) >= LEADS[0] else map(chr, codes)
    # NamedTuple's own constructor is a function of Python: made so, a character costs a tenth.
    seen: Iterator[Seen] = map(partial(tuple.__new__, Seen), zip(up, across, chars, strict=True))
    return [_mended(char) if char.char == LINE_END_HYPHEN else char for char in seen if char.char not in BLANKS]


def _joined(codes: list[int]) -> Iterator[str]:
    """Characters of UTF-16 codes, in which PDFium counts: nothing for the first half of one beyond U+FFFF."""
    lead = 0
    for code in codes:
        if code in LEADS:
            lead = code - LEADS[0]
            yield ""
        elif code in TRAILS:
            yield chr(0x10000 + (lead << 10) + code - TRAILS[0])
        else:
            yield chr(code)


def _mended(char: Seen) -> Seen:
    return char._replace(char="-")


def _codes(text: Any, count: int) -> Iterator[int]:  # noqa: ANN401 - an address
    return map(_code_of, repeat(text, count), range(count))


def _origins(text: Any, count: int) -> tuple[array[float], array[float]]:  # noqa: ANN401 - an address
    """Where characters begin: across and up, by their numbers."""
    across, up = array("d", bytes(count * DOUBLE)), array("d", bytes(count * DOUBLE))
    places = (range(start, start + count * DOUBLE, DOUBLE) for start, _ in (across.buffer_info(), up.buffer_info()))
    for _ in map(_origin_of, repeat(text, count), range(count), *places):
        pass
    return across, up
