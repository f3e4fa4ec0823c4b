"""Proof of a finished sheet: the bytes are read back, and what is on the pages is held against what was meant.

The full proof reopens them with PDFium and looks with its eyes.  Five questions, all of them for every line of every
page, so that each phone, dose, date, day count, name and red flag is among them: does the layout say what the handout
says, in its order?  Is each line seen in its place, unbroken?  Is all of it inside the page?  Has each word ink, with
nothing over it?  Is there any text that no line accounts for?

The quick proof asks the same of the bytes with our own small readers (see `quick`).  It finds whatever our drawing can
lose, move, double, hide or add; but no second program looks.  So it is for batches, beside a sample proven in full.

Either then asks whether words that are drawn backwards are said forwards to screen readers (see `aloud`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from handouts.errors import Problem, ProofError
from handouts.model import Handout
from handouts.readback.aloud import unsaid
from handouts.readback.expected import EDGE, Expected, expected_lines
from handouts.readback.extents import extent
from handouts.readback.objects import DamagedError
from handouts.readback.quick import Fault, quick_faults
from handouts.readback.seen import SeenPage, read
from handouts.reading import leaf_texts
from handouts.typeset.pages import Layout

FAULTS = {
    "blocks": "has other blocks than were set.",
    "moved": "is not in its place.",
    "not-drawn": "has text that is not drawn as it was set.",
    "not-spelled": "has text that does not read as it was set.",
    "not-said": "has text that screen readers do not say as it was set.",
    "no-ink": "has text that cannot be seen: something covers it, or it is as pale as the paper.",
    "no-outline": "has text whose letters are not in the file.",
    "stray": "shows something that belongs to no block.",
    "overlap": "has a block that stands upon another.",
    "outside": "has a line that reaches outside the printable page.",
}
INK = 40  # of 255 shades: least difference between a word and what it stands on; the watermark makes 25


How = Literal["full", "quick"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven and how: lines read back as set, and the critical values among them."""

    pages: int
    lines: int
    values: int
    how: How = "full"


def prove(data: bytes, handout: Handout, layout: Layout, how: How = "full") -> Proof:
    """Read `data` back; raises `ProofError` with one problem for each thing that is not as it should be.

    Problems name places, never a patient.
    """
    problems = list(_differences(handout, layout))
    problems += _quick(data, layout) if how == "quick" else _full(data, layout)
    problems += [] if problems else _unsaid(data, layout)
    if problems:
        raise ProofError(problems)
    extents = [extent(placed.block) for page in layout.pages for placed in page]
    return Proof(len(layout.pages), sum(each.lines for each in extents), sum(each.values for each in extents), how)


def _full(data: bytes, layout: Layout) -> Iterator[Problem]:
    pages = read(data)
    if len(pages) != len(layout.pages):
        yield _wrong_count(len(pages), layout)
        return
    for number, (page, seen) in enumerate(zip(layout.pages, pages, strict=True), 1):
        yield from _check_page(list(expected_lines(page, layout)), seen, number, layout)


def _quick(data: bytes, layout: Layout) -> Iterator[Problem]:
    for fault in quick_faults(data, layout):
        if fault.code == "pages":
            yield _wrong_count(fault.page, layout)
        elif fault.code == "damaged":
            yield _damaged()
        else:
            yield _problem(fault.code, f"{_place(fault)} {FAULTS[fault.code]}")


def _unsaid(data: bytes, layout: Layout) -> Iterator[Problem]:
    try:
        for page, top in unsaid(data, layout):
            yield _problem("not-said", f"{_place(Fault('not-said', page, top))} {FAULTS['not-said']}")
    except DamagedError:
        yield _damaged()


def _damaged() -> Problem:
    return _problem("damaged", "The finished file cannot be read back.")


def _place(fault: Fault) -> str:
    return f"Page {fault.page}" + ("" if fault.top is None else f", {round(fault.top)} points from the top,")


def _wrong_count(count: int, layout: Layout) -> Problem:
    return _problem("pages", f"The finished file has {count} pages instead of {len(layout.pages)}.")


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
