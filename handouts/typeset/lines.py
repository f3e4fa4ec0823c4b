"""Paragraphs of any script -> lines of placed words.

Runs are settled text.  Coordinates start at the upper left corner of the paragraph, y goes down, in points.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from handouts.errors import LayoutError, Problem
from handouts.model import Inlines, Run
from handouts.typeset import bidi
from handouts.typeset.breaking import NO_BREAK_SPACE, NOT_FIRST
from handouts.typeset.shaping import Shaped, shape
from handouts.typeset.words import Letters, Piece, Word, without_sources, word_of, words

Align = Literal["start", "end", "center"]
SLACK = 0.01  # points: as much wider than its line may a text be
TAILS = 0.5  # of what larger type is larger by, for the tails of the line above it
CACHED = 1024

_Line = list[Piece]


@dataclass(frozen=True, slots=True, eq=False)  # an edition makes each style once: compared by identity
class TextStyle:
    """Type for a paragraph: its letters, the leading in points, the colour by its role."""

    letters: Letters
    leading: float
    colour: str

    @property
    def size(self) -> float:
        """Type size in points."""
        return self.letters.size

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


class _Whole(NamedTuple):
    """A text before it is broken: its runs without sources, its words, and the line that it is if there is room."""

    runs: Inlines
    words: tuple[Word, ...]
    line: _Line
    width: float


@functools.lru_cache(CACHED)
def _whole(runs: Inlines, letters: Letters) -> _Whole:
    runs = without_sources(runs)
    found = words(runs, letters)
    line = [piece for word in found for piece in word.pieces]
    return _Whole(runs, found, line, sum([piece.width for piece in _ink(line)]) if line else 0.0)


def _lines(text: _Whole, style: TextStyle, width: float) -> list[_Line]:
    if text.line and text.width <= width + SLACK:
        return [text.line]
    return _fill(_fitting(text.words, text.runs, style, width), width)


@functools.lru_cache(CACHED)
def set_text(runs: Inlines, style: TextStyle, width: float, align: Align = "start") -> SetText:
    """Break `runs` into lines of at most `width` points.

    Raises `FontError` for a character that no face can write, `LayoutError` for a unit wider than the line.
    """
    whole = _whole(runs, style.letters)
    runs, lines = whole.runs, _lines(whole, style, width)
    drops = list(accumulate(_drops(lines, runs, style)))
    placed = [_place(line, drop, runs, style, width, align) for line, drop in zip(lines, drops, strict=True)]
    text = "".join([run.text for run in runs])
    widest = max((line.right - line.left for line in placed), default=0.0)
    height = drops[-1] + style.leading if drops else 0.0
    return SetText(height, widest, tuple(placed), text, _values(runs, lines))


@functools.lru_cache(CACHED)
def measured(runs: Inlines, style: TextStyle, width: float) -> tuple[float, float]:
    """Width and height that `runs` take when set in `width`, without their words' places."""
    whole = _whole(runs, style.letters)
    if whole.line and whole.width <= width + SLACK:
        return whole.width, style.leading
    lines = _lines(whole, style, width)
    height = list(accumulate(_drops(lines, whole.runs, style)))[-1] + style.leading if lines else 0.0
    return max((sum([piece.width for piece in _ink(line)]) for line in lines), default=0.0), height


@functools.lru_cache(2 * CACHED)
def height_of(runs: Inlines, style: TextStyle, width: float) -> float:
    """Height of `set_text`, to the last bit, from the number of its lines alone."""
    whole = _whole(runs, style.letters)
    if whole.line and whole.width <= width + SLACK:
        return style.leading
    if any(run.size > 1 for run in whole.runs):
        return measured(runs, style, width)[1]
    height, used = 0.0, width * 2  # as if a line before the first was full
    for word in _fitting(whole.words, whole.runs, style, width):
        if used + word.ink > width + SLACK:
            height, used = height + style.leading, 0.0
        used += word.width
    return height


def _drops(lines: Iterable[_Line], runs: Inlines, style: TextStyle) -> Iterator[float]:
    """How far each line stands below the one before; one with larger type stays clear of the tails above it."""
    for number, line in enumerate(lines):
        largest = max((runs[piece.run].size for piece in line), default=1.0)
        yield style.leading + max(largest - 1, 0.0) * style.size * TAILS if number else 0.0


