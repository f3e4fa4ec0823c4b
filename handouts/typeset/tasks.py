"""Tasks with tick boxes, as cells of tables and days of calendars have them."""

from __future__ import annotations

from handouts.model import Inlines
from handouts.typeset.compose import Composer


def draw_tasks(composer: Composer, tasks: tuple[Inlines, ...], x: float, y: float, width: float, parent: int) -> float:
    """Tasks as a list beside each other where they fit, each with its box; gives the height."""
    body = composer.typesetter.style("cell")
    size = body.size * 0.95
    listing = composer.element("L", parent, numbering="None")
    indent = size * 1.45
    left, top, tall = x, y, 0.0
    for task in tasks:
        needed = composer.text_width(task, "cell", width - indent) + 0.5
        if left > x and left + indent + needed > x + width:
            left, y, tall = x, y + tall, 0.0
        composer.icon("box", left, y + (body.leading - size) / 2, size, "pen")
        item = composer.element("LI", listing)
        tall = max(tall, composer.text(task, "cell", left + indent, y, needed, "LBody", item))
        left += indent + needed + body.size
    return y + tall - top
