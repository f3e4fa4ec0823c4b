"""Widths of a table's columns: as its template asks, but no narrower than their longest word where there is room."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from handouts.model import CellKind, Inlines, Run, Table, plain
from handouts.typeset.compose import Typesetter
from handouts.typeset.lines import set_text

PAD = 0.4  # body sizes, at both sides of a cell
WIDE = 10_000.0
CACHED = 512


@functools.lru_cache(CACHED)
def fitted(table: Table, typesetter: Typesetter, width: float) -> tuple[float, ...]:
    """Shares of `width` for the columns.  Those too narrow for a word take what it needs from the others."""
    least = [need / width for need in _needs(table, typesetter)]
    if sum(least) >= 1:
        return table.widths
    narrow: set[int] = set()
    shares = list(table.widths)
    while more := {n for n, share in enumerate(shares) if share < least[n]} - narrow:
        narrow |= more
        left = 1 - sum(least[n] for n in narrow)
        asked = sum(share for n, share in enumerate(table.widths) if n not in narrow)
        shares = [least[n] if n in narrow else share * left / asked for n, share in enumerate(table.widths)]
    return tuple(shares)


def _needs(table: Table, typesetter: Typesetter) -> list[float]:
    """What each column's longest word needs, with the air around it."""
    columns: list[list[Inlines]] = [[cell] for cell in table.header]
    for row in table.rows:
        for n, cell in enumerate(row.cells):
            columns[n] += cell.content if cell.kind is CellKind.TEXT else ()
    pad = 2 * PAD * typesetter.edition.body
    return [
        pad + _longest((word for cell in cells for word in plain(cell).split(" ")), typesetter) for cells in columns
    ]


def _longest(words: Iterable[str], typesetter: Typesetter) -> float:
    style = typesetter.style("cell-head")
    said = {word for word in words if word.strip("_")}  # a place for the pen may be shorter
    return max((set_text((Run(word),), style, WIDE).width for word in said), default=0.0)
