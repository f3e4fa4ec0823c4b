"""The chart: an empty grid for the pen, 0 to 10 upwards and the days across."""

from __future__ import annotations

from handouts.model import Chart
from handouts.typeset.compose import Composer
from handouts.typeset.figures.curves import mirrored
from handouts.typeset.setblock import Path, Segments

MOST = 10
ROW, AIR = 0.65, 0.1  # body sizes between two scores, and how many more for each point of an edition's gap
WEEK = 7


def draw_chart(composer: Composer, block: Chart, x: float, y: float, width: float, parent: int) -> float:
    """What to draw in, the grid with its numbers, and what the days are."""
    body = composer.typesetter.style("body")
    division = composer.element("Div", parent)
    at = y + composer.text(block.label, "body", x, y, width, "P", division) + body.leading * 0.6
    margin = body.size * 1.7
    row = ROW + AIR * composer.typesetter.edition.gap
    left, wide, tall = x + margin, width - margin - body.size * 0.7, MOST * row * body.size
    paths = _grid(block.days, wide, tall, mirror=composer.typesetter.rtl)
    composer.drawing(paths, block.alt, left, at, wide, tall, division)
    for score in range(0, MOST + 1, 2):
        middle = at + tall * (1 - score / MOST)
        composer.string(str(score), "body", x, middle - body.leading / 2, margin - body.size * 0.45, align="end")
    step = wide / block.days
    under = at + tall + body.size * 0.2
    for day in range(0, block.days + 1, _apart(step, body.size)):
        composer.string(str(day), "body", left + day * step - body.size, under, 2 * body.size, align="center")
    foot = under + body.leading
    return foot + composer.text(block.across, "body", left, foot, wide, "P", division, align="center") - y


def _apart(step: float, size: float) -> int:
    """Days between two numbers, so that each has room."""
    return next(days for days in (1, 2, WEEK) if days * step >= size * 1.6 or days == WEEK)


def _grid(days: int, width: float, height: float, *, mirror: bool) -> tuple[Path, ...]:
    """Thin lines for each score and day, stronger ones for 5, 10 and each week, and the two axes."""
    across = {score: height * (1 - score / MOST) for score in range(MOST + 1)}
    down = {day: width * day / days for day in range(days + 1)}
    thin = [_level(y, width) for score, y in across.items() if score % 5]
    thin += [_upright(x, height) for day, x in down.items() if day % WEEK]
    strong = [_level(y, width) for score, y in across.items() if score and not score % 5]
    strong += [_upright(x, height) for day, x in down.items() if day and not day % WEEK]
    axes = (("M", 0.0, 0.0), ("L", 0.0, height), ("L", width, height))
    paths = (
        Path((("R", 0.0, 0.0, width, height, 0.0),), "white"),
        Path(tuple(part for line in thin for part in line), "", "rule", 0.5),
        Path(tuple(part for line in strong for part in line), "", "rule", 1.1),
        Path(axes, "", "brand", 1.4),
    )
    return tuple(path._replace(segments=mirrored(path.segments, width)) for path in paths) if mirror else paths


def _level(y: float, width: float) -> Segments:
    return (("M", 0.0, y), ("L", width, y))


def _upright(x: float, height: float) -> Segments:
    return (("M", x, 0.0), ("L", x, height))
