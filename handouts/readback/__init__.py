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
from typing import Literal, NamedTuple

from handouts.errors import Problem, ProofError
from handouts.model import Handout
from handouts.readback.aloud import unsaid
from handouts.readback.extents import extent
from handouts.readback.objects import DamagedError
from handouts.readback.problems import problem, wrong_count
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


How = Literal["full", "quick"]


class Proof(NamedTuple):
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


# Each of these loads what it needs, PDFium or our own readers, since most processes give one proof alone.


def _full(data: bytes, layout: Layout) -> Iterator[Problem]:
    from handouts.readback.full import seen_problems

    return seen_problems(data, layout)


def _quick(data: bytes, layout: Layout) -> Iterator[Problem]:
    from handouts.readback.quick import quick_faults

    for fault in quick_faults(data, layout):
        if fault.code == "pages":
            yield wrong_count(fault.page, layout)
        elif fault.code == "damaged":
            yield _damaged()
        else:
            yield problem(fault.code, f"{_place(fault.page, fault.top)} {FAULTS[fault.code]}")


def _unsaid(data: bytes, layout: Layout) -> Iterator[Problem]:
    try:
        for page, top in unsaid(data, layout):
            yield problem("not-said", f"{_place(page, top)} {FAULTS['not-said']}")
    except DamagedError:
        yield _damaged()


def _damaged() -> Problem:
    return problem("damaged", "The finished file cannot be read back.")


def _place(page: int, top: float | None) -> str:
    return f"Page {page}" + ("" if top is None else f", {round(top)} points from the top,")


def _differences(handout: Handout, layout: Layout) -> Iterator[Problem]:
    """Where the layout does not say what the handout says, in its order."""
    meant, laid = leaf_texts(handout), layout.texts
    if len(meant) != len(laid):
        yield problem("text-count", f"The sheet has {len(laid)} pieces of text instead of {len(meant)}.")
    for number, (a, b) in enumerate(zip(meant, laid, strict=False), 1):
        if a != b:
            yield problem("text-differs", f"Piece {number} of the sheet's text is not what the handout says.")
            return
