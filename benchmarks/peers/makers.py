"""Each maker as a function from a clinic's number to PDF bytes.  What it sets is prepared beforehand, except by us."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from benchmarks.peers import as_html, as_platypus, as_typst, content
from benchmarks.peers.as_data import code_image
from handouts import sheet

Maker = Callable[[int], bytes]


def ours(number: int) -> bytes:
    """From the clinic's file to a sheet proven quickly, as in a batch."""
    return sheet.make(content.REQUEST, content.clinic(number), proof="quick").data


def ours_in_full(number: int) -> bytes:
    """From the clinic's file to a sheet proven in full, as a single one is."""
    return sheet.make(content.REQUEST, content.clinic(number)).data


@cache
def prepared(number: int) -> tuple[content.Piece, ...]:
    """The pieces of a sheet, and the images of its codes, made before the clock runs."""
    pieces = tuple(content.pieces(content.handout(number)))
    for piece in pieces:
        if piece.payload:
            code_image(piece.payload)
    return pieces


MAKERS: dict[str, Maker] = {
    "handouts, quick proof": ours,
    "handouts, full proof": ours_in_full,
    "Typst, tagged": lambda number: as_typst.make(prepared(number)),
    "Typst, tagged, text alone": lambda number: as_typst.make(content.without_drawings(prepared(number))),
    "ReportLab platypus, no tags": lambda number: as_platypus.make(prepared(number)),
    "WeasyPrint, tagged": lambda number: as_html.make(prepared(number)),
}
