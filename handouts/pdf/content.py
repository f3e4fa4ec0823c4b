"""Set blocks -> page operators.  A block is serialised once and placed on any page: each marked content id is a %d.

Marked content follows what readers do (see typeset/shaping): one sequence a leaf element, and one of its own, never
nested, for each word that must be spelled out by /ActualText or is in another language.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

from handouts.editions import RGB, palette
from handouts.pdf.codes import code_operators
from handouts.pdf.shapes import path_operators
from handouts.pdf.syntax import number, numbers, text_string
from handouts.typeset.fonts import Face
from handouts.typeset.lines import Placed
from handouts.typeset.setblock import ARTIFACT, Drawing, Path, Picture, SetBlock, Text
from handouts.typeset.shaping import HIDDEN_WIDTH, Shaped, Show

LOGO = b"Logo"
HAIR = 0.01  # 1/1000 em or points: closer than this is the same place


class Serialised(NamedTuple):
    """A set block as operators, with origin at its upper left corner.

    `owners` has, for each marked content id (a %d in `operators`), the index of the element it belongs to.
    """

    operators: bytes
    owners: tuple[int, ...]
    glyphs: tuple[tuple[Face, frozenset[int]], ...]
    words: tuple[Shaped, ...]


@functools.lru_cache(16_384)
def serialise(block: SetBlock, brand: str, artifact: bool) -> Serialised:
    """Operators of a block in a clinic's colour; as an `artifact` it has no marked content ids."""
    colours = palette(brand)
    writer = _Writer(artifact)
    for mark in block.marks:
        match mark:
            case Path():
                writer.decorate(path_operators(mark, colours))
            case Picture():
                tag = None if artifact else block.elements[mark.element].tag
                writer.picture(mark, tag)
            case Drawing():
                tag = None if artifact else block.elements[mark.element].tag
                writer.figure(mark.element, tag, _drawn(mark, colours))
            case Text():
                leaf = artifact or mark.element == ARTIFACT
                writer.text(mark, None if leaf else block.elements[mark.element].tag, colours[mark.colour])
    return writer.done()


def _drawn(mark: Drawing, colours: dict[str, RGB]) -> bytes:
    out = [path_operators(path, colours) for path in mark.paths]
    return b"\n".join([*out, code_operators(mark.code, colours["text"])] if mark.code else out)


class _Writer:
    """Collects operators; `_open` is what stands in the open marked content sequence."""

    def __init__(self, artifact: bool) -> None:
        self._artifact = artifact
        self._out: list[bytes] = []
        self._owners: list[int] = []
        self._words: dict[Shaped, None] = {}

    def decorate(self, operators: bytes) -> None:
        if self._artifact:
            self._out.append(operators)
        elif self._out and self._out[-1] == b"EMC" and self._out[-3:-2] == [b"/Artifact BMC"]:
            self._out[-2] += b"\n" + operators
        else:
            self._out += [b"/Artifact BMC", operators, b"EMC"]

    def picture(self, mark: Picture, tag: str | None) -> None:
        box = numbers(mark.width, 0, 0, mark.height, mark.x, -mark.y - mark.height)
        self.figure(mark.element, tag, b"q %s cm /%s Do Q" % (box, LOGO))

    def figure(self, element: int, tag: str | None, operators: bytes) -> None:
        if tag is None:
            self.decorate(operators)
        else:
            self._owners.append(element)
            self._out += [b"/%s<</MCID %%d>>BDC" % tag.encode(), operators, b"EMC"]

    def text(self, mark: Text, tag: str | None, colour: RGB) -> None:
        words = [word for line in mark.content.lines for word in line.words]
        self._words.update(dict.fromkeys(word.shaped for word in words))
        lines = [b"BT", b"%s rg" % numbers(*colour), b"0 Ts 0 Tr"]
        if tag is None:
            for stretch in _sequences(words):
                lines += _spelled_out(stretch, _show_all(stretch, mark))
            self.decorate(b"\n".join([*lines, b"ET"]))
            return
        for stretch in _sequences(words):
            self._owners.append(mark.element)
            lines += [_open_sequence(stretch, tag), *_show_all(stretch, mark), b"EMC"]
        self._out.append(b"\n".join([*lines, b"ET"]))

    def done(self) -> Serialised:
        glyphs: dict[Face, frozenset[int]] = {}
        for word in self._words:
            glyphs[word.face] = glyphs.get(word.face, frozenset()) | word.glyphs
        return Serialised(b"\n".join(self._out), tuple(self._owners), tuple(glyphs.items()), tuple(self._words))


