"""`Composer` collects what one set block draws; `Typesetter` holds what all blocks of a sheet share.

Positions are given from the start side, so that a right-to-left sheet is the mirror image without further thought;
drawn icons keep their own shape.
"""

from __future__ import annotations

import copy
import functools
from typing import Literal

from handouts.editions import PAPER, SOURCE_NOTE, TYPES, Edition
from handouts.model import Direction, Inlines, Logo, Paper, Run
from handouts.typeset.fonts import families_for
from handouts.typeset.lines import Align, TextStyle, height_of, measured, set_text
from handouts.typeset.notes import GUTTER, Note, note, place
from handouts.typeset.setblock import (
    ARTIFACT,
    Drawing,
    Element,
    Mark,
    Modules,
    Path,
    Picture,
    Segments,
    SetBlock,
    Tag,
    Text,
)
from handouts.typeset.words import letters_of

CACHED = 1024  # shapes and signs in their places
Icon = Literal["bullet", "tick", "cross", "box", "warning"]


class Typesetter:
    """What the blocks of a sheet share: edition, paper, language and direction.  One exists per combination.

    Blocks of a `measuring` one have their heights, and nothing in them.
    """

    def __init__(self, edition: Edition, paper: Paper, language: str, direction: Direction) -> None:
        self.edition = edition
        self.page_width, self.page_height = PAPER[paper]
        self.language = language
        self.rtl = direction == "rtl"
        self.measure = self.page_width - 2 * edition.margin - edition.notes
        self.left = edition.margin + (edition.notes if self.rtl else 0.0)
        self.pad = edition.body * 0.4 + edition.gap * 0.6  # air inside boxes
        self.measuring = False
        self._styles: dict[str, TextStyle] = {}

    def style(self, kind: str) -> TextStyle:
        """Type for a kind of text (a key of `editions.TYPES`)."""
        style = self._styles.get(kind)
        if style is None:
            families = families_for(self.language)
            type_, size = TYPES[kind], self.edition.size(kind)
            # Large lines need less air between them than small ones.
            leading = round(
                size * families[0].leading * self.edition.leading * (0.92 if size > 1.5 * self.edition.body else 1.0), 2
            )
            letters = letters_of(families, size, type_.strong, self.language, self.rtl)
            style = TextStyle(letters, leading, type_.colour)
            self._styles[kind] = style
        return style


@functools.cache
def typesetter(edition: Edition, paper: Paper, language: str, direction: Direction) -> Typesetter:
    """The shared typesetter of a combination, so that set blocks can be shared too."""
    return Typesetter(edition, paper, language, direction)


@functools.cache
def measurer(setter: Typesetter) -> Typesetter:
    """The same for measuring alone, which is quicker by half; not for an edition with notes, which can be taller."""
    same = copy.copy(setter)  # with the styles, so that both know what has been measured
    same.measuring = True
    return same


