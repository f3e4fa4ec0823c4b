"""Whether the bytes of a text draw what was set: each glyph in its place, spelled, in a colour, and nothing else.

A text that many sheets share in the same place of the same block is the same bytes, and read once.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from handouts.readback.drawn import RGB, Drawn, UnreadableError, box_around
from handouts.readback.operators import read_text
from handouts.readback.seen import Box
from handouts.typeset.breaking import NO_BREAK_SPACE
from handouts.typeset.fonts import Face
from handouts.typeset.lines import Placed, SetText

NEAR = 0.06  # points: the pen's places are written to a hundredth, and a line adds some of them up
CACHED = 4096
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


@dataclass(frozen=True, slots=True, eq=False)  # read once from the same bytes: compared by identity
class Proven:
    """What is wrong in a text's bytes, and how far below its block's top; the middle and grey of each visible glyph."""

    faults: tuple[tuple[str, float], ...]
    spots: tuple[tuple[float, float, float], ...] = ()
    box: Box | None = None


@functools.lru_cache(CACHED)
def faces_of(content: SetText) -> tuple[tuple[Face, frozenset[int]], ...]:
    """The faces of a set text with the glyphs that it uses of each."""
    found: dict[Face, set[int]] = {}
    for line in content.lines:
        for word in line.words:
            found.setdefault(word.shaped.face, set()).update(word.shaped.glyphs)
    return tuple((face, frozenset(glyphs)) for face, glyphs in found.items())


@functools.lru_cache(CACHED)
def proven(body: bytes, content: SetText, x: float, y: float, tagged: bool) -> Proven:
    """The bytes held against a set text at (x, y) of its block, which belongs to an element if it is `tagged`."""
    faces = {face.name: face for face, _ in faces_of(content)}
    try:
        said = read_text(body, lambda name, glyph: faces[name].advance(glyph))
    except (UnreadableError, KeyError, ValueError):
        return Proven((("stray", y),))
    words = tuple(_word(word, x, y, tagged=tagged) for line in content.lines for word in line.words)
    spots = tuple(map(_spot, (glyph for glyph in said.glyphs if not glyph.hidden)))
    box = box_around([spot[:2] for spot in spots]) if spots else None
    return Proven(tuple(_glyph_faults(said.glyphs, said.spoken, words, faces)), spots, box)


def _spot(glyph: Drawn) -> tuple[float, float, float]:
    """A place in the middle of where a glyph has its ink, and how grey that is."""
    return glyph.x + 0.1 * glyph.size, glyph.y + 0.25 * glyph.size, grey(glyph.colour)


def grey(colour: RGB) -> float:
    """How light a colour looks, from 0 to 1."""
    red, green, blue = colour
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _word(word: Placed, x: float, y: float, *, tagged: bool) -> Word:
    scale = word.size / 1000
    left, up = x + word.x, -(y + word.y)
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
    return Word(text, word.shaped.spelled, rtl or len(word.shaped.shows) > 1, tagged, glyphs)


def _glyph_faults(
    drawn: tuple[Drawn, ...], said: tuple[str, ...], words: tuple[Word, ...], faces: dict[str, Face]
) -> Iterator[tuple[str, float]]:
    """Whether the glyphs are those of the words, in their order and places, and say them."""
    if len(drawn) != sum(len(word.glyphs) for word in words):
        yield "not-drawn", 0.0
        return
    at = 0
    spoken: dict[int, str] = {}
    for word in words:
        found = drawn[at : at + len(word.glyphs)]
        at += len(word.glyphs)
        if not all(map(_is_same, found, word.glyphs)) or any(glyph.tagged != word.tagged for glyph in found):
            yield "not-drawn", -word.glyphs[0].y
        aloud = {glyph.spoken for glyph in found}
        if aloud == {-1}:
            if not (word.spelled and _spells(found, word, faces)):
                yield "not-spelled", -word.glyphs[0].y
        else:
            spoken |= {number: spoken.get(number, "") + word.text for number in aloud}
    if spoken != dict(enumerate(said)):
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
