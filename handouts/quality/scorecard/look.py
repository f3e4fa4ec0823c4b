"""What the items of the scorecard look at: a sheet's words and its printed lines, measured on the finished file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from handouts.kinds import Kind, kinds
from handouts.model import Handout, plain
from handouts.quality.level import Level, level_of
from handouts.quality.words import Piece, pieces
from handouts.readback.expected import expected_lines
from handouts.readback.glyphs import RGB, Glyph, LookedAt, look
from handouts.required import required
from handouts.sheet import Sheet
from handouts.typeset.pages import PlacedBlock
from handouts.typeset.setblock import Text

GAP = 0.15  # of a type size: a gap that reads as a space


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as it is printed: `paragraph` tells which lines belong together, `ends` whether it is the last of them.

    `smallest` and `contrast` are those of its poorest character; `length` counts characters and blanks.
    """

    page: int
    text: str
    paragraph: int
    ends: bool
    left: float
    right: float
    smallest: float
    slanted: bool
    contrast: float
    length: int
    imprint: bool

    @property
    def place(self) -> str:
        """Where it is, in words that name no patient."""
        return f"page {self.page}, in the text that begins “{self.text[:24]}…”"


@dataclass(frozen=True, slots=True)
class Look:
    """A sheet, ready to be judged.  `kind` is None for a kind that the program does not know."""

    handout: Handout
    kind: Kind | None
    pieces: tuple[Piece, ...]
    level: Level
    lines: tuple[Printed, ...]
    needs: frozenset[str]

    @property
    def language(self) -> str:
        """The language's own part of the tag."""
        return self.handout.language.partition("-")[0].lower()


def look_at(sheet: Sheet) -> Look:
    """What there is to judge about a finished sheet."""
    handout = sheet.handout
    read = pieces(handout)
    return Look(
        handout=handout,
        kind=kinds().get(handout.kind),
        pieces=read,
        level=level_of(read, handout.language),
        lines=tuple(_lines(sheet)),
        needs=frozenset(need.id for need in required(handout.kind)),
    )


def _lines(sheet: Sheet) -> Iterator[Printed]:
    small = {plain(line) for line in sheet.handout.imprint}
    paragraph = 0
    for number, (seen, page) in enumerate(zip(look(sheet.data), sheet.layout.pages, strict=True), 1):
        expected = expected_lines(page, sheet.layout)
        for text in _texts(page):
            said = [line for line in text.content.lines if line.seen]
            paragraph += 1
            for at, line in enumerate(said, 1):
                where = next(expected)
                glyphs = seen.near(where.y, where.left - 1, where.right + 0.5)
                words = " ".join(word.shaped.text for word in line.words).split()
                yield _printed(
                    seen, glyphs, number, paragraph, " ".join(words), at == len(said), text.content.text in small
                )


def _texts(page: tuple[PlacedBlock, ...]) -> Iterator[Text]:
    for placed in page:
        yield from (mark for mark in placed.block.marks if isinstance(mark, Text))


def _printed(
    seen: LookedAt, glyphs: list[Glyph], page: int, paragraph: int, text: str, ends: bool, imprint: bool
) -> Printed:
    styles: dict[tuple[RGB, int], Glyph] = {}
    for glyph in glyphs:
        styles.setdefault((glyph.colour, int(glyph.x // 40)), glyph)
    contrasts = [contrast(glyph.colour, seen.ground(glyph.box)) for glyph in styles.values()]
    blanks = sum(b.box.left - a.box.right > GAP * a.size for a, b in pairwise(glyphs))
    return Printed(
        page=page,
        text=text,
        paragraph=paragraph,
        ends=ends,
        left=min((glyph.x for glyph in glyphs), default=0.0),
        right=max((glyph.box.right for glyph in glyphs), default=0.0),
        smallest=min((glyph.size for glyph in glyphs), default=0.0),
        slanted=any(glyph.slanted for glyph in glyphs),
        contrast=min(contrasts, default=21.0),
        length=len(glyphs) + blanks,
        imprint=imprint,
    )


def contrast(one: RGB, other: RGB) -> float:
    """Contrast of two colours as WCAG 2.1 defines it: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: RGB) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
