"""Proof of a finished sheet: the bytes are reopened with PDFium, and what the eye sees is held against what was meant.

Three questions, all of them for every line of every page, so that each phone, dose, date, day count, name and red
flag is among them: does the layout say what the handout says, in its order?  Is each line seen in its place,
unbroken, with nothing over it?  Is all of it inside the page?
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from handouts.errors import Problem, ProofError
from handouts.model import Handout
from handouts.reading import leaf_texts
from handouts.typeset.lines import Line
from handouts.typeset.pages import Layout, PlacedBlock
from handouts.typeset.setblock import Text

NEAR = 0.75  # points: a character this near a baseline stands on it
LINE_END_HYPHEN = 0x02  # what PDFium makes of a hyphen at the end of a line
EDGE = 12.0  # points at each paper edge that office printers leave white


class Seen(NamedTuple):
    """A character as PDFium finds it: origin in points from the page's lower left corner."""

    y: float
    x: float
    char: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven: lines read back as set, and the critical values among them."""

    pages: int
    lines: int
    values: int


def prove(data: bytes, handout: Handout, layout: Layout) -> Proof:
    """Read `data` back; raises `ProofError` with one problem for each thing that is not as it should be.

    Problems name places, never a patient.
    """
    problems = list(_differences(handout, layout))
    pages = _read(data)
    if len(pages) != len(layout.pages):
        message = f"The finished file has {len(pages)} pages instead of {len(layout.pages)}."
        raise ProofError(_problem("pages", message))
    lines = values = 0
    for number, (page, seen) in enumerate(zip(layout.pages, pages, strict=True), 1):
        for text, line, expected in _expected(page, layout):
            lines += 1
            values += _values_on(text, line)
            problems += _check(seen, expected, number, layout)
    if problems:
        raise ProofError(problems)
    return Proof(len(pages), lines, values)


def _problem(code: str, message: str) -> Problem:
    return Problem(code, message, "The sheet was not written. This is a fault in the program: please report it.")


def _differences(handout: Handout, layout: Layout) -> Iterator[Problem]:
    """Where the layout does not say what the handout says, in its order."""
    meant, laid = leaf_texts(handout), layout.texts
    if len(meant) != len(laid):
        yield _problem("text-count", f"The sheet has {len(laid)} pieces of text instead of {len(meant)}.")
    for number, (a, b) in enumerate(zip(meant, laid, strict=False), 1):
        if a != b:
            yield _problem("text-differs", f"Piece {number} of the sheet's text is not what the handout says.")
            return


class _Expected(NamedTuple):
    """A line as it must be seen: its place from the page's lower left corner, its characters in visual order."""

    y: float
    left: float
    right: float
    text: str
    ordered: bool
    reach: float


def _expected(page: tuple[PlacedBlock, ...], layout: Layout) -> Iterator[tuple[Text, Line, _Expected]]:
    for placed in page:
        for mark in placed.block.marks:
            if not isinstance(mark, Text):
                continue
            for line in mark.content.lines:
                if line.seen:
                    yield mark, line, _expectation(placed, mark, line, layout)


def _expectation(placed: PlacedBlock, mark: Text, line: Line, layout: Layout) -> _Expected:
    y = layout.height - placed.y - mark.y - line.baseline
    x = placed.x + mark.x
    # Marks over letters and reordered vowels have no place of their own: such lines are compared as a bag of
    # characters.
    simple = all(word.shaped.spelled for word in line.words) and all(
        show.rise == 0 for word in line.words for show in word.shaped.shows
    )
    size = max(word.size for word in line.words)
    return _Expected(y, x + line.left, x + line.right, line.seen, simple, NEAR if simple else size * 0.6)


def _values_on(text: Text, line: Line) -> int:
    number = text.content.lines.index(line)
    return sum(number in value.lines[:1] for value in text.content.values)


def _check(page: list[Seen], expected: _Expected, number: int, layout: Layout) -> Iterator[Problem]:
    inside = expected.left >= EDGE and expected.right <= layout.width - EDGE
    if not inside or not EDGE <= expected.y <= layout.height - EDGE:
        yield _problem("outside", f"A line on page {number} reaches outside the printable page.")
        return
    found = sorted((c for c in _near(page, expected)), key=lambda c: c.x)
    seen = "".join(c.char for c in found)
    same = seen == expected.text if expected.ordered else Counter(seen) == Counter(expected.text)
    if not same:
        place = f"{round(layout.height - expected.y)} points from the top"
        yield _problem("not-seen", f"A line on page {number}, {place}, does not read back as it was set.")


def _near(page: list[Seen], expected: _Expected) -> Iterator[Seen]:
    start = bisect_left(page, (expected.y - expected.reach,))
    end = bisect_right(page, (expected.y + expected.reach, float("inf")))
    for char in page[start:end]:
        if expected.left - 1 <= char.x <= expected.right + 0.5:
            yield char


def _read(data: bytes) -> list[list[Seen]]:
    """Characters with ink of each page, sorted by height."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [sorted(_characters(page)) for page in document]
    finally:
        document.close()


def _characters(page: pypdfium2.PdfPage) -> Iterator[Seen]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code == LINE_END_HYPHEN:
            code = ord("-")
        if code <= 0x20 or code == 0xA0 or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        yield Seen(y.value, x.value, chr(code))
