"""The body map: a body from the front and from the back, or from the back and from below, with the treated area marked.

From the front the patient's left is on the viewer's right, from the back and from below it is on the viewer's left.
That holds on a right-to-left sheet too, so the drawing is never mirrored.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from handouts.model import BodyMap, Side
from handouts.typeset.compose import Composer
from handouts.typeset.figures.body import HALF_WIDTH, LINES, SHAPES, SPOTS, Spot, View
from handouts.typeset.figures.curves import circle, scaled
from handouts.typeset.setblock import Path

IN_FACTS, ALONE = 4.7, 10.0  # height in body sizes; in the box of facts some gaps more
APART = 6.0  # units between the two views
BODY: tuple[View, View] = ("front", "back")
FOOT: tuple[View, View] = ("back", "sole")


class Size(NamedTuple):
    """Width and height in points."""

    width: float
    height: float


def map_size(composer: Composer, _block: BodyMap) -> Size:
    """Room that a map takes in the box of facts."""
    edition = composer.typesetter.edition
    height = edition.body * (IN_FACTS + 0.3 * edition.gap)
    return Size(round(height * (4 * HALF_WIDTH + APART) / 100, 2), height)


def draw_map(composer: Composer, block: BodyMap, x: float, y: float, parent: int) -> None:
    """A map as it stands in the box of facts."""
    if composer.measuring:  # the box knows its height without
        return
    size = map_size(composer, block)
    composer.drawing(body_paths(block.area, block.side, size.height), block.alt, x, y, *size, parent)


def draw_body_map(composer: Composer, block: BodyMap, x: float, y: float, width: float, parent: int) -> float:
    """A larger map in the middle of the measure."""
    height = composer.typesetter.edition.body * ALONE
    wide = round(height * (4 * HALF_WIDTH + APART) / 100, 2)
    paths = body_paths(block.area, block.side, height)
    composer.drawing(paths, block.alt, x + (width - wide) / 2, y, wide, height, parent)
    return height


@functools.lru_cache(256)
def body_paths(area: str, side: Side | None, height: float) -> tuple[Path, ...]:
    """Both views, `height` tall, from the upper left corner."""
    scale = height / 102
    first, second = FOOT if any(spot.view == "sole" for spot in SPOTS[area]) else BODY
    return (
        *_view(first, area, side, scale, HALF_WIDTH * scale),
        *_view(second, area, side, scale, (3 * HALF_WIDTH + APART) * scale),
    )


def _view(view: View, area: str, side: Side | None, scale: float, middle: float) -> list[Path]:
    def place(segments: tuple[tuple[str | float, ...], ...]) -> tuple[tuple[str | float, ...], ...]:
        return scaled(segments, scale, middle, scale)

    paths = [Path(place(shape), "tint", "mid", 0.8) for shape in SHAPES[view]]
    paths += [Path(place(line), "", "mid", 0.45) for line in LINES[view]]
    sure = area != "labrum"
    for spot in SPOTS[area]:
        if spot.view == view:
            for sign in signs(spot, side):
                centre = middle + sign * spot.x * scale, (spot.y + 1) * scale
                paths += _mark(*centre, spot.radius * scale, sure=sure and (side is not None or not spot.x))
    return paths


def signs(spot: Spot, side: Side | None) -> tuple[int, ...]:
    """On which of the viewer's sides to mark a spot: 1 is the right one, -1 the left."""
    if not spot.x:
        return (1,)
    if side is None:
        return (-1, 1)
    return (1,) if (side == "left") == (spot.view == "front") else (-1,)


def _mark(x: float, y: float, radius: float, *, sure: bool) -> list[Path]:
    """A filled spot in a ring; an open ring where the pen is to say which."""
    if not sure:
        return [Path(circle(x, y, radius), "white", "text", 1.1)]
    return [
        Path(circle(x, y, radius * 1.25), "white", "danger", 1.1),
        Path(circle(x, y, radius * 0.72), "danger"),
    ]
