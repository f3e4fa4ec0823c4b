"""Stacks set blocks down the pages."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, NamedTuple

from handouts.errors import LayoutError, Problem
from handouts.typeset.setblock import Flowing, Group, SetBlock

Artifact = Literal["", "Header", "Footer", "Repeat"]


class PlacedBlock(NamedTuple):
    """A set block with its upper left corner on the page; `artifact` says it is repeated decoration there."""

    x: float
    y: float
    block: SetBlock
    group: Group | None = None
    artifact: Artifact = ""


class Opening(NamedTuple):
    """What a page begins with, the height at which that ends, and the air that it wants below it."""

    placed: tuple[PlacedBlock, ...]
    y: float
    after: float

    @classmethod
    def of(cls, first: PlacedBlock) -> Opening:
        """A page that begins with `first`."""
        return cls((first,), first.y + first.block.height, first.block.after)

    def followed_by(self, block: SetBlock, artifact: Artifact) -> Opening:
        """The same page with `block` below."""
        placed = PlacedBlock(self.placed[0].x, self.y + max(self.after, block.before), block, artifact=artifact)
        return Opening((*self.placed, placed), placed.y + block.height, block.after)


def stack(
    flowing: list[Flowing], first: Opening, later: Opening, bottom: float, left: float, *, reserve: float
) -> list[list[PlacedBlock]]:
    """Stack blocks down the pages; a chain of blocks that keep together moves together; gaps collapse to the larger.

    The last chain leaves `reserve` points free below it.  Raises `LayoutError` for a chain that fits no page.
    """
    pages = [list(first.placed)]
    y, after, at = first.y, first.after, 0
    while at < len(flowing):
        chain = _chain(flowing, at)
        at += len(chain)
        lowest = bottom - reserve if at == len(flowing) else bottom
        if y + max(after, chain[0].block.before) + _height(chain) > lowest:
            pages.append(list(later.placed))
            y, after = later.y, later.after
            head = chain[0].group.head if chain[0].group else None
            if head and chain[0].block is not head:
                y += after
                pages[-1].append(PlacedBlock(left, y, head, artifact="Repeat"))
                y, after = y + head.height, 0.0
            if y + after + _height(chain) > lowest:
                raise _too_tall(chain)
        for block, group in chain:
            y += max(after, block.before)
            pages[-1].append(PlacedBlock(left, y, block, group))
            y, after = y + block.height, block.after
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
