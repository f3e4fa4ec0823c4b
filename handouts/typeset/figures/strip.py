"""The strip: a panel to cut off and keep at hand."""

from __future__ import annotations

from functools import partial

from handouts.model import Strip
from handouts.typeset.compose import Composer
from handouts.typeset.figures.curves import circle, mirrored, scaled
from handouts.typeset.figures.panel import draw_panel
from handouts.typeset.setblock import Segments

# Scissors that cut to the right, in a square of 1: two blades that cross, and a ring at the end of each.
BLADES: tuple[Segments, ...] = (
    (("M", 0.36, 0.4), ("C", 0.5, 0.47, 0.72, 0.6, 0.98, 0.66), ("C", 0.86, 0.74, 0.68, 0.68, 0.4, 0.5), ("Z",)),
    (("M", 0.36, 0.6), ("C", 0.5, 0.53, 0.72, 0.4, 0.98, 0.34), ("C", 0.86, 0.26, 0.68, 0.32, 0.4, 0.5), ("Z",)),
)
RINGS = (*circle(0.2, 0.3, 0.155), *circle(0.2, 0.7, 0.155))


def draw_strip(composer: Composer, block: Strip, x: float, y: float, width: float, parent: int) -> float:
    """A cut line with the title on it, then the texts beside the codes."""
    body = composer.typesetter.edition.body
    section = composer.element("Sect", parent)
    at = y + _cut_line(composer, block, x, y, width, section) + body * 0.2
    return at + draw_panel(composer, block.codes, partial(_texts, block), x, at, width, section) - y


def _texts(block: Strip, composer: Composer, x: float, y: float, room: float, section: int) -> float:
    body = composer.typesetter.edition.body
    at = y + composer.text(block.heading, "help", x, y, room, "H3", section)
    at += composer.text(block.signs, "body", x, at, room, "P", section) + body * 0.25
    for line in block.lines:
        at += composer.text(line, "body", x, at, room, "P", section)
    return at - y


def _cut_line(composer: Composer, block: Strip, x: float, y: float, width: float, section: int) -> float:
    """Scissors, the title, and dashes for the rest of the width."""
    size = composer.typesetter.edition.body * 1.15
    start = size * 1.4
    used = composer.text_width(block.title, "help", width - start)
    height = composer.text(block.title, "help", x + start, y, width - start, "H2", section)
    y += (height - size) / 2
    middle = y + size / 2
    rtl = composer.typesetter.rtl  # the scissors cut along the line
    for blade in BLADES:
        composer.shape(scaled(mirrored(blade, 1.0) if rtl else blade, size, 0.0, 0.0), x, y, size, fill="text")
    rings = scaled(mirrored(RINGS, 1.0) if rtl else RINGS, size, 0.0, 0.0)
    composer.shape(rings, x, y, size, stroke="text", line=size * 0.08)
    if (rest := width - start - used - size * 0.4) > 0:
        composer.rule(x + width - rest, middle, rest, stroke="pen", line=0.9, dash=(4.0, 3.4))
    return height
