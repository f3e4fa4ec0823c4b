"""Set texts -> operators.

Marked content follows what readers do (see typeset/shaping): one sequence a leaf element, and one of its own, never
nested, for each word that must be spelled out by /ActualText or is in another language.  What is drawn backwards is
said by the structure tree.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

from handouts.editions import RGB
from handouts.pdf.syntax import number, numbers, text_string
from handouts.typeset.fonts import Face
from handouts.typeset.lines import Placed, SetText
from handouts.typeset.shaping import HIDDEN_WIDTH, Shaped, Show

CACHED = 2048
HAIR = 0.01  # 1/1000 em or points: closer than this is the same place


class Aloud(NamedTuple):
    """What an element has to say in place of marked content, and in which language: nothing if that reads well."""

    text: str = ""
    lang: str = ""


NOTHING = Aloud()


class Drawn(NamedTuple):
    """A text or block as operators, with origin at its upper left corner.

    It has `contents` marked content ids, each a %d in `operators`; the glyphs of `unspelled` words do not spell them.
    """

    operators: bytes
    contents: int
    glyphs: tuple[tuple[Face, frozenset[int]], ...]
    unspelled: tuple[Shaped, ...]


def together(glyphs: Iterable[tuple[Face, frozenset[int]]]) -> tuple[tuple[Face, frozenset[int]], ...]:
    """Glyphs by their faces, each face once."""
    found: dict[Face, set[int]] = {}
    for face, some in glyphs:
        found.setdefault(face, set()).update(some)
    return tuple([(face, frozenset(some)) for face, some in found.items()])


@functools.lru_cache(CACHED)
def text_operators(content: SetText, x: float, y: float, colour: RGB, tag: str | None) -> Drawn:
    """Operators of a text at (x, y) of its block, as an element with a `tag`, or as decoration."""
    lines = [b"BT", b"%s rg" % numbers(*colour), b"0 Ts 0 Tr"]
    sequences = _sequences(content)
    for stretch in sequences:
        shows = _show_all(stretch, x, y)
        if tag is None:
            lines += _spelled_out(stretch, shows)
        else:
            lines += [_open_sequence(stretch, tag), *shows, b"EMC"]
    words = dict.fromkeys([word.shaped for stretch in sequences for word in stretch])
    glyphs = together([(word.face, word.glyphs) for word in words])
    unspelled = tuple([word for word in words if not word.spelled])
    return Drawn(b"\n".join([*lines, b"ET"]), 0 if tag is None else len(sequences), glyphs, unspelled)


@functools.lru_cache(CACHED)
def said_aloud(content: SetText) -> tuple[Aloud, ...]:
    """For each sequence of marked content, the text that its element says, where words in it are drawn backwards."""
    return tuple(
        Aloud("".join(word.shaped.text for word in words), words[0].lang)
        if any(word.shaped.backwards for word in words)
        else NOTHING
        for words in _sequences(content)
    )


@functools.lru_cache(64)
def _sequences(content: SetText) -> list[list[Placed]]:
    """Words grouped by marked content: spelled-out words alone with their blank, others by language."""
    groups: list[list[Placed]] = []
    for word in (word for line in content.lines for word in line.words):
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


def _show_all(words: Iterable[Placed], left: float, top: float) -> list[bytes]:
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
            x, y = left + word.x + show.x * scale, -(top + word.y)
            operands = _operands(word.shaped, show)
            plain = not (show.rise or show.hidden)
            if plain and pen and abs(pen[0] - x) < HAIR and pen[1] == y:
                out[-1] = out[-1][: -len(b"]TJ")] + operands + b"]TJ"
            else:
                out += [b"1 0 0 1 %s Tm" % numbers(x, y), _string(show, operands, scale)]
            whole = plain and len(word.shaped.shows) == 1 and show.x == 0
            pen = (left + word.x + word.shaped.width * scale, y) if whole else None
    return out


def _string(show: Show, operands: bytes, scale: float) -> bytes:
    text = b"[%s]TJ" % operands
    if show.hidden:
        return b"3 Tr %s Tz %s 0 Tr 100 Tz" % (number(HIDDEN_WIDTH * 100), text)
    return b"%s Ts %s 0 Ts" % (number(show.rise * scale), text) if show.rise else text


@functools.lru_cache(2048)
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
