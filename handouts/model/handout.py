"""A whole sheet: its letterhead, its blocks, and what stands at the foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from handouts.model.blocks import Block, Callout
from handouts.model.runs import Inlines

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Logo:
    """The clinic's picture, ready to embed: `data` is a JPEG file, or deflated rows; `alt` says what it is.

    Rows are of RGB, of gray, or of numbers of the RGB colours in `palette`.
    """

    data: bytes
    encoding: Literal["jpeg", "rgb", "gray", "palette"]
    width: int
    height: int
    alt: str
    jpeg_gray: bool = False
    palette: bytes = b""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who hands out the sheet: name and address at the start side, hours and phones at the end side."""

    name: Inlines
    address: tuple[Inlines, ...]
    contact: tuple[Inlines, ...]
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a sheet is not clean: the watermark's word, and the reason as a sentence."""

    word: str
    reason: Inlines


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A sheet with a dot, or a usual phone, for each of the clinic's and the patient's own words.

    An edition in which that has no room is not tried for the sheets that share it.

    Many sheets share it, and know it by identity.
    """

    handout: Handout


@dataclass(frozen=True, slots=True)
class Handout:
    """A sheet with every word settled.

    `running` repeats who it is for on the pages after the first; `imprint` and `page_label` stand at the foot of each
    page.  `language` is a BCP 47 tag.  `title` is the document's title: it never names a patient.  `written` is the ISO
    date of the template's version.  A sheet of more than `pages` pages is set again with less air.  `chart` stands on a
    page of its own, for the clinic's file.  `outline` is what it shares with other sheets.
    """

    kind: str
    language: str
    direction: Direction
    title: str
    author: str
    letterhead: Letterhead
    running: Inlines
    blocks: tuple[Block, ...]
    imprint: tuple[Inlines, ...]
    page_label: Inlines
    mark: Mark | None = None
    version: str = ""
    written: str = "2026-01-01"
    pages: int = 2
    chart: tuple[Block, ...] = ()
    outline: Outline | None = field(default=None, compare=False, repr=False)

    def walk(self) -> Iterator[Block]:
        """Every block in reading order, outer before inner."""
        stack = list(reversed((*self.blocks, *self.chart)))
        while stack:
            block = stack.pop()
            yield block
            if isinstance(block, Callout):
                stack.extend(reversed(block.blocks))
