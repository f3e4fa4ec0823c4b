"""Whether a block of bytes draws what a set block says: each glyph in its place, spelled, visible, and nothing else."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from handouts.readback.operators import RGB, WHITE, Block, Drawn, Shape, UnreadableError, around, read_block
from handouts.readback.seen import Box
from handouts.typeset.breaking import NO_BREAK_SPACE
from handouts.typeset.fonts import Face
from handouts.typeset.lines import Placed
from handouts.typeset.setblock import ARTIFACT, Drawing, Mark, Modules, Path, Picture, SetBlock, Text

NEAR = 0.06  # points: the pen's places are written to a hundredth, and a line adds some of them up
LEAST = 40 / 255  # difference of grey between a word and what it stands on, as in the full proof
BORDER = 3.0  # points that a block's lines may reach beyond it
_FOLDED = str.maketrans(")]}>»", "([{<«", "\u200c\u200d")  # brackets are mirrored, joiners are not drawn


class Glyph(NamedTuple):
    """A glyph as the layout places it."""

    face: Face
    glyph: int
    x: float
    y: float
    size: float
    hidden: bool


class Word(NamedTuple):
    """A word's glyphs; `tagged` if it belongs to an element."""

    text: str
    spelled: bool
    rtl: bool
    tagged: bool
    glyphs: tuple[Glyph, ...]


@functools.lru_cache(16_384)
def faces_of(block: SetBlock) -> tuple[tuple[Face, frozenset[int]], ...]:
    """The faces of a block with the glyphs that it uses of each."""
    glyphs = sorted(
        ((glyph.face, glyph.glyph) for word in _words(block, artifact=False) for glyph in word.glyphs), key=_name
    )
    return tuple(
        (face, frozenset(glyph for _, glyph in group)) for face, group in groupby(glyphs, key=lambda pair: pair[0])
    )


def _name(pair: tuple[Face, int]) -> str:
    return pair[0].name


@functools.lru_cache(32_768)
def faults(body: bytes, block: SetBlock, artifact: bool) -> tuple[tuple[str, float], ...]:
    """What is wrong in a block's bytes, and how far below its top."""
    faces = {face.name: face for face, _ in faces_of(block)}
    try:
        drawn = read_block(body, lambda name, glyph: faces[name].advance(glyph))
    except (UnreadableError, KeyError, ValueError):
        return (("stray", 0.0),)
    words = _words(block, artifact=artifact)
    return (*_glyph_faults(drawn, words, faces), *_shape_faults(drawn, block), *_sight_faults(drawn, block))


def _words(block: SetBlock, *, artifact: bool) -> tuple[Word, ...]:
    return tuple(
        _word(word, mark, tagged=not artifact and mark.element != ARTIFACT)
        for mark in block.marks
        if isinstance(mark, Text)
        for line in mark.content.lines
        for word in line.words
    )


def _word(word: Placed, mark: Text, *, tagged: bool) -> Word:
    scale = word.size / 1000
    left, up = mark.x + word.x, -(mark.y + word.y)
    glyphs = tuple(
        Glyph(word.shaped.face, glyph, left + x * scale, up + show.rise * scale, word.size, show.hidden)
        for show in word.shaped.shows
        for glyph, x in zip(show.glyphs, show.positions, strict=True)
    )
    text = word.shaped.text
    # A bracket that stands alone between Latin and Arabic words may be drawn as its mirror image.
    rtl = any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text) or all(
        map(unicodedata.mirrored, text)
    )
    return Word(word.shaped.text, word.shaped.spelled, rtl or len(word.shaped.shows) > 1, tagged, glyphs)


def _glyph_faults(drawn: Block, words: tuple[Word, ...], faces: dict[str, Face]) -> Iterator[tuple[str, float]]:
    """Whether the glyphs are those of the words, in their order and places, and say them."""
    if len(drawn.glyphs) != sum(len(word.glyphs) for word in words):
        yield "not-drawn", 0.0
        return
    at = 0
    spoken: dict[int, str] = {}
    for word in words:
        found = drawn.glyphs[at : at + len(word.glyphs)]
        at += len(word.glyphs)
        if not all(map(_is_same, found, word.glyphs)) or any(glyph.tagged != word.tagged for glyph in found):
            yield "not-drawn", -word.glyphs[0].y
        aloud = {glyph.spoken for glyph in found}
        if aloud == {-1}:
            if not (word.spelled and _spells(found, word, faces)):
                yield "not-spelled", -word.glyphs[0].y
        else:
            spoken |= {number: spoken.get(number, "") + word.text for number in aloud}
    if spoken != dict(enumerate(drawn.spoken)):
        yield "not-spelled", 0.0


def _is_same(drawn: Drawn, meant: Glyph) -> bool:
    return (
        drawn.glyph == meant.glyph
        and drawn.font == meant.face.name
        and drawn.hidden == meant.hidden
        and abs(drawn.x - meant.x) <= NEAR
        and abs(drawn.y - meant.y) <= NEAR
        and abs(drawn.size - meant.size) <= NEAR
    )


def _spells(found: tuple[Drawn, ...], word: Word, faces: dict[str, Face]) -> bool:
    """Whether the glyphs' own texts are the word: letter by letter, or as a bag where marks are drawn out of order."""
    said = "".join(faces[glyph.font].text_of.get(glyph.glyph, "") for glyph in found)
    if not word.rtl:
        return said.replace(NO_BREAK_SPACE, " ") == word.text.replace(NO_BREAK_SPACE, " ")
    return Counter(_folded(said)) == Counter(_folded(word.text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text.translate(_FOLDED))


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


def _sight_faults(drawn: Block, block: SetBlock) -> Iterator[tuple[str, float]]:
    """Glyphs that something covers or that are as pale as what they stand on, and ink beyond the block."""
    for shape in drawn.shapes:
        if shape.box.top > BORDER or shape.box.bottom < -block.height - BORDER:
            yield "stray", -shape.box.top
    filled = [shape for shape in drawn.shapes if shape.fill is not None]
    for number, glyph in enumerate(drawn.glyphs):
        if not glyph.hidden and not _is_visible(glyph, number, filled):
            yield "no-ink", -glyph.y


def _is_visible(glyph: Drawn, number: int, filled: list[Shape]) -> bool:
    ground: RGB = WHITE
    x, y = glyph.x + 0.1 * glyph.size, glyph.y + 0.25 * glyph.size
    for shape in filled:
        box = shape.box
        if box.left <= x <= box.right and box.bottom <= y <= box.top:
            if shape.before > number:
                return False
            ground = shape.fill or ground
    return abs(_grey(glyph.colour) - _grey(ground)) >= LEAST


def _grey(colour: RGB) -> float:
    red, green, blue = colour
    return 0.3 * red + 0.59 * green + 0.11 * blue
