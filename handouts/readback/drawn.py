"""What the bytes of a block draw: glyphs, shapes, pictures.  Points from the block's corner, y upwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from handouts.readback.seen import Box

RGB = tuple[float, float, float]
WHITE: RGB = (1.0, 1.0, 1.0)


class UnreadableError(Exception):
    """A block holds something that no sheet draws."""


class Look(NamedTuple):
    """What glyphs that are shown together share: font, size, height, whether they leave no ink, and colour.

    `spoken` numbers the marked content that says them by /ActualText (-1: none); `tagged`: theirs has an id.
    """

    font: str
    size: float
    y: float
    hidden: bool
    colour: RGB
    spoken: int
    tagged: bool


class Shown(NamedTuple):
    """Glyphs that are shown together: the number of each, and where it begins."""

    glyphs: tuple[int, ...]
    xs: list[float]
    look: Look


class Shape(NamedTuple):
    """A painted shape: its box, the colour that fills it, how many texts were drawn before it, whether it is a code."""

    box: Box
    fill: RGB | None
    before: int
    code: bool = False


@dataclass(frozen=True, slots=True, eq=False)  # read once from the same bytes: compared by identity
class Around:
    """What a block draws besides its texts, in the order in which it does."""

    shapes: tuple[Shape, ...]
    images: tuple[tuple[str, Box], ...]


class Said(NamedTuple):
    """What a text shows, and what its marked content says by /ActualText."""

    shown: tuple[Shown, ...]
    spoken: tuple[str, ...]


def box_around(points: list[tuple[float, float]]) -> Box:
    """The box of some points."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
