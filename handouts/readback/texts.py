"""Whether the bytes of a text draw what was set: each glyph in its place, spelled, in a colour, and nothing else.

A text that many sheets share in the same place of the same block is the same bytes, and read once.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import sub
from struct import error as StructError  # noqa: N812

from handouts.readback.drawn import RGB, Look, Said, Shown, UnreadableError
from handouts.readback.operators import read_text
from handouts.readback.seen import Box
from handouts.typeset.breaking import NO_BREAK_SPACE
from handouts.typeset.fonts import Face
from handouts.typeset.lines import Placed, SetText
from handouts.typeset.shaping import Shaped, Show

NEAR = 0.06  # points: the pen's places are written to a hundredth, and a line adds some of them up
CACHED = 2048
_FOLDED = str.maketrans(")]}>»", "([{<«", "\u200c\u200d")  # brackets are mirrored, joiners are not drawn


@dataclass(frozen=True, slots=True, eq=False)  # read once from the same bytes: compared by identity
class Proven:
    """What is wrong in a text's bytes, and how far below its block's top; what of it has ink, and the box around that.

    A glyph is where its ink is: at a spot up and right of where it begins.
    """

    faults: tuple[tuple[str, float], ...]
    inked: tuple[Shown, ...] = ()
    box: Box | None = None

    def shades(self) -> set[float]:
        """How light the glyphs are."""
        return {grey(each.look.colour) for each in self.inked}

    def spots(self) -> set[tuple[float, float, float]]:
        """Where each glyph is, and how light."""
        return {(x, _spot_y(each), grey(each.look.colour)) for each in self.inked for x in _spot_xs(each)}


@functools.lru_cache(CACHED)
def faces_of(content: SetText) -> tuple[tuple[Face, frozenset[int]], ...]:
    """The faces of a set text with the glyphs that it uses of each."""
    return by_face((word.shaped.face, word.shaped.glyphs) for line in content.lines for word in line.words)


def by_face(glyphs: Iterable[tuple[Face, frozenset[int]]]) -> tuple[tuple[Face, frozenset[int]], ...]:
    """Glyphs by their faces, each face once; not the writer's own way to find out which it embeds."""
    found: dict[Face, set[int]] = {}
    for face, some in glyphs:
        found.setdefault(face, set()).update(some)
    return tuple([(face, frozenset(some)) for face, some in found.items()])


@functools.lru_cache(CACHED)
def proven(body: bytes, content: SetText, x: float, y: float, tagged: bool) -> Proven:
    """The bytes held against a set text at (x, y) of its block, which belongs to an element if it is `tagged`."""
    try:
        said = read_text(body, {face.name: face.advances for face, _ in faces_of(content)})
    except (UnreadableError, KeyError, ValueError, StructError):
        return Proven((("stray", y),))
    inked = tuple([each for each in said.shown if each.glyphs and not each.look.hidden])
    return Proven(tuple(_faults(said, content, x, y, tagged=tagged)), inked, _box(inked))


def _box(inked: tuple[Shown, ...]) -> Box | None:
    if not inked:
        return None
    xs = [x for each in inked for x in _spot_xs(each)]
    ys = [_spot_y(each) for each in inked]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _spot_xs(shown: Shown) -> list[float]:
    right = 0.1 * shown.look.size
    return [x + right for x in shown.xs]


def _spot_y(shown: Shown) -> float:
    return shown.look.y + 0.25 * shown.look.size


def grey(colour: RGB) -> float:
    """How light a colour looks, from 0 to 1."""
    red, green, blue = colour
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _faults(said: Said, content: SetText, x: float, y: float, *, tagged: bool) -> Iterator[tuple[str, float]]:
    """Whether the glyphs are those of the words, in their order and places, and say them."""
    words = [word for line in content.lines for word in line.words]
    shows = [(word, show) for word in words for show in word.shaped.shows]
    looks = [each.look for each in said.shown for _ in each.glyphs]
    if len(looks) != sum([len(show.glyphs) for _, show in shows]):
        yield "not-drawn", 0.0
        return
    wrong = _misplaced(said.shown, shows, x)
    spoken: dict[int, str] = {}
    at = 0
    for word in words:
        start, right = at, bool(word.shaped.shows)
        for show in word.shaped.shows:
            look, at = looks[at], at + len(show.glyphs)
            right = right and look is looks[at - 1] and _is_meant(look, word, show, y) and look.tagged == tagged
        if not right or (wrong and not wrong.isdisjoint(range(start, at))):
            yield "not-drawn", y + word.y
        aloud = {look.spoken for look in looks[start:at]} if said.spoken else {-1}
        if aloud != {-1}:
            spoken |= {number: spoken.get(number, "") + word.shaped.text for number in aloud}
        elif not (word.shaped.spelled and _spells(word.shaped)):
            yield "not-spelled", y + word.y
    if spoken != dict(enumerate(said.spoken)):
        yield "not-spelled", 0.0


def _misplaced(shown: tuple[Shown, ...], shows: list[tuple[Placed, Show]], left: float) -> set[int]:
    """Numbers of the glyphs that are not what and where the layout has them."""
    wrong: set[int] = set()
    drawn = [glyph for each in shown for glyph in each.glyphs]
    meant = [glyph for _, show in shows for glyph in show.glyphs]
    if drawn != meant:
        wrong |= {n for n, (one, other) in enumerate(zip(drawn, meant, strict=True)) if one != other}
    xs = [x for each in shown for x in each.xs]
    places = [left + word.x + place * word.size / 1000 for word, show in shows for place in show.positions]
    if max(map(abs, map(sub, xs, places)), default=0.0) > NEAR:
        wrong |= {n for n, (x, place) in enumerate(zip(xs, places, strict=True)) if abs(x - place) > NEAR}
    return wrong


def _is_meant(look: Look, word: Placed, show: Show, top: float) -> bool:
    """Whether glyphs look as those of a word should, and stand on its line."""
    return (
        look.font == word.shaped.face.name
        and look.hidden == show.hidden
        and abs(look.size - word.size) <= NEAR
        and abs(look.y + top + word.y - show.rise * word.size / 1000) <= NEAR
    )


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
