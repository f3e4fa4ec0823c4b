"""What the eye sees on a page, asked of PDFium: where each character stands, how large it is, and the picture itself.

Lines are read off the characters' places, from left to right, whatever order they have in the file.  So a number that
stands in the wrong order on a right-to-left line is seen here, even where extracted text looks well.

PDFium gives a word with ActualText the box of its first glyphs only.  So the glyphs themselves, `inked`, say how far a
word reaches and whether it leaves the page.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from PIL.Image import Image

SAME_LINE = 0.35  # of a type size: how far baselines may lie apart in one line
SPACE = 0.15  # of a type size: a gap that reads as a space
COLUMN = 2.0  # of a type size: a gap that parts two columns, so two lines
UPRIGHT = math.radians(1)


class Box(NamedTuple):
    """A rectangle in points, from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def within(self, other: Box, slack: float = 0.0) -> bool:
        """Whether it lies inside `other`."""
        low = self.left >= other.left - slack and self.bottom >= other.bottom - slack
        return low and self.right <= other.right + slack and self.top <= other.top + slack


class Char(NamedTuple):
    """One character: `box` is what it inks with its side bearings, `size` the em in points, `upright` not rotated."""

    text: str
    box: Box
    x: float
    y: float
    size: float
    upright: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Characters beside each other: `text` from left to right, `size` the smallest em in points."""

    text: str
    box: Box
    size: float


def chars(pdf: bytes) -> list[list[Char]]:
    """Each page's characters in PDFium's order, without blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page_chars(page) for page in document]


def inked(pdf: bytes) -> list[list[Char]]:
    """Each page's glyphs as they are drawn: as `chars`, but spelled by the fonts, never by ActualText."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            instructions = pikepdf.parse_content_stream(page)
            for instruction in instructions:
                if str(instruction.operator) == "BDC" and "/ActualText" in instruction.operands[1]:
                    del instruction.operands[1].ActualText
            page.obj.Contents = document.make_stream(pikepdf.unparse_content_stream(instructions))
        stripped = io.BytesIO()
        document.save(stripped)
    return chars(stripped.getvalue())


def lines_seen(pdf: bytes) -> list[list[Line]]:
    """Each page's lines from top to bottom, read from left to right; a wide gap parts two lines.  No rotated text."""
    pages = zip(chars(pdf), inked(pdf), strict=True)
    return [list(_lines(*([char for char in kind if char.upright] for kind in page))) for page in pages]


def text_seen(pdf: bytes) -> str:
    """All lines of all pages, one below the other."""
    return "\n".join(line.text for page in lines_seen(pdf) for line in page)


def extracted(pdf: bytes) -> list[str]:
    """Each page's text as PDFium hands it out: what copy and paste give."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def smallest(pdf: bytes) -> list[float]:
    """The smallest type size on each page, in points; infinity where there is no text."""
    return [min((round(char.size, 2) for char in page), default=math.inf) for page in inked(pdf)]


def page_boxes(pdf: bytes) -> list[Box]:
    """Each page's media box: 595.28 x 841.89 is A4, 612 x 792 Letter."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [Box(*page.get_mediabox()) for page in document]


def outside(pdf: bytes, margin: float = 0.0) -> list[str]:
    """Upright characters that do not lie whole on their page, less `margin` points on each side."""
    found = []
    for number, (box, page) in enumerate(zip(page_boxes(pdf), inked(pdf), strict=True), start=1):
        paper = Box(box.left + margin, box.bottom + margin, box.right - margin, box.top - margin)
        found += [f"page {number}: {char.text!r}" for char in page if char.upright and not char.box.within(paper)]
    return found


def render(pdf: bytes, page: int = 0, scale: float = 1.5) -> Image:
    """A page (from 0) as a picture of 72 x `scale` dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image = document[page].render(scale=scale).to_pil()
    return image


def _page_chars(page: Any) -> list[Char]:  # noqa: ANN401 - pypdfium2 has no types
    handle = page.get_textpage()
    found = (_char(handle, index) for index in range(pdfium.FPDFText_CountChars(handle)))
    return [char for char in found if char is not None]


def _char(handle: Any, index: int) -> Char | None:  # noqa: ANN401 - pypdfium2 has no types
    text = chr(pdfium.FPDFText_GetUnicode(handle, index))
    if pdfium.FPDFText_IsGenerated(handle, index) == 1 or text.isspace() or text == "\0":
        return None
    rectangle, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(handle, index, rectangle)
    pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
    pdfium.FPDFText_GetMatrix(handle, index, matrix)
    size = pdfium.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
    box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    turned = math.atan2(matrix.b, matrix.a)
    return Char(text, box, x.value, y.value, size, abs(turned) < UPRIGHT)


def _lines(words: list[Char], ink: list[Char]) -> Iterator[Line]:
    rows: list[list[Char]] = []
    for char in sorted(words, key=lambda char: -char.y):
        if rows and _level(rows[-1][0], char):
            rows[-1].append(char)
        else:
            rows.append([char])
    for row in rows:
        yield from _columns(sorted(row, key=lambda char: char.x), [glyph for glyph in ink if _level(row[0], glyph)])


def _level(one: Char, other: Char) -> bool:
    return abs(one.y - other.y) <= SAME_LINE * min(one.size, other.size)


def _columns(row: list[Char], ink: list[Char]) -> Iterator[Line]:
    start, text, boxes = row[0].x, "", [row[0].box]
    size = row[0].size
    for char in row:
        reach = max([boxes[-1].right, *(glyph.box.right for glyph in ink if start <= glyph.x < char.x)])
        gap = char.box.left - reach
        if gap > COLUMN * char.size:
            yield _line(text, boxes, reach, size)
            start, text, boxes, size = char.x, "", [], char.size
        text += (" " if text and gap > SPACE * char.size else "") + char.text
        boxes.append(char.box)
        size = min(size, char.size)
    last = max([boxes[-1].right, *(glyph.box.right for glyph in ink if start <= glyph.x)])
    yield _line(text, boxes, last, size)


def _line(text: str, boxes: list[Box], reach: float, size: float) -> Line:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Line(text, Box(min(lefts), min(bottoms), max(reach, *rights), max(tops)), size)
