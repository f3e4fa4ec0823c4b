"""The course of a treatment: sessions, reviews and stop points along a line, told apart by their shapes."""

from __future__ import annotations

from handouts.model import Course, Point
from handouts.typeset.compose import Composer
from handouts.typeset.figures.curves import circle, polygon

NARROWEST = 5.6  # body sizes: a point with less room would break its words; the course goes on in another row
RADIUS = 0.92  # body sizes


def draw_course(composer: Composer, block: Course, x: float, y: float, width: float, parent: int) -> float:
    """Points in rows of equal length; the line shows that a course goes on."""
    listing = composer.element("L", parent, numbering="None")
    per_row = _per_row(composer, block, width)
    rows = [block.points[n : n + per_row] for n in range(0, len(block.points), per_row)]
    at, sessions = y, 0
    for n, row in enumerate(rows):
        at += composer.typesetter.edition.gap if n else 0.0
        ends = (n > 0, n < len(rows) - 1)
        at += _row(composer, row, x, at, width, width / per_row, listing, sessions, ends)
        sessions += sum(point.kind == "session" for point in row)
    return at - y


def _per_row(composer: Composer, block: Course, width: float) -> int:
    count = len(block.points)
    body = composer.typesetter.edition.body
    least = max(body * NARROWEST, _widest(composer, block, width) + body)
    rows = -(-count // max(1, int(width / least)))
    return -(-count // rows)


def _widest(composer: Composer, block: Course, width: float) -> float:
    """Width of the widest date or number, which must not break."""
    whole = (
        composer.text_width((run,), kind, width)
        for point in block.points
        for runs, kind in ((point.when, "cell-head"), (point.what, "body"))
        for run in runs
        if run.isolation in ("unit", "keep")
    )
    return max(whole, default=0.0)


def _row(
    composer: Composer,
    points: tuple[Point, ...],
    x: float,
    y: float,
    width: float,
    column: float,
    listing: int,
    sessions: int,
    ends: tuple[bool, bool],
) -> float:
    body = composer.typesetter.edition.body
    radius = body * RADIUS
    middle = y + radius + 0.6
    start = x if ends[0] else x + radius
    stop = x + width if ends[1] else x + (len(points) - 1) * column + radius
    composer.rule(start, middle, stop - start, stroke="mid", line=2.2)
    tall = 0.0
    room = column - body * 0.5
    heads = max(composer.text_height(point.when, "cell-head", room) for point in points)
    for n, point in enumerate(points):
        left = x + n * column
        sessions += point.kind == "session"
        _shape(composer, point, left, middle, radius, sessions)
        item = composer.element("LI", listing)
        under = middle + radius + body * 0.3
        composer.text(point.when, "cell-head", left, under, room, "Lbl", item)
        tall = max(tall, composer.text(point.what, "body", left, under + heads, room, "LBody", item))
    return middle + radius + body * 0.3 + heads + tall - y


def _shape(composer: Composer, point: Point, x: float, middle: float, radius: float, number: int) -> None:
    """A numbered circle, a diamond, or the stop sign's octagon, with its left edge at `x`."""
    top, size = middle - radius, 2 * radius
    match point.kind:
        case "session":
            composer.shape(circle(radius, radius, radius), x, top, size, fill="white", stroke="brand", line=1.6)
            leading = composer.typesetter.style("cell-head").leading
            composer.string(str(number), "cell-head", x, middle - leading / 2, size, align="center")
        case "review":
            sign = polygon(radius, radius, radius * 1.12, 4)
            composer.shape(sign, x, top, size, fill="tint", stroke="brand", line=1.6)
        case "stop":
            sign = polygon(radius, radius, radius * 1.08, 8, 0.5)
            composer.shape(sign, x, top, size, fill="danger")
            composer.shape(polygon(radius, radius, radius * 0.82, 8, 0.5), x, top, size, stroke="white", line=1.0)
