"""Paragraphs of any script -> lines of placed words.

Runs are settled text.  An isolated run (a phone, a date, a name) is one object to the bidirectional algorithm,
whatever is in it; a "unit" or "keep" run never breaks.  Coordinates start at the upper left corner of the paragraph,
y goes down, in points.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from handouts.errors import FontError, LayoutError, Problem
from handouts.model import Inlines, Run
from handouts.typeset import bidi
from handouts.typeset.breaking import NO_BREAK_SPACE, NOT_FIRST, break_opportunities
from handouts.typeset.fonts import Face, Family
from handouts.typeset.shaping import MissingGlyphError, Shaped, shape

Align = Literal["start", "end", "center"]
SHORT_NUMBER = 3
TAILS = 0.5  # of what larger type is larger by, for the tails of the line above it
INVISIBLE = {"\u200c", "\u200d"}  # joiners: shaping uses them, faces need not have them


@dataclass(frozen=True, slots=True, eq=False)  # an edition makes each style once: compared by identity
class TextStyle:
    """Type for a paragraph: size and leading in points, the colour by its role, the language and direction."""

    families: tuple[Family, ...]
    size: float
    leading: float
    strong: bool
    colour: str
    language: str
    rtl: bool

    @property
    def baseline(self) -> float:
        """Where the first line stands: the middle of its capitals and its own middle agree, whatever the leading."""
        return self.leading / 2 + self.size * 0.33


class Placed(NamedTuple):
    """A word in its place: origin on the baseline, type size in points, language where it is not the sheet's."""

    x: float
    y: float
    size: float
    shaped: Shaped
    lang: str


class Line(NamedTuple):
    """A line: its words in logical order, and what the eye sees from left to right (blanks left out)."""

    words: tuple[Placed, ...]
    baseline: float
    left: float
    right: float
    seen: str


class Value(NamedTuple):
    """An isolated run as set: its text, and the number of each line it stands on."""

    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SetText:
    """A paragraph in lines.  `text` is its logical text, `values` its isolated runs in logical order."""

    height: float
    width: float
    lines: tuple[Line, ...]
    text: str
    values: tuple[Value, ...]


class _Piece(NamedTuple):
    """A stretch of one run at one level in one face: all blanks, or none."""

    run: int
    shaped: Shaped
    level: int
    blank: bool
    size: float

    @property
    def width(self) -> float:
        return self.shaped.width * self.size / 1000


_Word = list[_Piece]


@functools.lru_cache(16_384)
def set_text(runs: Inlines, style: TextStyle, width: float, align: Align = "start") -> SetText:
    """Break `runs` into lines of at most `width` points.

    Raises `FontError` for a character that no face can write, `LayoutError` for a unit wider than the line.
    """
    runs = _without_sources(runs)
    pieces = _words(runs, style)
    lines = _fill(_fitting(pieces, runs, style, width), width)
    drops = list(accumulate(_drops(lines, runs, style)))
    placed = [_place(line, drop, runs, style, width, align) for line, drop in zip(lines, drops, strict=True)]
    text = "".join(run.text for run in runs)
    widest = max((line.right - line.left for line in placed), default=0.0)
    height = drops[-1] + style.leading if drops else 0.0
    return SetText(height, widest, tuple(placed), text, _values(runs, lines))


def _drops(lines: Iterable[_Word], runs: Inlines, style: TextStyle) -> Iterator[float]:
    """How far each line stands below the one before; one with larger type stays clear of the tails above it."""
    for number, line in enumerate(lines):
        largest = max((runs[piece.run].size for piece in line), default=1.0)
        yield style.leading + max(largest - 1, 0.0) * style.size * TAILS if number else 0.0


def _without_sources(runs: Inlines) -> Inlines:
    """Runs as if nothing was cited: what a statement rests on never shows in how it is set."""
    result: list[Run] = []
    for run in runs:
        bare = run._replace(source=())
        last = result[-1] if result else None
        if last and not bare.isolation and not bare.slot and last._replace(text="") == bare._replace(text=""):
            result[-1] = last._replace(text=last.text + bare.text)
        else:
            result.append(bare)
    return tuple(result)


def _settled(run: Run) -> str:
    return run.text.replace(" ", NO_BREAK_SPACE) if run.isolation in ("unit", "keep") else run.text


