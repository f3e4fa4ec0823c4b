"""What each line of a layout must look like on the finished page.  Points, y upwards."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from handouts.readback.seen import Box, Seen
from handouts.typeset.breaking import NO_BREAK_SPACE
from handouts.typeset.lines import Line, Placed
from handouts.typeset.pages import Layout, PlacedBlock
from handouts.typeset.setblock import SetBlock, Text

NEAR = 0.75  # points: a character this near a baseline stands on it
REACH = 0.6  # type sizes: a mark this near a baseline belongs to its letters
# PDFium turns brackets and quotes round in right-to-left lines, whatever their glyphs: there, either will do.
UNMIRRORED = str.maketrans(")]}>»›’”", "([{<«‹‘“")
CACHED = 256  # set blocks: of a batch, most sheets are proven quickly, without these
JOINERS = str.maketrans("", "", "\u200c\u200d")  # they join or part letters and are not seen; PDFium drops one of them


class Word(NamedTuple):
    """A word that stands on a line, the box where it leaves ink, and its text where its letters stand in order."""

    text: str
    left: float
    right: float
    ink: Box
    ordered: bool


class Meant(NamedTuple):
    """A line as it must be seen, counted from its block's corner; `text` is in visual order.

    Marks over letters and reordered vowels have no place of their own: lines with such words are not `ordered`, and
    compared as a bag of letters, but each phone and dose among them still letter by letter.
    """

    y: float
    left: float
    right: float
    text: str
    ordered: bool
    reach: float
    words: tuple[Word, ...]
    mirrored: bool

    def reads(self, found: list[Seen], x: float, y: float) -> bool:
        """Whether the characters `found` near the line are what it says, where its block's corner is at (x, y)."""
        chars = sorted(found, key=itemgetter(1))
        seen, meant = "".join([char.char for char in chars]), self.text
        if seen != meant:  # most lines are just as they were set
            seen, meant = self._folded(seen), self._folded(meant)
            if Counter(seen) != Counter(meant):
                return False
        if self.ordered:
            return seen == meant or _letters(seen) == _letters(meant)
        return all(self._spells(word, chars, x, y + self.y) for word in self.words if word.ordered)

    def _spells(self, word: Word, chars: Sequence[Seen], x: float, y: float) -> bool:
        left, right = x + word.left - NEAR, x + word.right - NEAR
        inside = (char.char for char in chars if left <= char.x < right and abs(char.y - y) <= NEAR)
        return self._folded(word.text) in self._folded("".join(inside))

    def _folded(self, text: str) -> str:
        text = unicodedata.normalize("NFD", text.translate(JOINERS))
        return text.translate(UNMIRRORED) if self.mirrored else text


class Expected(NamedTuple):
    """A line in its place: its block's upper left corner is at (x, y) of the page."""

    meant: Meant
    at_x: float
    at_y: float

    @property
    def y(self) -> float:
        """Height of the baseline."""
        return self.at_y + self.meant.y

    @property
    def left(self) -> float:
        """Where its ink begins."""
        return self.at_x + self.meant.left

    @property
    def right(self) -> float:
        """Where its ink ends."""
        return self.at_x + self.meant.right

    @property
    def inks(self) -> Iterator[Box]:
        """The box of each word."""
        x, y = self.at_x, self.at_y
        for word in self.meant.words:
            left, bottom, right, top = word.ink
            yield Box(x + left, y + bottom, x + right, y + top)

    def reads(self, found: list[Seen]) -> bool:
        """Whether the characters `found` near the line are what it says."""
        return self.meant.reads(found, self.at_x, self.at_y)


def expected_lines(page: tuple[PlacedBlock, ...], layout: Layout) -> Iterator[Expected]:
    """Every line of a page, decoration included."""
    for placed in page:
        corner = placed.x, layout.height - placed.y
        for meant in meant_lines(placed.block, layout.typesetter.rtl):
            yield Expected(meant, *corner)


@functools.lru_cache(CACHED)
def meant_lines(block: SetBlock, rtl: bool) -> tuple[Meant, ...]:
    """Every line of a block, wherever it stands: the same for all sheets that share it."""
    return tuple(
        _meant(mark, line, rtl)
        for mark in block.marks
        if isinstance(mark, Text)
        for line in mark.content.lines
        if line.seen
    )


def _meant(mark: Text, line: Line, rtl: bool) -> Meant:
    y = -mark.y - line.baseline
    simple = all(word.shaped.spelled and _is_level(word) for word in line.words)
    return Meant(
        y=y,
        left=mark.x + line.left,
        right=mark.x + line.right,
        text=line.seen,
        ordered=simple,
        reach=NEAR if simple else max(word.size for word in line.words) * REACH,
        words=tuple(_word(word, mark.x, y) for word in line.words if word.shaped.text.strip()),
        mirrored=rtl or any(unicodedata.bidirectional(char) in ("R", "AL") for char in line.seen),
    )


def _word(word: Placed, x: float, y: float) -> Word:
    left, right = x + word.x, x + word.x + word.shaped.width * word.size / 1000
    text = word.shaped.text.replace(NO_BREAK_SPACE, "").replace(" ", "")
    ink = Box(left, y - word.size * 0.2, right, y + word.size * 0.8)
    seen = text[::-1] if word.shaped.backwards else text
    return Word(seen, left, right, ink, word.shaped.spelled and len(word.shaped.shows) == 1)


def _letters(text: str) -> str:
    """Decomposed `text` without marks, whose places over their letters differ by font."""
    return "".join(char for char in text if not unicodedata.combining(char))


def _is_level(word: Placed) -> bool:
    return all(show.rise == 0 for show in word.shaped.shows)
