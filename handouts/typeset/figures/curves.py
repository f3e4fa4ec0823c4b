"""Smooth outlines through points, circles and polygons, as segments of a path."""

from __future__ import annotations

import functools
from itertools import pairwise
from math import cos, dist, pi, sin

from handouts.typeset.setblock import Segments

Point = tuple[float, float]
CACHED = 256  # shapes


def smooth(points: tuple[Point, ...]) -> Segments:
    """An open curve through `points`: at each it runs as from the one before to the one after."""
    slopes = [
        _slope(points[max(n - 1, 0)], point, points[min(n + 1, len(points) - 1)]) for n, point in enumerate(points)
    ]
    bends = [_bend(*ends) for ends in pairwise(zip(points, slopes, strict=True))]
    return (("M", *points[0]), *bends)


def ring(points: tuple[Point, ...]) -> Segments:
    """A closed curve through `points`, without a corner."""
    around = (points[-1], *points, points[0], points[1])
    slopes = [_slope(around[n - 1], around[n], around[n + 1]) for n in range(1, len(around) - 1)]
    bends = [_bend(*ends) for ends in pairwise(zip(around[1:-1], slopes, strict=True))]
    return (("M", *points[0]), *bends, ("Z",))


def _slope(before: Point, point: Point, after: Point) -> Point:
    far = dist(before, point) + dist(point, after)
    return (after[0] - before[0]) / far, (after[1] - before[1]) / far


def _bend(start: tuple[Point, Point], end: tuple[Point, Point]) -> tuple[str | float, ...]:
    (from_, leaving), (to, reaching) = start, end
    third = dist(from_, to) / 3
    out = (from_[0] + leaving[0] * third, from_[1] + leaving[1] * third)
    into = (to[0] - reaching[0] * third, to[1] - reaching[1] * third)
    return ("C", *out, *into, *to)


def outline(*stretches: tuple[Point, ...]) -> Segments:
    """A closed shape of curves; where one ends and the next begins there is a corner."""
    segments: list[tuple[str | float, ...]] = [("M", *stretches[0][0])]
    for before, stretch in pairwise(((), *stretches)):
        if before and before[-1] != stretch[0]:
            segments.append(("L", *stretch[0]))
        segments += smooth(stretch)[1:]
    return (*segments, ("Z",))


def circle(x: float, y: float, radius: float) -> Segments:
    """A circle around a point."""
    return (("R", x - radius, y - radius, 2 * radius, 2 * radius, radius),)


def polygon(x: float, y: float, radius: float, corners: int, turn: float = 0.0) -> Segments:
    """A regular polygon around a point; its first corner is at the top, or `turn` parts of a side further."""
    steps = [2 * pi * (n + turn) / corners for n in range(corners)]
    first, *others = [(x + radius * sin(step), y - radius * cos(step)) for step in steps]
    return (("M", *first), *(("L", *corner) for corner in others), ("Z",))


@functools.lru_cache(CACHED)
def scaled(segments: Segments, scale: float, right: float, down: float) -> Segments:
    """`segments` larger or smaller, and then moved."""
    return tuple(_scaled(segment, scale, right, down) for segment in segments)


def _scaled(segment: tuple[str | float, ...], scale: float, right: float, down: float) -> tuple[str | float, ...]:
    kind, *values = segment
    numbers = [round(float(value) * scale, 3) for value in values]
    places = 2 if kind == "R" else len(numbers)
    shifted = [number + (down if n % 2 else right) for n, number in enumerate(numbers[:places])]
    return (kind, *shifted, *numbers[places:])


def mirrored(segments: Segments, width: float) -> Segments:
    """`segments` as a mirror shows them, in a box of `width`."""
    return tuple(_mirrored(segment, width) for segment in segments)


def _mirrored(segment: tuple[str | float, ...], width: float) -> tuple[str | float, ...]:
    kind, *values = segment
    numbers = [float(value) for value in values]
    if kind == "R":
        return (kind, width - numbers[0] - numbers[2], *numbers[1:])
    return (kind, *(number if n % 2 else width - number for n, number in enumerate(numbers)))
