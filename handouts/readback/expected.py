"""What each line of a layout must look like on the finished page.  Points, from the page's lower left corner."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.readback.seen import Box, Seen
from handouts.typeset.breaking import NO_BREAK_SPACE
from handouts.typeset.lines import Line, Placed
from handouts.typeset.pages import Layout, PlacedBlock
from handouts.typeset.setblock import Text

NEAR = 0.75  # points: a character this near a baseline stands on it
REACH = 0.6  # type sizes: a mark this near a baseline belongs to its letters
# PDFium turns brackets round when it reads right-to-left lines, whatever their glyphs: there, either will do.
UNMIRRORED = str.maketrans(")]}>»", "([{<«")
JOINERS = str.maketrans("", "", "\u200c\u200d")  # they join or part letters and are not seen; PDFium drops one of them


class Word(NamedTuple):
    """A word that stands on a line, the box where it leaves ink, and its text where its letters stand in order."""

    text: str
    left: float
    right: float
    ink: Box
    ordered: bool


class Expected(NamedTuple):
    """A line as it must be seen; `text` is in visual order.

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
    values: int
    mirrored: bool

    def reads(self, found: Sequence[Seen]) -> bool:
        """Whether the characters `found` near the line are what it says."""
        chars = sorted(found, key=lambda char: char.x)
        seen, meant = (self._folded(text) for text in ("".join(char.char for char in chars), self.text))
        if Counter(seen) != Counter(meant):
            return False
        if self.ordered:
            return _letters(seen) == _letters(meant)
        return all(self._spells(word, chars) for word in self.words if word.ordered)

    def _spells(self, word: Word, chars: Sequence[Seen]) -> bool:
        inside = (c.char for c in chars if word.left - NEAR <= c.x < word.right - NEAR and abs(c.y - self.y) <= NEAR)
        return self._folded(word.text) in self._folded("".join(inside))

    def _folded(self, text: str) -> str:
        text = unicodedata.normalize("NFD", text.translate(JOINERS))
        return text.translate(UNMIRRORED) if self.mirrored else text


def expected_lines(page: tuple[PlacedBlock, ...], layout: Layout) -> Iterator[Expected]:
    """Every line of a page, decoration included."""
    for placed in page:
        for mark in placed.block.marks:
            if isinstance(mark, Text):
                for number, line in enumerate(mark.content.lines):
                    if line.seen:
                        yield _expected(placed, mark, line, number, layout)


def _expected(placed: PlacedBlock, mark: Text, line: Line, number: int, layout: Layout) -> Expected:
    x, y = placed.x + mark.x, layout.height - placed.y - mark.y - line.baseline
    words = tuple(_word(word, x, y) for word in line.words if word.shaped.text.strip())
    simple = all(word.shaped.spelled and _is_level(word) for word in line.words)
    size = max(word.size for word in line.words)
    return Expected(
        y=y,
        left=x + line.left,
        right=x + line.right,
        text=line.seen,
        ordered=simple,
        reach=NEAR if simple else size * REACH,
        words=words,
        values=sum(number in value.lines[:1] for value in mark.content.values),
        mirrored=layout.typesetter.rtl or any(unicodedata.bidirectional(char) in ("R", "AL") for char in line.seen),
    )


def _word(word: Placed, x: float, y: float) -> Word:
    left, right = x + word.x, x + word.x + word.shaped.width * word.size / 1000
    text = word.shaped.text.replace(NO_BREAK_SPACE, "").replace(" ", "")
    ink = Box(left, y - word.size * 0.2, right, y + word.size * 0.8)
    return Word(text, left, right, ink, word.shaped.spelled and len(word.shaped.shows) == 1)


def _letters(text: str) -> str:
    """Decomposed `text` without marks, whose places over their letters differ by font."""
    return "".join(char for char in text if not unicodedata.combining(char))


def _is_level(word: Placed) -> bool:
    return all(show.rise == 0 for show in word.shaped.shows)