def _words(runs: Inlines, style: TextStyle) -> list[_Word]:
    """Unbreakable words in logical order."""
    texts = [_settled(run) for run in runs]
    text = "".join(texts)
    owner = [n for n, piece in enumerate(texts) for _ in piece]
    level = _levels(runs, texts, style.rtl)
    breaks = [at for at in break_opportunities(text) if _may_break(runs, owner[at - 1], owner[at])]
    words: list[_Word] = []
    for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True):
        word: _Word = []
        for a, b in _stretches(text, owner, level, start, end):
            word.extend(_pieces(text[a:b], runs[owner[a]], owner[a], level[a], style))
        if word:
            words.append(word)
    return words


def _may_break(runs: Inlines, before: int, after: int) -> bool:
    """Whether a line may end in run `before` and the next begin in run `after`.

    Not inside a unit, and not between a short number and its word: "day 7", "no more than 3".  Where no blank stands
    after the number, as in Chinese, that is also the word after it: "7天".
    """
    run = runs[after]
    if before == after:
        return run.isolation not in ("unit", "keep")
    return not any(each.isolation == "unit" and len(each.text) <= SHORT_NUMBER for each in (runs[before], run))


def _levels(runs: Inlines, texts: Sequence[str], rtl: bool) -> list[int]:
    """Embedding level of every character, isolated runs being one object to their surroundings."""
    outer = bidi.levels("".join(bidi.OBJECT if _isolated(r) else t for r, t in zip(runs, texts, strict=True)), rtl=rtl)
    result: list[int] = []
    at = 0
    for run, text in zip(runs, texts, strict=True):
        if _isolated(run):
            own = False if run.isolation == "unit" else bidi.first_strong_is_rtl(text, rtl)
            result.extend(bidi.isolated_levels(text, outer=outer[at], rtl=own))
            at += 1
        else:
            result.extend(outer[at : at + len(text)])
            at += len(text)
    return result


def _isolated(run: Run) -> bool:
    """Whether a run is one object to its surroundings; words in another language have their own direction."""
    return bool(run.isolation or run.lang)


