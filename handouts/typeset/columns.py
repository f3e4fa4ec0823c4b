"""Widths of a table's columns: as its template asks, but no narrower than what cannot break, if there is room."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import pairwise

from handouts.model import CellKind, Inlines, Run, Table
from handouts.typeset.breaking import break_opportunities
from handouts.typeset.compose import Typesetter
from handouts.typeset.lines import set_text

PAD = 0.4  # body sizes, at both sides of a cell
BOX = 1.5  # body sizes, for the box of a task
WIDE = 10_000.0
PEN = "_ "  # what a place for the pen is made of: it may be shorter
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
    """What the longest word or unit of each column needs, with the air around it."""
    body = typesetter.edition.body
    needs = [_longest(cell, typesetter) for cell in table.header]
    for row in table.rows:
        for n, cell in enumerate(row.cells):
            box = BOX * body if cell.kind is CellKind.TASKS else 0.0
            needs[n] = max(needs[n], *(box + _longest(text, typesetter) for text in cell.content), 0.0)
    return [need + 2 * PAD * body for need in needs]


def _longest(cell: Inlines, typesetter: Typesetter) -> float:
    style = typesetter.style("cell-head")
    said = (part for run in cell for part in _unbreakable(run) if part.strip(PEN))
    return max((set_text((Run(part),), style, WIDE).width for part in said), default=0.0)


def _unbreakable(run: Run) -> Iterator[str]:
    """Stretches of a run between which a line may end; a unit is one."""
    breaks = [] if run.isolation == "unit" else break_opportunities(run.text)
    for start, end in pairwise([0, *breaks, len(run.text)]):
        yield run.text[start:end].rstrip()
