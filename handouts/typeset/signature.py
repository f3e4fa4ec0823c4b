"""Lines to sign, each with its label below."""

from __future__ import annotations

from handouts.model import Signature
from handouts.typeset.compose import Composer


def draw_signature(composer: Composer, block: Signature, x: float, y: float, width: float, parent: int) -> float:
    """Room for the pen above each line; side by side, or one below the other in a stacked edition."""
    body = composer.typesetter.style("body")
    room, gutter = body.leading * 1.9, body.size * 1.5
    columns = 1 if composer.typesetter.edition.stacked else len(block.labels)
    column = (width - gutter * (columns - 1)) / columns
    division = composer.element("Div", parent)
    top = y
    for first in range(0, len(block.labels), columns):
        tall = 0.0
        for n, label in enumerate(block.labels[first : first + columns]):
            left = x + n * (column + gutter)
            composer.rule(left, y + room, column, stroke="pen", line=0.8)
            tall = max(tall, composer.text(label, "label", left, y + room + body.size * 0.2, column, "P", division))
        y += room + body.size * 0.2 + tall
    return y - top