def _fitting(found: Iterable[Word], runs: Inlines, style: TextStyle, width: float) -> Iterator[Word]:
    """Words, those wider than a line taken apart."""
    for word in found:
        if word.ink <= width + SLACK:
            yield word
        else:
            yield from _apart(word, runs, style, width)


def _apart(word: Word, runs: Inlines, style: TextStyle, width: float) -> Iterator[Word]:
    for piece, tail in _with_tails(word.pieces):
        *before, last = _parts(piece, runs[piece.run], style, width, Word.of(tail).ink)
        yield from before
        together = Word.of((*last.pieces, *tail))
        if together.ink <= width + SLACK:
            yield together
        else:
            yield from (last, Word.of(tail))


def _with_tails(word: tuple[Piece, ...]) -> Iterator[tuple[Piece, tuple[Piece, ...]]]:
    """Pieces, each with those after it that no line may begin with."""
    at = 0
    while at < len(word):
        end = at + 1
        while end < len(word) and word[end].shaped.text[0] in NOT_FIRST:
            end += 1
        yield word[at], word[at + 1 : end]
        at = end


def _parts(piece: Piece, run: Run, style: TextStyle, width: float, tail: float) -> list[Word]:
    """A piece in parts that each fit a line, the last one with a `tail` of that width after it."""
    if run.isolation == "unit" and piece.width > width:
        what = run.field or "A number or address that must stay in one piece"
        raise LayoutError(Problem("too-wide", f"{what} is too long for its place on the sheet.", "Shorten it."))
    if piece.blank or run.isolation == "unit" or piece.width + tail <= width:
        return [Word.of([piece])]
    parts = _chunks(piece, width - tail)
    return [word_of(part, run, piece.run, piece.level, style.letters) for part in parts]


def _chunks(piece: Piece, width: float) -> Iterator[str]:
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


def _fill(found: Iterable[Word], width: float) -> list[_Line]:
    """Greedy lines; blanks at a line's end hang."""
    lines: list[_Line] = []
    line: _Line = []
    used = 0.0
    for word in found:
        if line and used + word.ink > width + SLACK:
            lines.append(line)
            line, used = [], 0.0
        line += word.pieces
        used += word.width
    return [*lines, line] if line else lines


def _ink(line: _Line) -> _Line:
    """A line without the blank that hangs at its end."""
    return line[:-1] if line[-1].blank and len(line) > 1 else line


def _place(line: _Line, drop: float, runs: Inlines, style: TextStyle, width: float, align: Align) -> Line:
    ink = _ink(line)
    used = sum([piece.width for piece in ink])
    left = _indent(width - used, align, style.letters.rtl)
    baseline = drop + style.baseline
    order = bidi.visual_order([piece.level for piece in ink])
    xs = [0.0] * len(line)
    pen = left
    for i in order:
        xs[i] = pen
        pen += ink[i].width
    if len(ink) < len(line):  # the hanging blank goes along in the text layer, after the last word
        xs[-1] = left - line[-1].width if style.letters.rtl else pen
    langs = [_foreign(run.lang, style) for run in runs]
    words = [Placed(x, baseline, piece.size, piece.shaped, langs[piece.run]) for x, piece in zip(xs, line, strict=True)]
    seen = "".join([_as_seen(ink[i]) for i in order]).replace(NO_BREAK_SPACE, "").replace(" ", "")
    return Line(tuple(words), baseline, left, left + used, seen)


def _foreign(lang: str, style: TextStyle) -> str:
    return lang if lang != style.letters.language else ""


def _indent(room: float, align: Align, rtl: bool) -> float:
    if align == "center":
        return room / 2
    return room if (align == "end") != rtl else 0.0


def _as_seen(piece: Piece) -> str:
    return piece.shaped.text[::-1] if piece.level & 1 else piece.shaped.text


def _values(runs: Inlines, lines: list[_Line]) -> tuple[Value, ...]:
    """Isolated runs with the lines they stand on."""
    found: dict[int, list[int]] = {n: [] for n, run in enumerate(runs) if run.isolation and run.text.strip()}
    for number, line in enumerate(lines):
        for piece in line:
            if piece.run in found and number not in found[piece.run]:
                found[piece.run].append(number)
    return tuple(Value(runs[n].text, tuple(numbers)) for n, numbers in found.items())