def _stretches(
    text: str, owner: Sequence[int], level: Sequence[int], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Sub-ranges of one run and level, all blanks or none.  A joiner, which has no ink, stays with what it follows."""
    at = start
    for i in range(start + 1, end + 1):
        turns = i < end and level[i] != level[at] and text[i] not in INVISIBLE
        if i == end or owner[i] != owner[at] or turns or (text[i] == " ") != (text[at] == " "):
            yield at, i
            at = i


def _pieces(text: str, run: Run, number: int, level: int, style: TextStyle) -> Iterator[_Piece]:
    language = run.lang or style.language
    for face, stretch, factor in _by_face(text, run, style):
        try:
            shaped = shape(face, stretch, bool(level & 1), language)
        except MissingGlyphError as error:
            raise _no_glyph(error.char, run, error.face) from None
        yield _Piece(number, shaped, level, text[0] == " ", round(style.size * run.size * factor, 2))


def _by_face(text: str, run: Run, style: TextStyle) -> Iterator[tuple[Face, str, float]]:
    """Split `text` by the first family that can write it, whole words before single characters."""
    bold = run.strong or style.strong
    for family in style.families:
        face = family.face(bold=bold)
        if all(ord(char) in face.characters or char in INVISIBLE for char in text):
            yield face, text, family.size
            return
    start, current = 0, _family_for(text[0], run, style)
    for i, char in enumerate(text):
        family = current if char in INVISIBLE or unicodedata.combining(char) else _family_for(char, run, style)
        if family is not current:
            yield current.face(bold=bold), text[start:i], current.size
            start, current = i, family
    yield current.face(bold=bold), text[start:], current.size


def _family_for(char: str, run: Run, style: TextStyle) -> Family:
    bold = run.strong or style.strong
    for family in style.families:
        if ord(char) in family.face(bold=bold).characters:
            return family
    raise _no_glyph(char, run, style.families[0].face(bold=bold))


def _no_glyph(char: str, run: Run, face: Face) -> FontError:
    name = unicodedata.name(char, "a character without a name").lower()
    shown = f"“{char}” " if char.isprintable() else ""
    place = "" if run.field else " in the handout's text"
    message = f"No font here can write {shown}(U+{ord(char):04X}, {name}){place}; {face.name} and the others lack it."
    return FontError(Problem("missing-glyph", message, "Write it another way.", key=run.field))


def _fitting(words: list[_Word], runs: Inlines, style: TextStyle, width: float) -> Iterator[_Word]:
    """Words, those wider than a line taken apart."""
    for word in words:
        if _ink(word) <= width + 0.01:
            yield word
        else:
            yield from _apart(word, runs, style, width)


def _apart(word: _Word, runs: Inlines, style: TextStyle, width: float) -> Iterator[_Word]:
    for piece, tail in _with_tails(word):
        *before, last = _parts(piece, runs[piece.run], style, width, _ink(tail) if tail else 0.0)
        yield from before
        if _ink([*last, *tail]) <= width + 0.01:
            yield [*last, *tail]
        else:
            yield from (last, tail)


def _with_tails(word: _Word) -> Iterator[tuple[_Piece, _Word]]:
    """Pieces, each with those after it that no line may begin with."""
    at = 0
    while at < len(word):
        end = at + 1
        while end < len(word) and word[end].shaped.text[0] in NOT_FIRST:
            end += 1
        yield word[at], word[at + 1 : end]
        at = end


def _parts(piece: _Piece, run: Run, style: TextStyle, width: float, tail: float) -> list[_Word]:
    """A piece in parts that each fit a line, the last one with a `tail` of that width after it."""
    if run.isolation == "unit" and piece.width > width:
        what = run.field or "A number or address that must stay in one piece"
        raise LayoutError(Problem("too-wide", f"{what} is too long for its place on the sheet.", "Shorten it."))
    if piece.blank or run.isolation == "unit" or piece.width + tail <= width:
        return [[piece]]
    return [list(_pieces(part, run, piece.run, piece.level, style)) for part in _chunks(piece, width - tail)]


def _chunks(piece: _Piece, width: float) -> Iterator[str]:
    """Parts of a piece's text, each at most `width` wide: cut at no-break blanks, or else between letters."""
    room = width / piece.size * 1000

    def wide(text: str) -> bool:
        return shape(piece.shaped.face, text, bool(piece.level & 1), "").width > room

    part = ""
    for stretch in re.findall(f"[^{NO_BREAK_SPACE}]+{NO_BREAK_SPACE}?|{NO_BREAK_SPACE}", piece.shaped.text):
        for bit in re.findall(r".[\u0300-\u036f\u200c\u200d]*", stretch) if wide(stretch) else [stretch]:
            if part and wide(part + bit.rstrip(NO_BREAK_SPACE)):
                yield part
                part = ""
            part += bit
    yield part


def _ink(word: _Word) -> float:
    return sum(piece.width for piece in word) - (word[-1].width if word[-1].blank else 0.0)


def _fill(words: Iterator[_Word], width: float) -> list[_Word]:
    """Greedy lines; blanks at a line's end hang."""
    lines: list[_Word] = []
    line: _Word = []
    used = 0.0
    for word in words:
        if line and used + _ink(word) > width + 0.01:
            lines.append(line)
            line, used = [], 0.0
        line = line + word
        used += sum(piece.width for piece in word)
    return [*lines, line] if line else lines


def _place(line: _Word, drop: float, runs: Inlines, style: TextStyle, width: float, align: Align) -> Line:
    ink = line[:-1] if line[-1].blank and len(line) > 1 else line
    used = sum(piece.width for piece in ink)
    left = _indent(width - used, align, style.rtl)
    baseline = drop + style.baseline
    order = bidi.visual_order([piece.level for piece in ink])
    xs = [0.0] * len(line)
    pen = left
    for i in order:
        xs[i] = pen
        pen += ink[i].width
    if len(ink) < len(line):  # the hanging blank goes along in the text layer, after the last word
        xs[-1] = left - line[-1].width if style.rtl else pen
    words = tuple(
        Placed(x, baseline, piece.size, piece.shaped, _foreign(runs[piece.run].lang, style))
        for x, piece in zip(xs, line, strict=True)
    )
    seen = "".join(_as_seen(ink[i]) for i in order)
    return Line(words, baseline, left, left + used, seen)


def _foreign(lang: str, style: TextStyle) -> str:
    return lang if lang != style.language else ""


def _indent(room: float, align: Align, rtl: bool) -> float:
    if align == "center":
        return room / 2
    return room if (align == "end") != rtl else 0.0


def _as_seen(piece: _Piece) -> str:
    text = piece.shaped.text.replace(NO_BREAK_SPACE, "").replace(" ", "")
    return text[::-1] if piece.level & 1 else text


def _values(runs: Inlines, lines: list[_Word]) -> tuple[Value, ...]:
    """Isolated runs with the lines they stand on."""
    found: dict[int, list[int]] = {n: [] for n, run in enumerate(runs) if run.isolation and run.text.strip()}
    for number, line in enumerate(lines):
        for piece in line:
            if piece.run in found and number not in found[piece.run]:
                found[piece.run].append(number)
    return tuple(Value(runs[n].text, tuple(numbers)) for n, numbers in found.items())
