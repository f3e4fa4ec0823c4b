"""What the bytes of a block draw: glyphs, shapes, pictures.  Points from the block's corner, y upwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from handouts.readback.seen import Box

RGB = tuple[float, float, float]
WHITE: RGB = (1.0, 1.0, 1.0)


class UnreadableError(Exception):
    """A block holds something that no sheet draws."""


@dataclass(slots=True)
class Glyphs:
    """Glyphs as columns: of each its font's name, its number, its origin, and whether it leaves no ink.

    `spoken` numbers the marked content that says it by /ActualText (-1: none), `tagged` that which has an id.
    """

    fonts: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    colours: list[RGB] = field(default_factory=list)
    spoken: list[int] = field(default_factory=list)
    tagged: list[bool] = field(default_factory=list)


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
    """The glyphs of a text, and what its marked content says by /ActualText."""

    glyphs: Glyphs
    spoken: tuple[str, ...]


def box_around(points: list[tuple[float, float]]) -> Box:
    """The box of some points."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