class Composer:
    """Collects the elements and marks of one set block of a given width."""

    def __init__(self, typesetter: Typesetter, width: float | None = None, *, measuring: bool = False) -> None:
        self.typesetter = typesetter
        # What is only to be measured needs no elements, no drawings, and no words in their places.
        self.measuring = measuring or typesetter.measuring
        self.width = typesetter.measure if width is None else width
        self._elements: list[Element] = []
        self._under: list[Mark] = []
        self._marks: list[Mark] = []
        self._notes: list[Note] = []

    def element(self, tag: Tag, parent: int = -1, **attributes: str) -> int:
        """Open a structure element under `parent`; gives its index."""
        if self.measuring and self._elements:  # the first one names the block if it fits no page
            return 0
        self._elements.append(Element(tag, parent, **attributes))  # type: ignore[arg-type]
        return len(self._elements) - 1

    def text(
        self,
        runs: Inlines,
        kind: str,
        x: float,
        y: float,
        width: float,
        tag: Tag | None,
        parent: int = -1,
        align: Align = "start",
        scope: str = "",
    ) -> float:
        """Set `runs` with their upper start corner at (x, y) as a new leaf (None: decoration); gives the height."""
        style = self.typesetter.style(kind)
        if self.measuring:
            return height_of(runs, style, round(width, 2))
        content = set_text(runs, style, round(width, 2), align)
        leaf = ARTIFACT if tag is None else self.element(tag, parent, scope=scope)
        left = self.width - x - round(width, 2) if self.typesetter.rtl else x
        self._marks.append(Text(leaf, left, y, content, style.colour))
        if self.typesetter.edition.notes and tag is not None:
            drop = style.baseline - self.typesetter.style(SOURCE_NOTE).baseline
            self._notes.extend(note(runs, y + drop))
        return content.height

    def string(self, text: str, kind: str, x: float, y: float, width: float, align: Align = "start") -> float:
        """Set plain decoration."""
        return self.text((Run(text),), kind, x, y, width, None, align=align)

    def text_width(self, runs: Inlines, kind: str, width: float) -> float:
        """Width that `runs` take when set in `width`."""
        return measured(runs, self.typesetter.style(kind), round(width, 2))[0]

    def text_height(self, runs: Inlines, kind: str, width: float) -> float:
        """Height that `runs` take when set in `width`."""
        return height_of(runs, self.typesetter.style(kind), round(width, 2))

    def trial(self) -> Composer:
        """One that finds out how tall something would be."""
        return Composer(self.typesetter, measuring=True)

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 1.0,
        radius: float = 0.0,
        layer: int | None = None,
    ) -> None:
        """A box under the text; `layer` (a remembered `layer`) puts it below what was drawn since."""
        if self.measuring:
            return
        left = self.width - x - width if self.typesetter.rtl else x
        box = Path((("R", left, y, width, height, radius),), fill, stroke, line)
        self._under.insert(len(self._under) if layer is None else layer, box)

    @property
    def layer(self) -> int:
        """The present height of the pile of shapes: a background drawn later goes in at a remembered layer."""
        return len(self._under)

    def rule(
        self, x: float, y: float, width: float, *, stroke: str = "rule", line: float = 0.8, dash: tuple[float, ...] = ()
    ) -> None:
        """A horizontal line."""
        left = self.width - x - width if self.typesetter.rtl else x
        self._under.append(Path((("M", left, y), ("L", left + width, y)), "", stroke, line, dash))

    def upright(self, x: float, y: float, height: float, *, stroke: str = "rule", line: float = 0.8) -> None:
        """A vertical line."""
        left = self.width - x if self.typesetter.rtl else x
        self._under.append(Path((("M", left, y), ("L", left, y + height)), "", stroke, line))

    def icon(self, icon: Icon, x: float, y: float, size: float, colour: str) -> None:
        """A drawn sign in a square of `size`, its upper start corner at (x, y)."""
        if self.measuring:
            return
        left = self.width - x - size if self.typesetter.rtl else x
        self._under.append(_icon(icon, left, y, size, colour))

    def shape(
        self,
        segments: Segments,
        x: float,
        y: float,
        width: float,
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 1.0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A shape as decoration.  Its own coordinates begin at the left of its box; only the box changes sides."""
        if self.measuring:
            return
        left = self.width - x - width if self.typesetter.rtl else x
        self._under.append(Path(moved(segments, left, y), fill, stroke, line, dash))

    def drawing(
        self,
        paths: tuple[Path, ...],
        alt: str,
        x: float,
        y: float,
        width: float,
        height: float,
        parent: int = -1,
        code: Modules | None = None,
    ) -> None:
        """Shapes, and a code upon them, with their alternative text as a Figure; placed as `shape` is."""
        if self.measuring:
            return
        left = self.width - x - width if self.typesetter.rtl else x
        placed = tuple(path._replace(segments=moved(path.segments, left, y)) for path in paths)
        if code:
            code = code._replace(x=code.x + left, y=code.y + y)
        element = self.element("Figure", parent, alt=alt)
        self._marks.append(Drawing(element, left, y, width, height, placed, code))

    def picture(self, logo: Logo, x: float, y: float, width: float, height: float) -> None:
        """An image as a Figure with its alternative text."""
        left = self.width - x - width if self.typesetter.rtl else x
        self._marks.append(Picture(self.element("Figure", alt=logo.alt), left, y, width, height, logo))

    def done(self, height: float, before: float = 0.0, after: float | None = None, *, keep: bool = False) -> SetBlock:
        """The finished block; `after` defaults to the edition's gap."""
        edition = self.typesetter.edition
        space = edition.gap if after is None else after
        width = edition.notes - GUTTER
        x = -edition.notes if self.typesetter.rtl else self.width + GUTTER
        notes = tuple(place(self._notes, self.typesetter.style(SOURCE_NOTE), x, width)) if self._notes else ()
        tall = max(height, *(mark.y + mark.content.height for mark in notes), 0.0)
        return SetBlock(tall, before, space, keep, tuple(self._elements), (*self._under, *self._marks, *notes))


@functools.lru_cache(CACHED)
def moved(segments: Segments, right: float, down: float) -> Segments:
    """`segments` in another place."""
    return tuple(_moved(segment, right, down) for segment in segments)


def _moved(segment: tuple[str | float, ...], right: float, down: float) -> tuple[str | float, ...]:
    kind, *values = segment
    places = values[:2] if kind == "R" else values
    shifted = [float(value) + (down if n % 2 else right) for n, value in enumerate(places)]
    return (kind, *shifted, *values[len(places) :])


@functools.lru_cache(CACHED)
def _icon(icon: Icon, x: float, y: float, size: float, colour: str) -> Path:
    def at(u: float, v: float) -> tuple[float, float]:
        return x + u * size, y + v * size

    match icon:
        case "bullet":
            side = size * 0.34
            return Path((("R", *at(0.33, 0.33), side, side, side / 2),), fill=colour)
        case "tick":
            return Path(
                (
                    (
                        "M",
                        *at(0.1, 0.55),
                    ),
                    ("L", *at(0.38, 0.85)),
                    ("L", *at(0.9, 0.15)),
                ),
                "",
                colour,
                size * 0.17,
            )
        case "cross":
            arms = (("M", *at(0.16, 0.16)), ("L", *at(0.84, 0.84)), ("M", *at(0.16, 0.84)), ("L", *at(0.84, 0.16)))
            return Path(arms, "", colour, size * 0.17)
        case "box":
            return Path((("R", *at(0.04, 0.04), size * 0.92, size * 0.92, size * 0.14),), "white", colour, 1.1)
        case "warning":
            sign = (("M", *at(0.5, 0.04)), ("L", *at(0.98, 0.92)), ("L", *at(0.02, 0.92)), ("Z",))
            stroke = (("M", *at(0.5, 0.34)), ("L", *at(0.5, 0.62)), ("M", *at(0.5, 0.76)), ("L", *at(0.5, 0.78)))
            return Path(sign + stroke, "", colour, size * 0.1)
