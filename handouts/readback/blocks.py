"""Whether a block of bytes draws what a set block says: its texts, shapes and pictures, in place, visible, and nothing
else.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from handouts.readback.operators import RGB, WHITE, Block, Shape, UnreadableError, around, read_block
from handouts.readback.seen import Box
from handouts.readback.texts import NEAR, Proven, faces_of, grey, proven
from handouts.typeset.fonts import Face
from handouts.typeset.setblock import ARTIFACT, Drawing, Mark, Modules, Path, Picture, SetBlock, Text

LEAST = 40 / 255  # difference of grey between a word and what it stands on, as in the full proof
BORDER = 3.0  # points that a block's lines may reach beyond it
CACHED = 4096


@functools.lru_cache(CACHED)
def glyphs_of(block: SetBlock) -> tuple[tuple[Face, frozenset[int]], ...]:
    """The faces of a block with the glyphs that it uses of each."""
    found: dict[Face, frozenset[int]] = {}
    for mark in block.marks:
        if isinstance(mark, Text):
            for face, glyphs in faces_of(mark.content):
                found[face] = found.get(face, frozenset()) | glyphs
    return tuple(found.items())


@functools.lru_cache(CACHED)
def faults(body: bytes, block: SetBlock, artifact: bool) -> tuple[tuple[str, float], ...]:
    """What is wrong in a block's bytes, and how far below its top."""
    try:
        drawn = read_block(body)
    except (UnreadableError, ValueError):
        return (("stray", 0.0),)
    meant = [mark for mark in block.marks if isinstance(mark, Text)]
    if len(drawn.texts) != len(meant):
        return (("not-drawn", 0.0),)
    texts = [
        proven(bytes_, mark.content, mark.x, mark.y, not artifact and mark.element != ARTIFACT)
        for bytes_, mark in zip(drawn.texts, meant, strict=True)
    ]
    return (
        *(fault for text in texts for fault in text.faults),
        *_shape_faults(drawn, block),
        *_sight_faults(drawn, texts, block),
    )


def _shape_faults(drawn: Block, block: SetBlock) -> Iterator[tuple[str, float]]:
    """Whether the shapes and pictures are those of the block, box by box."""
    meant = [shape for mark in block.marks for shape in _shapes(mark)]
    if len(drawn.shapes) != len(meant):
        yield "stray", 0.0
    for shape, wanted in zip(drawn.shapes, meant, strict=False):
        if not _is_shape(shape, wanted):
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
        return drawn.modules == meant.dark and _is_near(drawn.box, box) and drawn.fill is not None
    return not drawn.modules and _is_near(drawn.box, _box(meant)) and (drawn.fill is None) == (not meant.fill)


def _box(path: Path) -> Box:
    points: list[tuple[float, float]] = []
    for kind, *values in path.segments:
        numbers = [float(value) for value in values]
        if kind == "R":
            x, y, width, height = numbers[:4]
            points += [(x, -y), (x + width, -y - height)]
        else:
            points += [(x, -y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    return around(points)


def _is_near(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def _sight_faults(drawn: Block, texts: list[Proven], block: SetBlock) -> Iterator[tuple[str, float]]:
    """Glyphs that something covers or that are as pale as what they stand on, and ink beyond the block."""
    for shape in drawn.shapes:
        if shape.box.top > BORDER or shape.box.bottom < -block.height - BORDER:
            yield "stray", -shape.box.top
    filled = [shape for shape in drawn.shapes if shape.fill is not None]
    for number, text in enumerate(texts):
        if not text.box:
            continue
        near = [shape for shape in filled if _meet(shape.box, text.box)]
        shades = {(x, y, shade) for x, y, shade in text.spots} if not all(_holds(s.box, text.box) for s in near) else ()
        corner = text.box.left, text.box.bottom
        for x, y, shade in shades or {(*corner, shade) for _, _, shade in text.spots}:
            if not _is_visible(x, y, shade, number, near):
                yield "no-ink", -y
                break


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
