"""Set blocks -> pages: what stands where.  Coordinates go down from the page's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from handouts.editions import Edition
from handouts.errors import LayoutError, Problem
from handouts.model import Handout, Mark, Paper, RedFlags
from handouts.typeset.compose import Typesetter, typesetter
from handouts.typeset.flow import emergencies, flow
from handouts.typeset.furniture import set_imprint, set_letterhead, set_page_label, set_running
from handouts.typeset.setblock import Flowing, Group, SetBlock

Artifact = Literal["", "Header", "Footer", "Repeat"]


class PlacedBlock(NamedTuple):
    """A set block with its upper left corner on the page; `artifact` says it is repeated decoration there."""

    x: float
    y: float
    block: SetBlock
    group: Group | None = None
    artifact: Artifact = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages of a handout, ready to draw."""

    width: float
    height: float
    margin: float
    pages: tuple[tuple[PlacedBlock, ...], ...]
    typesetter: Typesetter
    mark: Mark | None

    @property
    def texts(self) -> tuple[str, ...]:
        """Text of every leaf of the structure tree, in order."""
        return tuple(
            text for page in self.pages for placed in page if not placed.artifact for text in placed.block.texts
        )


def lay_out(handout: Handout, edition: Edition, paper: Paper) -> Layout:
    """Typeset and paginate a handout, with less air where it would take too many pages.

    Raises `LayoutError` for a block that fits no page, or red flags that do not fit on the first one.
    """
    layout = _lay_out(handout, edition, paper)
    while len(layout.pages) > handout.pages and edition.tighter:
        edition = edition.tighter
        layout = _lay_out(handout, edition, paper)
    _check_red_flags(handout, layout)
    return layout


def _lay_out(handout: Handout, edition: Edition, paper: Paper) -> Layout:
    setter = typesetter(edition, paper, handout.language, handout.direction)
    foot = set_imprint(handout.imprint, handout.mark, setter)
    letterhead = Flowing(set_letterhead(handout.letterhead, setter))
    running = set_running(handout.running, setter)
    pages = _paginate([letterhead, *flow(handout.blocks, setter)], running, foot, setter)
    finished = [_with_foot(handout, page, n, len(pages), foot, setter) for n, page in enumerate(pages, 1)]
    return Layout(setter.page_width, setter.page_height, edition.margin, tuple(finished), setter, handout.mark)


def _paginate(flowing: list[Flowing], running: SetBlock, foot: SetBlock, setter: Typesetter) -> list[list[PlacedBlock]]:
    """Stack blocks down the pages; a chain of blocks that keep together moves together; gaps collapse to the larger."""
    edition = setter.edition
    bottom = setter.page_height - edition.bottom - foot.height - edition.gap
    pages: list[list[PlacedBlock]] = [[]]
    y, after, at = edition.top, 0.0, 0
    while at < len(flowing):
        chain = _chain(flowing, at)
        gap = max(after, chain[0].block.before) if pages[-1] else 0.0
        if pages[-1] and y + gap + _height(chain) > bottom:
            pages.append([PlacedBlock(edition.margin, edition.top, running, artifact="Header")])
            y, after = edition.top + running.height, running.after
            head = chain[0].group.head if chain[0].group else None
            if head and chain[0].block is not head:
                y += after
                pages[-1].append(PlacedBlock(edition.margin, y, head, artifact="Repeat"))
                y, after = y + head.height, 0.0
            if y + after + _height(chain) > bottom:
                raise _too_tall(chain)
        for block, group in chain:
            y += max(after, block.before) if pages[-1] else 0.0
            pages[-1].append(PlacedBlock(edition.margin, y, block, group))
            y, after = y + block.height, block.after
        at += len(chain)
    return pages


def _chain(flowing: list[Flowing], at: int) -> list[Flowing]:
    chain = [flowing[at]]
    while chain[-1].block.keep and at + len(chain) < len(flowing):
        chain.append(flowing[at + len(chain)])
    return chain


def _height(chain: list[Flowing]) -> float:
    gaps = sum(max(a.block.after, b.block.before) for a, b in pairwise(chain))
    return sum(item.block.height for item in chain) + gaps


def _too_tall(chain: list[Flowing]) -> LayoutError:
    # The text may name a patient; its kind of element does not.
    tags = ", ".join(element.tag for item in chain for element in item.block.elements[:1])
    message = f"A part of the handout ({tags}) is taller than a page."
    return LayoutError(Problem("too-tall", message, "Shorten the longest text in the clinic file or the options."))


def _check_red_flags(handout: Handout, layout: Layout) -> None:
    first = {id(placed.block) for placed in layout.pages[0]}
    for block in handout.blocks:
        if isinstance(block, RedFlags) and id(emergencies(block, layout.typesetter)) not in first:
            message = "The red flags do not fit on the first page."
            raise LayoutError(Problem("red-flags-late", message, "Shorten the names, the address or the hours."))


def _with_foot(
    handout: Handout, page: list[PlacedBlock], number: int, pages: int, foot: SetBlock, setter: Typesetter
) -> tuple[PlacedBlock, ...]:
    """The imprint is decoration on every page but the last, where it is read out."""
    margin = setter.edition.margin
    y = setter.page_height - setter.edition.bottom - foot.height
    label = set_page_label(handout.page_label, number, pages, setter)
    imprint = PlacedBlock(margin, y, foot, artifact="" if number == pages else "Footer")
    below = setter.page_height - setter.edition.bottom - label.height
    return (*page, imprint, PlacedBlock(margin, below, label, artifact="Footer"))
