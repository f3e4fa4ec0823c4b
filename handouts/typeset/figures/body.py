"""The body's outline and where its regions are.

One unit is a hundredth of a standing body's height; x is counted from the middle line to the viewer's right, y from the
top of the head down.  Only one half is written down: the other is its mirror image.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from handouts.typeset.figures.curves import Point, circle, outline, ring, smooth
from handouts.typeset.setblock import Segments

View = Literal["front", "back", "sole"]
HALF_WIDTH = 21.0

# From the top of the head around the viewer's right to the middle of the feet; a new stretch begins at each corner.
_HEAD = ((0.0, 0.2), (2.3, 0.8), (4.0, 2.9), (4.5, 5.6), (4.1, 8.4), (3.1, 11.0))
_NECK = ((3.1, 11.0), (2.9, 12.6), (3.2, 14.3), (5.2, 15.8), (8.6, 16.9))
_ARM = (
    *((8.6, 16.9), (11.2, 17.8), (12.9, 20.0), (13.6, 23.2), (14.1, 27.5), (14.9, 32.0), (15.7, 35.6), (16.9, 39.0)),
    *((17.7, 43.0), (18.2, 46.8), (19.2, 49.4), (19.9, 52.4), (19.9, 55.4), (19.0, 57.3), (17.9, 56.6), (17.2, 53.9)),
)
_THUMB = ((17.2, 53.9), (16.3, 53.5), (15.7, 51.2), (15.9, 48.6), (15.6, 46.4))
_INNER_ARM = ((15.6, 46.4), (14.4, 42.6), (12.9, 38.6), (12.0, 35.2), (11.2, 31.2), (10.3, 27.2), (9.5, 23.6))
_SIDE = (
    *((9.5, 23.6), (9.2, 27.5), (8.5, 32.0), (7.9, 36.6), (8.2, 40.6), (9.3, 44.6), (10.1, 49.0), (10.2, 53.5)),
    *((9.7, 59.5), (8.7, 66.0), (7.9, 71.4), (7.6, 74.8), (8.1, 79.0), (7.8, 83.6), (6.6, 89.0), (5.8, 93.4)),
    *((6.2, 95.8), (7.6, 97.9), (8.3, 99.3), (7.3, 100.0), (5.4, 100.0), (3.8, 99.4), (3.3, 97.4), (3.5, 94.0)),
    *((3.4, 89.4), (2.9, 84.0), (2.4, 79.0), (2.7, 74.6), (2.5, 70.4), (1.7, 63.5), (0.9, 57.0), (0.4, 51.6)),
)
_HALF = (_HEAD, _NECK, _ARM, _THUMB, _INNER_ARM, _SIDE)


def _mirrored(stretch: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((-x, y) for x, y in reversed(stretch))


_BODY = outline(*_HALF, *(_mirrored(stretch) for stretch in reversed(_HALF)))

# A foot from below, toes up, as those stand who show their soles; drawn larger than the body.
_SOLE = (
    *((3.4, 44.0), (6.4, 40.7), (10.8, 41.1), (15.2, 44.0), (17.2, 49.0), (16.8, 56.0), (15.4, 63.0), (14.8, 69.0)),
    *((13.2, 74.2), (9.8, 76.4), (6.5, 74.6), (5.2, 69.6), (6.0, 64.0), (6.7, 58.6), (5.3, 53.4), (3.4, 49.0)),
)
_TOES = ((5.2, 36.8, 2.9), (9.7, 36.4, 1.8), (12.6, 37.6, 1.65), (15.1, 39.6, 1.5), (17.2, 42.4, 1.35))
_SOLES = (
    *(ring(_SOLE), ring(_mirrored(_SOLE))),
    *(circle(sign * x, y, radius) for x, y, radius in _TOES for sign in (1, -1)),
)

SHAPES: dict[View, tuple[Segments, ...]] = {"front": (_BODY,), "back": (_BODY,), "sole": _SOLES}


def _both(*stretches: tuple[Point, ...]) -> tuple[Segments, ...]:
    return tuple(smooth(each) for stretch in stretches for each in (stretch, _mirrored(stretch)))


# A few quiet lines tell front from back.
LINES: dict[View, tuple[Segments, ...]] = {
    "front": (
        *_both(
            ((1.2, 17.6), (4.0, 17.3), (7.6, 18.3)),  # collar bone
            ((1.1, 26.6), (4.0, 27.4), (7.4, 25.4)),  # chest
            ((4.0, 71.2), (5.2, 70.4), (6.4, 71.2)),  # knee cap
        ),
        smooth(((0.0, 39.6), (0.0, 40.6))),  # navel
    ),
    "back": (
        smooth(((0.0, 18.0), (0.0, 30.0), (0.0, 42.5))),  # spine
        smooth(((0.0, 46.0), (0.0, 51.0))),
        *_both(
            ((3.2, 22.0), (3.9, 25.6), (6.6, 27.2)),  # shoulder blade
            ((0.9, 52.6), (4.2, 53.9), (7.6, 52.4)),  # fold below the seat
            ((3.6, 73.0), (5.2, 73.5), (6.8, 73.0)),  # back of the knee
        ),
    ),
    "sole": (),
}


class Spot(NamedTuple):
    """Where a region is: the view that shows it, and its place and size on the viewer's right (in the middle: x 0)."""

    view: View
    x: float
    y: float
    radius: float = 3.2


SPOTS: dict[str, tuple[Spot, ...]] = {
    "neck": (Spot("back", 0, 14.2),),
    "upper-back": (Spot("back", 0, 25.0, 3.8),),
    "low-back": (Spot("back", 0, 39.6, 3.8),),
    "disc": (Spot("back", 0, 41.6, 2.6),),
    "facet": (Spot("back", 3.3, 39.4, 2.5),),
    "si-joint": (Spot("back", 3.5, 45.2, 2.7),),
    "hip": (Spot("front", 7.2, 48.8),),
    "shoulder": (Spot("front", 10.2, 20.2),),
    "knee": (Spot("front", 5.2, 72.4),),
    "elbow": (Spot("front", 13.9, 35.4, 2.8),),
    "wrist-hand": (Spot("front", 17.2, 48.4, 2.8),),
    "ankle-achilles": (Spot("back", 4.6, 92.4, 2.6),),
    "plantar-fascia": (Spot("back", 5.0, 98.0, 2.4), Spot("sole", 8.8, 67.0, 3.4)),
    "hamstring": (Spot("back", 5.4, 61.5, 3.6),),
    "biceps": (Spot("front", 12.1, 27.4, 2.8),),
    "labrum": (Spot("front", 10.2, 20.2), Spot("front", 7.2, 48.8)),
}