def _sequences(words: list[Placed]) -> list[list[Placed]]:
    """Words grouped by marked content: spelled-out words alone with their blank, others by language."""
    groups: list[list[Placed]] = []
    for word in words:
        blank = not word.shaped.text.strip()
        if groups and (
            (blank and len(groups[-1]) == 1)
            or (groups[-1][0].shaped.spelled and word.shaped.spelled and groups[-1][0].lang == word.lang)
            or (blank and groups[-1][0].shaped.spelled)
        ):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _spelled_out(words: list[Placed], shows: list[bytes]) -> list[bytes]:
    """Decoration has no content ids, but a word whose glyphs do not spell it is still spelled out."""
    if words[0].shaped.spelled:
        return shows
    return [b"/Span<</ActualText%s>>BDC" % _actual_text(words), *shows, b"EMC"]


def _actual_text(words: list[Placed]) -> bytes:
    return text_string("".join(word.shaped.text for word in words))


def _open_sequence(words: list[Placed], tag: str) -> bytes:
    first = words[0]
    properties = b""
    if not first.shaped.spelled:
        properties += b"/ActualText" + _actual_text(words)
    if first.lang:
        properties += b"/Lang(%s)" % first.lang.encode("ascii")
    return b"/%s<</MCID %%d%s>>BDC" % (b"Span" if properties else tag.encode(), properties)


def _show_all(words: Iterable[Placed], mark: Text) -> list[bytes]:
    """Show operators of words in order; words that follow each other share one string."""
    out: list[bytes] = []
    font: tuple[Face, float] | None = None
    pen: tuple[float, float] | None = None  # where the next glyph would land, if it could share the open string
    for word in words:
        scale = word.size / 1000
        if (word.shaped.face, word.size) != font:
            font, pen = (word.shaped.face, word.size), None
            out.append(b"/%s %s Tf" % (word.shaped.face.name.encode(), number(word.size)))
        for show in word.shaped.shows:
            x, y = mark.x + word.x + show.x * scale, -(mark.y + word.y)
            operands = _operands(word.shaped, show)
            plain = not (show.rise or show.hidden)
            if plain and pen and abs(pen[0] - x) < HAIR and pen[1] == y:
                out[-1] = out[-1][: -len(b"]TJ")] + operands + b"]TJ"
            else:
                out += [b"1 0 0 1 %s Tm" % numbers(x, y), _string(show, operands, scale)]
            whole = plain and len(word.shaped.shows) == 1 and show.x == 0
            pen = (mark.x + word.x + word.shaped.width * scale, y) if whole else None
    return out


def _string(show: Show, operands: bytes, scale: float) -> bytes:
    text = b"[%s]TJ" % operands
    if show.hidden:
        return b"3 Tr %s Tz %s 0 Tr 100 Tz" % (number(HIDDEN_WIDTH * 100), text)
    return b"%s Ts %s 0 Ts" % (number(show.rise * scale), text) if show.rise else text


@functools.lru_cache(65_536)
def _operands(shaped: Shaped, show: Show) -> bytes:
    """Glyphs of a show string, the pen corrected wherever it is not where the next glyph belongs."""
    out: list[bytes] = []
    pen = show.x
    last = show is shaped.shows[-1] and len(shaped.shows) == 1
    for glyph, x in zip(show.glyphs, show.positions, strict=True):
        if abs(x - pen) > HAIR:
            out.append(number(pen - x))
        out.append(b"<%04X>" % glyph)
        pen = x + shaped.face.advance(glyph)
    if last and abs(shaped.width - pen) > HAIR:
        out.append(number(pen - shaped.width))
    return b"".join(out).replace(b"><", b"")
