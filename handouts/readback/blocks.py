"""Whether a block of bytes draws what a set block says: its texts, shapes and pictures, in place, visible, and nothing
else.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import chain
from operator import sub

from handouts.readback.drawn import RGB, WHITE, Around, Shape, UnreadableError, box_around
from handouts.readback.operators import parted, read_around
from handouts.readback.seen import Box
from handouts.readback.texts import NEAR, Proven, by_face, faces_of, grey, proven
from handouts.typeset.fonts import Face
from handouts.typeset.setblock import ARTIFACT, Drawing, Mark, Modules, Path, Picture, SetBlock, Text

LEAST = 40 / 255  # difference of grey between a word and what it stands on, as in the full proof
BORDER = 3.0  # points that a block's lines may reach beyond it
CACHED = 1024


@functools.lru_cache(CACHED)
def glyphs_of(block: SetBlock) -> tuple[tuple[Face, frozenset[int]], ...]:
    """The faces of a block with the glyphs that it uses of each."""
    texts = [faces_of(mark.content) for mark in block.marks if isinstance(mark, Text)]
    return by_face(chain.from_iterable(texts))


@functools.lru_cache(CACHED)
def faults(body: bytes, block: SetBlock, artifact: bool) -> tuple[tuple[str, float], ...]:
    """What is wrong in a block's bytes, and how far below its top."""
    try:
        texts, codes, between = parted(body)
        around = read_around(between)
    except (UnreadableError, ValueError):
        return (("stray", 0.0),)
    meant = [mark for mark in block.marks if isinstance(mark, Text)]
    if len(texts) != len(meant):
        return (("not-drawn", 0.0),)
    found = [
        proven(text, mark.content, mark.x, mark.y, not artifact and mark.element != ARTIFACT)
        for text, mark in zip(texts, meant, strict=True)
    ]
    return (
        *(fault for text in found for fault in text.faults),
        *_shape_faults(around, codes, block),
        *(
            ("no-ink", -text.box.top)
            for number, text in enumerate(found)
            if text.box and not _shows(text, number, around)
        ),
    )


def _shape_faults(drawn: Around, codes: list[bytes], block: SetBlock) -> Iterator[tuple[str, float]]:
    """Whether shapes, codes and pictures are those of the block, box by box, and none of them is far out of it."""
    meant = [shape for mark in block.marks for shape in _shapes(mark)]
    if len(drawn.shapes) != len(meant) or codes != [shape.dark for shape in meant if isinstance(shape, Modules)]:
        yield "stray", 0.0
    for shape, wanted in zip(drawn.shapes, meant, strict=False):
        beyond = shape.box.top > BORDER or shape.box.bottom < -block.height - BORDER
        if beyond or not _is_shape(shape, wanted):
            yield "stray", -shape.box.top
    pictures = [
        Box(mark.x, -mark.y - mark.height, mark.x + mark.width, -mark.y)
        for mark in block.marks
        if isinstance(mark, Picture)
    ]
    if len(pictures) != len(drawn.images) or not all(
        _is_near(image[1], picture) for image, picture in zip(drawn.images, pictures, strict=False)
    ):
        yield "stray", 0.0


def _shapes(mark: Mark) -> tuple[Path | Modules, ...]:
    match mark:
        case Path():
            return (mark,)
        case Drawing():
            return (*mark.paths, mark.code) if mark.code else mark.paths
        case _:
            return ()


def _is_shape(drawn: Shape, meant: Path | Modules) -> bool:
    if isinstance(meant, Modules):
        box = Box(meant.x, -meant.y - meant.side, meant.x + meant.side, -meant.y)
        return drawn.code and _is_near(drawn.box, box) and drawn.fill is not None
    return not drawn.code and _is_near(drawn.box, _box(meant)) and (drawn.fill is None) == (not meant.fill)


@functools.lru_cache(CACHED)
def _box(path: Path) -> Box:
    points: list[tuple[float, float]] = []
    for kind, *values in path.segments:
        numbers = [float(value) for value in values]
        if kind == "R":
            x, y, width, height = numbers[:4]
            points += [(x, -y), (x + width, -y - height)]
        else:
            points += [(x, -y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    return box_around(points)


def _is_near(one: Box, other: Box) -> bool:
    apart: float = max(map(abs, map(sub, one, other)))
    return apart <= NEAR


@functools.lru_cache(CACHED)
def _shows(text: Proven, number: int, around: Around) -> bool:
    """Whether nothing covers text `number`, and it is darker or lighter than what it stands on."""
    box = text.box or Box(0, 0, 0, 0)
    near = [shape for shape in around.shapes if shape.fill is not None and _meet(shape.box, box)]
    if all(_holds(shape.box, box) for shape in near):  # it stands on one ground as a whole
        spots = {(box.left, box.bottom, shade) for shade in text.shades()}
    else:
        spots = text.spots()
    return all(_is_visible(*spot, number, near) for spot in spots)


def _meet(one: Box, other: Box) -> bool:
    across = one.left <= other.right and other.left <= one.right
    return across and one.bottom <= other.top and other.bottom <= one.top


def _holds(outer: Box, inner: Box) -> bool:
    across = outer.left <= inner.left and inner.right <= outer.right
    return across and outer.bottom <= inner.bottom and inner.top <= outer.top


def _is_visible(x: float, y: float, shade: float, number: int, filled: list[Shape]) -> bool:
    """Whether a glyph of text `number` shows upon the last shape below it, with none above."""
    ground: RGB = WHITE
    for shape in filled:
        box = shape.box
        if box.left <= x <= box.right and box.bottom <= y <= box.top:
            if shape.before > number:
                return False
            ground = shape.fill or ground
    return abs(shade - grey(ground)) >= LEAST
