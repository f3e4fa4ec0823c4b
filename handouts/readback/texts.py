"""Whether the bytes of a text draw what was set: each glyph in its place, spelled, in a colour, and nothing else.

A text that many sheets share in the same place of the same block is the same bytes, and read once.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from operator import not_, sub
from struct import error as StructError  # noqa: N812

from handouts.readback.drawn import RGB, Glyphs, Said, UnreadableError
from handouts.readback.operators import read_text
from handouts.readback.seen import Box
from handouts.typeset.breaking import NO_BREAK_SPACE
from handouts.typeset.fonts import Face
from handouts.typeset.lines import Placed, SetText
from handouts.typeset.shaping import Shaped

NEAR = 0.06  # points: the pen's places are written to a hundredth, and a line adds some of them up
CACHED = 2048
_FOLDED = str.maketrans(")]}>»", "([{<«", "\u200c\u200d")  # brackets are mirrored, joiners are not drawn


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
    try:
        said = read_text(body, {face.name: face.advance for face, _ in faces_of(content)})
    except (UnreadableError, KeyError, ValueError, StructError):
        return Proven((("stray", y),))
    drawn = said.glyphs
    shades = {colour: grey(colour) for colour in set(drawn.colours)}
    # In the middle of where a glyph has its ink.
    across = [x + 0.1 * size for x, size in zip(drawn.xs, drawn.sizes, strict=True)]
    upward = [y + 0.25 * size for y, size in zip(drawn.ys, drawn.sizes, strict=True)]
    all_spots = zip(across, upward, map(shades.__getitem__, drawn.colours), strict=True)
    spots = tuple(compress(all_spots, map(not_, drawn.hidden)))
    box = Box(min(across), min(upward), max(across), max(upward)) if spots else None
    return Proven(tuple(_faults(said, content, x, y, tagged=tagged)), spots, box)


def grey(colour: RGB) -> float:
    """How light a colour looks, from 0 to 1."""
    red, green, blue = colour
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _faults(said: Said, content: SetText, x: float, y: float, *, tagged: bool) -> Iterator[tuple[str, float]]:
    """Whether the glyphs are those of the words, in their order and places, and say them."""
    words = [word for line in content.lines for word in line.words]
    drawn, meant = said.glyphs, _meant(words, x, y)
    if len(drawn.numbers) != len(meant.numbers):
        yield "not-drawn", 0.0
        return
    wrong = _differing(drawn, meant)
    if not (wrong or said.spoken or (not tagged) in drawn.tagged):  # as most are: only their spelling is left to see
        yield from (("not-spelled", y + word.y) for word in words if not (word.shaped.spelled and _spells(word.shaped)))
        return
    at = 0
    spoken: dict[int, str] = {}
    for word in words:
        here = slice(at, at + sum(len(show.glyphs) for show in word.shaped.shows))
        at = here.stop
        if not wrong.isdisjoint(range(here.start, here.stop)) or set(drawn.tagged[here]) != {tagged}:
            yield "not-drawn", y + word.y
        aloud = set(drawn.spoken[here])
        if aloud == {-1}:
            if not (word.shaped.spelled and _spells(word.shaped)):
                yield "not-spelled", y + word.y
        else:
            spoken |= {number: spoken.get(number, "") + word.shaped.text for number in aloud}
    if spoken != dict(enumerate(said.spoken)):
        yield "not-spelled", 0.0


def _meant(words: list[Placed], x: float, y: float) -> Glyphs:
    """The glyphs of words as the layout places them."""
    glyphs = Glyphs()
    for word in words:
        scale, left, up = word.size / 1000, x + word.x, -(y + word.y)
        for show in word.shaped.shows:
            count = len(show.glyphs)
            glyphs.fonts += [word.shaped.face.name] * count
            glyphs.numbers += show.glyphs
            glyphs.xs += [left + place * scale for place in show.positions]
            glyphs.ys += [up + show.rise * scale] * count
            glyphs.sizes += [word.size] * count
            glyphs.hidden += [show.hidden] * count
    return glyphs


def _differing(drawn: Glyphs, meant: Glyphs) -> set[int]:
    """Numbers of the glyphs that are not what, where and as large as they should be."""
    wrong: set[int] = set()
    same = (drawn.numbers, meant.numbers), (drawn.fonts, meant.fonts), (drawn.hidden, meant.hidden)
    for one, other in same:
        if one != other:
            wrong |= {n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b}
    near = (drawn.xs, meant.xs), (drawn.ys, meant.ys), (drawn.sizes, meant.sizes)
    for places, others in near:
        if max(map(abs, map(sub, places, others)), default=0.0) > NEAR:
            wrong |= {n for n, (a, b) in enumerate(zip(places, others, strict=True)) if abs(a - b) > NEAR}
    return wrong


@functools.lru_cache(CACHED)
def _spells(word: Shaped) -> bool:
    """Whether the glyphs' own texts are the word: letter by letter, or as a bag where marks are drawn out of order."""
    texts, text = word.face.text_of, word.text
    said = "".join(texts.get(glyph, "") for show in word.shows for glyph in show.glyphs)
    # A bracket that stands alone between Latin and Arabic words may be drawn as its mirror image.
    rtl = any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text) or all(
        map(unicodedata.mirrored, text)
    )
    if rtl or len(word.shows) > 1:
        return Counter(_folded(said)) == Counter(_folded(text))
    return said.replace(NO_BREAK_SPACE, " ") == text.replace(NO_BREAK_SPACE, " ")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text.translate(_FOLDED))
