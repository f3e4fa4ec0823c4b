"""Lines to sign, each with its label below."""

from __future__ import annotations

from handouts.model import Signature
from handouts.typeset.compose import Composer

FIRST = 2.0  # the line for a name, beside lines for a date and the like


def draw_signature(composer: Composer, block: Signature, x: float, y: float, width: float, parent: int) -> float:
    """Lines side by side, with room for the pen above; the first is the longest."""
    body = composer.typesetter.style("body")
    gutter = body.size * 1.5
    line, below = body.leading * 1.9, body.leading * 1.9 + body.size * 0.2
    share = (width - gutter * (len(block.labels) - 1)) / (len(block.labels) - 1 + FIRST)
    division = composer.element("Div", parent)
    left, tall = x, 0.0
    for n, label in enumerate(block.labels):
        column = share if n else share * FIRST
        composer.rule(left, y + line, column, stroke="pen", line=0.8)
        tall = max(tall, composer.text(label, "label", left, y + below, column, "P", division))
        left += column + gutter
    return below + tall
