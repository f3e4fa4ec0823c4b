"""Tables: a tinted header row, rows ruled below, the first cell of a row its header.

A table flows row by row (`header_row`, `body_row` are set blocks of their own); inside a box it is drawn whole.
"""

from __future__ import annotations

from handouts.model import Cell, CellKind, Inlines, Row, Table
from handouts.typeset.columns import PAD, fitted
from handouts.typeset.compose import Composer
from handouts.typeset.tasks import draw_tasks


def draw_table(composer: Composer, block: Table, x: float, y: float, width: float, parent: int) -> float:
    """The whole table in one piece."""
    table = composer.element("Table", parent)
    widths = fitted(block, composer.typesetter, width)
    at = y + draw_header(composer, block.header, widths, x, y, width, table)
    for row in block.rows:
        at += draw_row(composer, row, widths, x, at, width, table)
    return at - y


def draw_header(
    composer: Composer,
    cells: tuple[Inlines, ...],
    widths: tuple[float, ...],
    x: float,
    y: float,
    width: float,
    parent: int,
) -> float:
    """The header row, tinted."""
    pad = composer.typesetter.edition.body * PAD
    row = composer.element("TR", parent)
    tall, left = 0.0, x
    for cell, share in zip(cells, widths, strict=True):
        inner = share * width - 2 * pad
        tall = max(tall, composer.text(cell, "cell-head", left + pad, y + pad * 0.6, inner, "TH", row, scope="Column"))
        left += share * width
    height = tall + pad * 1.2
    composer.rectangle(x, y, width, height, fill="tint")
    composer.rule(x, y + height, width, stroke="brand", line=1.0)
    return height


def draw_row(
    composer: Composer, row: Row, widths: tuple[float, ...], x: float, y: float, width: float, parent: int
) -> float:
    """A row with a rule below it."""
    body = composer.typesetter.style("cell")
    pad = body.size * PAD
    air = composer.typesetter.edition.gap * 0.35
    element = composer.element("TR", parent)
    tall, left = body.leading, x
    for n, (cell, share) in enumerate(zip(row.cells, widths, strict=True)):
        inner = share * width - 2 * pad
        tall = max(tall, _cell(composer, cell, left + pad, y + air, inner, element, header=n == 0))
        left += share * width
    height = tall + air * 2
    composer.rule(x, y + height, width, line=0.7)
    return height


def _cell(composer: Composer, cell: Cell, x: float, y: float, width: float, row: int, *, header: bool) -> float:
    """One cell; gives the height of its content."""
    body = composer.typesetter.style("cell")
    if cell.kind is CellKind.TEXT and len(cell.content) == 1:
        tag, kind, scope = ("TH", "cell-head", "Row") if header else ("TD", "cell", "")
        return composer.text(cell.content[0], kind, x, y, width, tag, row, scope=scope)  # type: ignore[arg-type]
    element = composer.element("TH" if header else "TD", row, scope="Row" if header else "")
    match cell.kind:
        case CellKind.TEXT:
            return _paragraphs(composer, cell, x, y, width, element)
        case CellKind.TASKS:
            return draw_tasks(composer, cell.content, x, y, width, element)
        case CellKind.SCORE:
            composer.rectangle(x, y, min(width, body.size * 2.6), body.leading, stroke="pen", line=0.8, radius=2)
            return body.leading
        case CellKind.TICK:
            size = body.size * 0.95
            composer.icon("box", x, y + (body.leading - size) / 2, size, "pen")
            return body.leading
        case CellKind.BLANK:
            composer.rule(x, y + body.leading * 0.85, width, stroke="pen", line=0.7)
            return body.leading


def _paragraphs(composer: Composer, cell: Cell, x: float, y: float, width: float, element: int) -> float:
    top = y
    for paragraph in cell.content:
        y += composer.text(paragraph, "cell", x, y, width, "P", element)
    return y - top
