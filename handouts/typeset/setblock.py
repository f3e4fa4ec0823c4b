"""Set blocks: what typesetting hands on to paging and drawing.

A set block is data in its own coordinates: origin at its upper left corner, y down, points.  It knows its place in the
structure tree (elements) and what is drawn (marks, in reading order); colours are roles; nothing in it is PDF.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal, NamedTuple

from handouts.model import Logo
from handouts.typeset.lines import SetText

Tag = Literal[
    "Document", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure",
    "Span",
]  # fmt: skip
ARTIFACT = -1
CACHED = 1024


class Element(NamedTuple):
    """A structure element; `parent` is an index into the block's elements, -1 the block's own parent."""

    tag: Tag
    parent: int = -1
    alt: str = ""
    scope: Literal["", "Column", "Row"] = ""
    numbering: Literal["", "None", "Disc", "Decimal"] = ""


class Text(NamedTuple):
    """A set paragraph: the whole content of a leaf element, or decoration (`ARTIFACT`)."""

    element: int
    x: float
    y: float
    content: SetText
    colour: str


Segments = tuple[tuple[str | float, ...], ...]


class Path(NamedTuple):
    """A drawn shape: decoration, or part of a `Drawing`.

    Segments are ("M", x, y), ("L", x, y), ("C", six numbers), ("R", x, y, width, height, radius) and ("Z",).
    """

    segments: Segments
    fill: str = ""
    stroke: str = ""
    line: float = 1.0
    dash: tuple[float, ...] = ()


class Modules(NamedTuple):
    """A QR code in a square of `side` points: `dark` has a byte for each module, row by row, "1" where it is dark."""

    x: float
    y: float
    side: float
    dark: bytes


class Picture(NamedTuple):
    """An image that means something: the content of a Figure element."""

    element: int
    x: float
    y: float
    width: float
    height: float
    logo: Logo


class Drawing(NamedTuple):
    """Shapes, and perhaps a code, that mean something: the content of a Figure element, in the box that they fill."""

    element: int
    x: float
    y: float
    width: float
    height: float
    paths: tuple[Path, ...]
    code: Modules | None = None


Mark = Text | Path | Picture | Drawing


@dataclass(frozen=True, slots=True, eq=False)  # made once per content, compared by identity
class SetBlock:
    """A block that never splits: its size, the space around it, and what it draws.

    `keep` holds it on the page of the block after it.
    """

    height: float
    before: float
    after: float
    keep: bool
    elements: tuple[Element, ...]
    marks: tuple[Mark, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Text of each leaf element, in reading order."""
        return _texts(self)


@functools.lru_cache(CACHED)
def _texts(block: SetBlock) -> tuple[str, ...]:
    return tuple(mark.content.text for mark in block.marks if isinstance(mark, Text) and mark.element != ARTIFACT)


class Group(NamedTuple):
    """A structure element that neighbouring set blocks share (a list's items, a table's rows).

    `head` is drawn again, as decoration, where the group goes on on a new page.
    """

    number: int
    element: Element
    head: SetBlock | None = None


class Flowing(NamedTuple):
    """A set block on its way to a page."""

    block: SetBlock
    group: Group | None = None
