"""Words -> positioned glyphs, one word in one face at a time, cached.  Knows HarfBuzz and what glyphs mean; no lines,
no PDF.

What readers of a PDF do with shaped text decides its form (measured with poppler and PDFium, see
tests/test_scripts.py):

* Left to right: one show string a word.  Where the glyphs' own texts do not spell the word (Indic reordering), or
  marks stand over letters, `spelled` is False and the PDF says the word in /ActualText.
* Right to left: letters as the eye meets them, from left to right, since readers turn words of such letters round.
  Poppler takes a string for a word and tears no word apart, but does tear lines of single letters where columns stand
  close together.  Marks over letters, and punctuation, are strings of their own, in logical order.  Both readers turn
  round what /ActualText of marked content says too, so `backwards` words are said by their structure element.
  Where several letters became one glyph (lam-alef), the glyph stands for the first letter and hidden glyphs of the
  others stand with it.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import uharfbuzz as hb

from handouts.typeset.breaking import NO_BREAK_SPACE
from handouts.typeset.fonts import Face

# Optional ligatures blur the text layer and save nothing; the scripts named need all of their features.
PLAIN_FEATURES = {"liga": False, "clig": False, "dlig": False}
# Kurinto's `ccmp` makes one glyph of shadda and a vowel sign, of which readers lose one; set apart, they keep both.
APART_FEATURES = {**PLAIN_FEATURES, "ccmp": False}
COMPLEX_SCRIPTS = {"Deva", "Beng", "Guru", "Gujr", "Taml", "Telu", "Knda", "Mlym", "Thai", "Laoo", "Khmr", "Mymr"}
SHORT = 2  # letters of an Arabic word that PDFium reads better one by one
HIDDEN_WIDTH = 0.01  # hidden letters are squeezed to this share of their width: readers drop words that overlap others


class MissingGlyphError(Exception):
    """A face cannot write a character; the caller knows which field it came from."""

    def __init__(self, char: str, face: Face) -> None:
        super().__init__(f"U+{ord(char):04X} is not in {face.name}")
        self.char = char
        self.face = face


class Show(NamedTuple):
    """A show string: glyphs with their pen positions, from the word's origin in 1/1000 em; `hidden` leaves no ink."""

    x: float
    rise: float
    glyphs: tuple[int, ...]
    positions: tuple[float, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: `shape` makes each once
class Shaped:
    """A word ready to draw at any size; widths and positions are in 1/1000 em.

    `backwards`: its glyphs, as they are drawn, do not read as the word.
    """

    text: str
    face: Face
    width: float
    shows: tuple[Show, ...]
    spelled: bool
    backwards: bool
    glyphs: frozenset[int]


class _Glyph(NamedTuple):
    cluster: int
    id: int
    x: float
    rise: float
    advance: float


@functools.lru_cache(2048)
def shape(face: Face, text: str, rtl: bool, language: str) -> Shaped:
    """Shape one word (or one stretch of blanks) of one script and direction.

    Raises `MissingGlyphError` for a character that `face` lacks.
    """
    glyphs, width = _shape(face, text, rtl, language)
    if rtl:
        shows = _right_to_left(face, text, glyphs)
        spelled, backwards = True, _reads(face, shows) != _blanks(text)
    else:
        shows = _left_to_right(glyphs)
        spelled, backwards = _spells(face, text, glyphs), False
    ids = frozenset(glyph for show in shows for glyph in show.glyphs)
    return Shaped(text, face, width, shows, spelled, backwards, ids)


def _shape(face: Face, text: str, rtl: bool, language: str) -> tuple[list[_Glyph], float]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = language
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES  # joiners would become blanks, and be read as such
    hb.shape(face.hb_font, buffer, None if buffer.script in COMPLEX_SCRIPTS else _features(buffer.script))
    glyphs, pen, scale = [], 0.0, face.to_mille
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint == 0:
            raise MissingGlyphError(text[info.cluster], face)
        x, rise = pen + position.x_offset * scale, position.y_offset * scale
        glyphs.append(_Glyph(info.cluster, info.codepoint, x, rise, position.x_advance * scale))
        pen += position.x_advance * scale
    return glyphs, pen


def _features(script: str) -> dict[str, bool]:
    return APART_FEATURES if script == "Arab" else PLAIN_FEATURES


def _left_to_right(glyphs: list[_Glyph]) -> tuple[Show, ...]:
    """A new show string wherever the rise changes."""
    shows: list[list[_Glyph]] = []
    for glyph in glyphs:
        if shows and shows[-1][0].rise == glyph.rise:
            shows[-1].append(glyph)
        else:
            shows.append([glyph])
    return tuple(_show(show) for show in shows)


def _show(glyphs: list[_Glyph]) -> Show:
    return Show(glyphs[0].x, glyphs[0].rise, tuple(g.id for g in glyphs), tuple(g.x for g in glyphs))


def _spells(face: Face, text: str, glyphs: list[_Glyph]) -> bool:
    """Whether the glyphs' own texts, in order, are the word, with no mark set over a letter."""
    if len(glyphs) != len(text):
        return False
    texts = face.text_of
    return all(
        _blanks(texts.get(glyph.id, "")) == char and glyph.advance > 0
        for glyph, char in zip(glyphs, _blanks(text), strict=True)
    )


def _blanks(text: str) -> str:
    """Text with one kind of blank: some faces draw both with one glyph, others have two."""
    return text.replace(NO_BREAK_SPACE, " ")


def _reads(face: Face, shows: tuple[Show, ...]) -> str:
    """What glyphs say, one after the other."""
    return _blanks("".join(face.text_of.get(glyph, "") for show in shows for glyph in show.glyphs))


def _right_to_left(face: Face, text: str, glyphs: list[_Glyph]) -> tuple[Show, ...]:
    """Strings in logical order: plain letters beside each other in one, the others with what belongs to them."""
    ends = dict(pairwise([*sorted({glyph.cluster for glyph in glyphs}), len(text)]))
    together = "" if any(glyph.advance == 0 for glyph in glyphs) else _together(text)
    shows: list[Show] = []
    plain: list[_Glyph] = []
    for letter in _letters(glyphs):
        base = letter[-1]
        own = text[base.cluster : ends[base.cluster]]
        unwritten = _unwritten(own)
        if together == unicodedata.bidirectional(own[0]) and not (unwritten or base.rise):
            plain.insert(0, base)
            continue
        shows += [_show(plain)] if plain else []
        plain = []
        shows.extend(_base_first(letter))
        shows.extend(_hidden(face, unwritten, base.x))
    return (*shows, _show(plain)) if plain else tuple(shows)


def _together(text: str) -> str:
    """The kind of letters that share a string in a word without marks.

    Beside its punctuation PDFium reads an Arabic word better letter by letter, a Hebrew one either way.
    """
    kinds = {unicodedata.bidirectional(char) for char in text}
    if "AL" not in kinds:
        return "R"
    return "AL" if len(kinds) == 1 and len(text) > SHORT else ""


def _letters(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """Each letter's glyphs, in logical order: HarfBuzz gives marks before their letter here, in visual order."""
    letters: list[list[_Glyph]] = [[]]
    for glyph in glyphs:
        letters[-1].append(glyph)
        if glyph.advance > 0:
            letters.append([])
    return sorted(filter(None, letters), key=lambda letter: min(glyph.cluster for glyph in letter))


def _base_first(letter: list[_Glyph]) -> list[Show]:
    return [_show([glyph]) for glyph in sorted(letter, key=lambda glyph: glyph.advance == 0)]


def _unwritten(cluster: str) -> str:
    """Letters of a cluster after its first: a ligature's glyph stands for the first alone.  Joiners are no letters."""
    letters = [char for char in cluster if unicodedata.category(char) != "Cf"]
    return "".join(char for char in letters[1:] if not unicodedata.combining(char))


def _hidden(face: Face, chars: str, x: float) -> Iterator[Show]:
    """Letters without ink, each left of the one before, from a ligature's left edge on."""
    for char in chars:
        glyph = face.glyph(char)
        if glyph is None:
            raise MissingGlyphError(char, face)
        x -= face.advance(glyph) * HIDDEN_WIDTH
        yield Show(x, 0.0, (glyph,), (x,), hidden=True)
