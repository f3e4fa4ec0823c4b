"""Proof of a finished sheet: the bytes are reopened with PDFium, and what the eye sees is held against what was meant.

Five questions, all of them for every line of every page, so that each phone, dose, date, day count, name and red flag
is among them: does the layout say what the handout says, in its order?  Is each line seen in its place, unbroken?  Is
all of it inside the page?  Has each word ink, with nothing over it?  Is there any text that no line accounts for?
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.errors import Problem, ProofError
from handouts.model import Handout
from handouts.readback.expected import Expected, expected_lines
from handouts.readback.seen import SeenPage, read
from handouts.reading import leaf_texts
from handouts.typeset.pages import Layout

EDGE = 12.0  # points at each paper edge that office printers leave white
INK = 40  # of 255 shades: least difference between a word and what it stands on; the watermark makes 25


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
    pages = read(data)
    if len(pages) != len(layout.pages):
        message = f"The finished file has {len(pages)} pages instead of {len(layout.pages)}."
        raise ProofError([*problems, _problem("pages", message)])
    meant = [list(expected_lines(page, layout)) for page in layout.pages]
    for number, (lines, seen) in enumerate(zip(meant, pages, strict=True), 1):
        problems += _check_page(lines, seen, number, layout)
    if problems:
        raise ProofError(problems)
    every = [line for lines in meant for line in lines]
    return Proof(len(pages), len(every), sum(line.meant.values for line in every))


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


def _check_page(lines: list[Expected], seen: SeenPage, number: int, layout: Layout) -> Iterator[Problem]:
    claimed: set[int] = set()
    for line in lines:
        near = seen.near(line.y, line.meant.reach, line.left - 1, line.right + 0.5)
        claimed.update(near)
        place = f"A line on page {number}, {round(layout.height - line.y)} points from the top,"
        if not _is_inside(line, layout):
            yield _problem("outside", f"{place} reaches outside the printable page.")
        elif not line.reads([seen.chars[i] for i in near]):
            yield _problem("not-seen", f"{place} does not read back as it was set.")
        elif not all(seen.has_ink(ink, INK) for ink in line.inks):
            yield _problem("no-ink", f"{place} cannot be seen: something covers it, or it is as pale as the paper.")
    if stray := [seen.chars[i] for i in range(len(seen.chars)) if i not in claimed]:
        place = f"the first {round(layout.height - stray[0].y)} points from the top"
        yield _problem("stray", f"Page {number} shows {len(stray)} characters that belong to no line, {place}.")


def _is_inside(line: Expected, layout: Layout) -> bool:
    across = line.left >= EDGE and line.right <= layout.width - EDGE
    return across and EDGE <= line.y <= layout.height - EDGE
