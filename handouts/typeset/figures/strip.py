"""The strip: a panel to cut off and keep at hand."""

from __future__ import annotations

from handouts.model import Strip
from handouts.typeset.compose import Composer
from handouts.typeset.figures.codes import code_size, draw_code
from handouts.typeset.figures.curves import circle, mirrored, scaled
from handouts.typeset.setblock import Segments

# Scissors that cut to the right, in a square of 1: two blades that cross, and a ring at the end of each.
BLADES: tuple[Segments, ...] = (
    (("M", 0.36, 0.4), ("C", 0.5, 0.47, 0.72, 0.6, 0.98, 0.66), ("C", 0.86, 0.74, 0.68, 0.68, 0.4, 0.5), ("Z",)),
    (("M", 0.36, 0.6), ("C", 0.5, 0.53, 0.72, 0.4, 0.98, 0.34), ("C", 0.86, 0.26, 0.68, 0.32, 0.4, 0.5), ("Z",)),
)
RINGS = (*circle(0.2, 0.3, 0.155), *circle(0.2, 0.7, 0.155))


def draw_strip(composer: Composer, block: Strip, x: float, y: float, width: float, parent: int) -> float:
    """A cut line, then the texts beside the codes, which stand at the end side."""
    body = composer.typesetter.edition.body
    section = composer.element("Sect", parent)
    top = y + _cut_line(composer, x, y, width) + body * 0.3
    columns = [max(code_size(code), body * 6) for code in block.codes]
    room = width - sum(columns) - body * 0.8 * len(columns)
    at = top
    at += composer.text(block.title, "h2", x, at, room, "H2", section) + body * 0.15
    at += composer.text(block.heading, "help", x, at, room, "H3", section)
    at += composer.text(block.signs, "body", x, at, room, "P", section) + body * 0.25
    for line in block.lines:
        at += composer.text(line, "body", x, at, room, "P", section)
    left, tall = x + room, 0.0
    largest = max(map(code_size, block.codes), default=0.0)
    for code, column in zip(block.codes, columns, strict=True):
        left += body * 0.8
        tall = max(tall, draw_code(composer, code, left, top, column, section, largest))
        left += column
    return max(at, top + tall) - y


def _cut_line(composer: Composer, x: float, y: float, width: float) -> float:
    size = composer.typesetter.edition.body * 1.15
    middle = y + size / 2
    rtl = composer.typesetter.rtl  # the scissors cut along the line
    for blade in BLADES:
        composer.shape(scaled(mirrored(blade, 1.0) if rtl else blade, size, 0.0, 0.0), x, y, size, fill="text")
    rings = scaled(mirrored(RINGS, 1.0) if rtl else RINGS, size, 0.0, 0.0)
    composer.shape(rings, x, y, size, stroke="text", line=size * 0.08)
    composer.rule(x + size * 1.15, middle, width - size * 1.15, stroke="pen", line=0.9, dash=(4.0, 3.4))
    return size
