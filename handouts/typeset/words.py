"""Runs -> unbreakable words, whatever the lines: directions, faces and shapes of their letters.

An isolated run (a phone, a date, a name) is one object to the bidirectional algorithm, whatever is in it; a "unit" or
"keep" run never breaks.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handouts.errors import FontError, Problem
from handouts.model import Inlines, Run
from handouts.typeset import bidi
from handouts.typeset.breaking import NO_BREAK_SPACE, break_opportunities
from handouts.typeset.fonts import Face, Family
from handouts.typeset.shaping import MissingGlyphError, Shaped, shape

SHORT_NUMBER = 3
INVISIBLE = {"\u200c", "\u200d"}  # joiners: shaping uses them, faces need not have them
CACHED = 2048


@dataclass(frozen=True, slots=True, eq=False)  # one a kind of text (`letters_of`): compared by identity
class Letters:
    """How letters are set, in lines of whatever width and leading; `size` is in points."""

    families: tuple[Family, ...]
    size: float
    strong: bool
    language: str
    rtl: bool


@functools.cache
def letters_of(families: tuple[Family, ...], size: float, strong: bool, language: str, rtl: bool) -> Letters:
    """The letters of a kind of text, which editions share: their words need to be shaped only once."""
    return Letters(families, size, strong, language, rtl)


class Piece(NamedTuple):
    """A stretch of one run at one level in one face: all blanks, or none.  Its size and width are in points."""

    run: int
    shaped: Shaped
    level: int
    blank: bool
    size: float
    width: float


class Word(NamedTuple):
    """Pieces between which no line ends; without the blank at its end its `ink` is as wide as that."""

    pieces: tuple[Piece, ...]
    width: float
    ink: float

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Word:
        """A word of some pieces."""
        parts = tuple(pieces)
        width = sum([piece.width for piece in parts])
        return cls(parts, width, width - (parts[-1].width if parts and parts[-1].blank else 0.0))


@functools.lru_cache(CACHED)
def without_sources(runs: Inlines) -> Inlines:
    """Runs as if nothing was cited: what a statement rests on never shows in how it is set."""
    result: list[Run] = []
    for run in runs:
        bare = run._replace(source=()) if run.source else run
        last = result[-1] if result else None
        if last and not bare.isolation and not bare.slot and last[1:] == bare[1:]:  # they differ by their texts alone
            result[-1] = last._replace(text=last.text + bare.text)
        else:
            result.append(bare)
    return tuple(result)


def _settled(run: Run) -> str:
    return run.text.replace(" ", NO_BREAK_SPACE) if run.isolation in ("unit", "keep") else run.text


def words(runs: Inlines, letters: Letters) -> tuple[Word, ...]:
    """Unbreakable words in logical order.  Raises `FontError` for a character that no face can write."""
    texts = [_settled(run) for run in runs]
    text = "".join(texts)
    owner = [n for n, piece in enumerate(texts) for _ in piece]
    level = _levels(runs, texts, letters.rtl)
    breaks = [at for at in break_opportunities(text) if _may_break(runs, owner[at - 1], owner[at])]
    looks = [_look(run, number, letters) for number, run in enumerate(runs)]
    found: list[Word] = []
    for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True):
        parts = tuple([(text[a:b], level[a], looks[owner[a]]) for a, b in _stretches(text, owner, level, start, end)])
        if parts:
            try:
                found.append(_word(parts, letters))
            except MissingGlyphError as error:
                run = next((look[0] for part, _, look in parts if error.char in part), owner[start])
                raise _no_glyph(error.char, runs[run], error.face) from None
    return tuple(found)


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
    if not (rtl or bidi.has_rtl("".join(texts))):
        return [0] * sum(map(len, texts))
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


_Look = tuple[int, bool, str, float]  # of a run: its number, whether it is bold, its language, its size in points
_Part = tuple[str, int, _Look]  # of a word: a stretch of text, its level, and its run's look


def _look(run: Run, number: int, letters: Letters) -> _Look:
    return number, run.strong or letters.strong, run.lang or letters.language, letters.size * run.size


def word_of(text: str, run: Run, number: int, level: int, letters: Letters) -> Word:
    """A stretch of a run at one level, as a word by itself."""
    return _word(((text, level, _look(run, number, letters)),), letters)


@functools.lru_cache(CACHED)
def _word(parts: tuple[_Part, ...], letters: Letters) -> Word:
    """A word of stretches of text, each in as many pieces as it takes faces."""
    found: list[Piece] = []
    for text, level, (number, bold, language, size) in parts:
        for shaped, factor in _shaped(text, bold, language, bool(level & 1), letters):
            points = round(size * factor, 2)
            found.append(Piece(number, shaped, level, text[0] == " ", points, shaped.width * points / 1000))
    return Word.of(found)


@functools.lru_cache(CACHED)
def _shaped(text: str, bold: bool, language: str, rtl: bool, letters: Letters) -> tuple[tuple[Shaped, float], ...]:
    """A stretch of text in as many parts as it takes faces, each with its face's size."""
    parts = _by_face(text, bold, letters)
    return tuple([(shape(face, part, rtl, language), factor) for face, part, factor in parts])


def _by_face(text: str, bold: bool, letters: Letters) -> tuple[tuple[Face, str, float], ...]:
    """Split `text` by the first family that can write it, whole words before single characters."""
    for family in letters.families:
        face = family.face(bold=bold)
        if all(ord(char) in face.characters or char in INVISIBLE for char in text):
            return ((face, text, family.size),)
    found: list[tuple[Face, str, float]] = []
    start, current = 0, _family_for(text[0], bold, letters)
    for i, char in enumerate(text):
        family = current if char in INVISIBLE or unicodedata.combining(char) else _family_for(char, bold, letters)
        if family is not current:
            found.append((current.face(bold=bold), text[start:i], current.size))
            start, current = i, family
    return (*found, (current.face(bold=bold), text[start:], current.size))


def _family_for(char: str, bold: bool, letters: Letters) -> Family:
    for family in letters.families:
        if ord(char) in family.face(bold=bold).characters:
            return family
    raise MissingGlyphError(char, letters.families[0].face(bold=bold))


def _no_glyph(char: str, run: Run, face: Face) -> FontError:
    name = unicodedata.name(char, "a character without a name").lower()
    shown = f"“{char}” " if char.isprintable() else ""
    place = "" if run.field else " in the handout's text"
    message = f"No font here can write {shown}(U+{ord(char):04X}, {name}){place}; {face.name} and the others lack it."
    return FontError(Problem("missing-glyph", message, "Write it another way.", key=run.field))
